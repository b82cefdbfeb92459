"""The numbers of assistance in force in a month, each with its version and document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from aid.domain.allowance import Rules
from aid.domain.assets import Limits
from aid.domain.means import EXPENSES, ORIGINS
from aid.domain.standards import Standard
from aid.parameters import means as named
from core.parameters import Reading, read_many
from residents.selectors.benefits import benefit_kinds

NUMBERS = (
    named.MINIMUM, named.EDGE_RATIO, named.EXTREME_RATIO, named.ORPHAN, named.DISABLED_LIVING, named.DISABLED_CARE,
    named.ASSET_MONEY.key, named.ASSET_HOMES.key, named.ASSET_CARS.key, named.SUPPORT_FLOOR.key, named.SUPPORT_SHARE.key,
    named.DISPOSABLE.key, named.RIGID_SHARE.key,
)  # fmt: skip
WORDS = (named.ORDER.key, named.NOT_COUNTED.key, named.DEDUCTED.key, named.METHOD.key, named.GRADES.key)
# What the screen calls them where the table's name is longer than a line of arithmetic.
_SHORT = {named.MINIMUM: "低保标准", named.ORPHAN: "孤儿养育标准"}


def rules_of(area: str, month: dt.date) -> Rules:
    """Everything that reckoning needs for a community in a month, in one statement."""
    readings = read_many([*NUMBERS, *WORDS], on=month, area=area)
    numbers = _standards(readings)
    text = {key: str(readings[key].value or "") for key in WORDS}
    return Rules(
        minimum=numbers[named.MINIMUM],
        edge_ratio=numbers[named.EDGE_RATIO],
        extreme_ratio=numbers[named.EXTREME_RATIO],
        orphan=numbers[named.ORPHAN],
        disabled_living=numbers[named.DISABLED_LIVING],
        disabled_care=numbers[named.DISABLED_CARE],
        limits=Limits(numbers[named.ASSET_MONEY.key], numbers[named.ASSET_HOMES.key], numbers[named.ASSET_CARS.key]),
        support_floor=numbers[named.SUPPORT_FLOOR.key],
        support_share=numbers[named.SUPPORT_SHARE.key],
        disposable_income=numbers[named.DISPOSABLE.key],
        rigid_share=numbers[named.RIGID_SHARE.key],
        order=_order(text[named.ORDER.key]),
        not_counted=_codes(text[named.NOT_COUNTED.key], benefit_kinds()) if text[named.NOT_COUNTED.key] else None,
        deducted=_codes(text[named.DEDUCTED.key], EXPENSES.items()),
        method=text[named.METHOD.key] or "差额",
        grades=text[named.GRADES.key],
    )


def standards_at(keys: Iterable[str], *, on: dt.date, area: str) -> dict[str, Standard]:
    """Some numbers with their versions."""
    return _standards(read_many(keys, on=on, area=area))


def _standards(readings: Mapping[str, Reading]) -> dict[str, Standard]:
    keys = [key for key in readings if key in NUMBERS]
    return {
        key: Standard(
            _SHORT.get(key, readings[key].parameter.name),
            None if readings[key].value is None else Decimal(str(readings[key].value)),
            readings[key].parameter.unit,
            readings[key].document,
            readings[key].since,
            readings[key].certainty,
        )
        for key in keys
    }


def _order(words: str) -> tuple[str, ...]:
    codes = {title: code for code, title in ORIGINS.items()}
    said = [codes[part] for part in _parts(words) if part in codes]
    return tuple(dict.fromkeys([*said, "verified", "survey", "declared"]))


def _codes(words: str, known: Iterable[tuple[str, str]]) -> frozenset[str]:
    codes = {title: code for code, title in known}
    return frozenset(codes[part] for part in _parts(words) if part in codes)


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.replace("，", "、").replace(",", "、").split("、") if part.strip()]

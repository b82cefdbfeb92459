"""The forms a roster leaves the house in: which columns, and what of a sensitive value is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.errors import UserError
from lifecycle.roster.declaration import Column, Roster

OFFICIAL: Final = "official"
POSTED: Final = "posted"
FORMS: Final = {OFFICIAL: "报送稿", POSTED: "张贴稿"}


class HasValues(Protocol):
    """A row as computed (select.Member) or as published (versions.Frozen)."""

    @property
    def values(self) -> dict[str, str]: ...


@dataclass(frozen=True)
class Form:
    """`official`: all columns of the layout, numbers in full only when `full`. `posted`: for the notice board; sensitive
    columns, addresses and birth dates are not in it at all (个人信息保护法 第二十八条: children under 14)."""

    key: str
    full: bool = False

    @property
    def title(self) -> str:
        if self.key == POSTED:
            return FORMS[POSTED]
        return f"{FORMS[OFFICIAL]}（{'全号' if self.full else '证号、电话遮住中间'}）"

    def columns(self, roster: Roster) -> list[Column]:
        return [column for column in roster.columns if self.key == OFFICIAL or column.posted]

    def headers(self, roster: Roster) -> list[str]:
        return ["序号", *(column.header for column in self.columns(roster))]

    def cells(self, columns: Sequence[Column], row: HasValues) -> list[str]:
        """The row's cells without its 序号."""
        return [self.shown(column, row.values.get(column.key, "")) for column in columns]

    def shown(self, column: Column, value: str) -> str:
        if self.key == POSTED and column.posted_mask:
            return column.posted_mask(value)
        return column.mask(value) if column.mask and not self.full else value


def form_named(key: str, *, full: bool) -> Form:
    if key not in FORMS:
        raise UserError(f"没有“{key}”这种稿。", remedy=f"可用：{'、'.join(FORMS)}。", field="form")
    return Form(key, full and key == OFFICIAL)

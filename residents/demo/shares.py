"""The published shares that the demo population follows, read once from data/*.csv."""

from __future__ import annotations

import csv
from bisect import bisect
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
_DATA = Path(__file__).resolve().parent / "data"
OLDEST = 104


class Draw(Generic[T]):
    """Values drawn by weight; quicker than random.choices for one value at a time."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._values: Sequence[T] = list(weights)
        self._upto = list(accumulate(weights.values()))

    def __call__(self, rng: Random) -> T:
        return self._values[bisect(self._upto, rng.random() * self._upto[-1])]


def rows(file: str) -> list[dict[str, str]]:
    with (_DATA / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def shares(table: str) -> dict[str, float]:
    """{key: value} of one table of distributions.csv."""
    return {row["key"]: float(row["value"]) for row in rows("distributions.csv") if row["table"] == table}


@cache
def age_bands() -> list[tuple[int, int, float, float, float]]:
    """(youngest, oldest, share of those living here, share of those registered here, share of men) per band."""
    bands = []
    for row in rows("age_structure.csv"):
        low, _, high = row["age_band"].partition("-")
        youngest = int(low.rstrip("+"))
        bands.append(
            (
                youngest,
                int(high) if high else OLDEST,
                float(row["yuexiu_resident_synth_pct"]),
                float(row["yuexiu_hukou_synth_pct"]),
                float(row["male_share_synth"]),
            )
        )
    return bands


@cache
def newcomer_share() -> float:
    """Of those living here, the part that is registered elsewhere."""
    classes = shares("residence_class")
    here, newcomers = classes["户籍且在住(人户一致)"], classes["外区/外市户籍在住"]
    return newcomers / (here + newcomers)


@cache
def away_share() -> float:
    """Of those registered here, the part that lives elsewhere."""
    classes = shares("residence_class")
    here, away = classes["户籍且在住(人户一致)"], classes["户籍在本区人不在(人户分离)"]
    return away / (here + away)


@cache
def newcomer_ages() -> list[float]:
    """What newcomers must be like, per band, so that they and the registered make up those living here."""
    part = newcomer_share()
    return [max(0.02, (living - (1 - part) * registered) / part) for _, _, living, registered, _ in age_bands()]

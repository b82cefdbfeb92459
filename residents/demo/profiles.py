"""What is written about a person beside dates: name, number, ethnicity, schooling, telephone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random
from uuid import UUID

from residents.demo.kin import Someone
from residents.demo.records import Life
from residents.demo.shares import Draw, rows, shares
from residents.domain.codes import codebook
from residents.domain.id_number import check_character
from residents.domain.name_readings import Pinyin, name_pinyin

REGION = "440199"  # assigned to no district: such a number belongs to nobody
# Sample files use low serials; the demo's people start above them, so that importing a sample meets strangers.
FIRST_SERIAL = 803
GUANGTA = "440104007"  # 光塔街道, the old quarter round the 怀圣寺
_MOTHERS_SURNAME = 1 / 13
_RARE = "珺玥翀赟堃煊鑫淼"


@dataclass(slots=True)
class Profile:
    """`number` and `phone` "" when there is none; codes as in Person."""

    uid: UUID
    name: str
    given: str
    reading: Pinyin
    number: str
    phone: str
    ethnicity: str
    education: str
    political: str
    temporary: bool
    former_name: str


@cache
def _surnames() -> Draw[str]:
    multipliers = shares("surname_multiplier_guangdong")
    weights = {
        row["surname"]: float(row["weight"]) * multipliers.get(row["surname"], 1) for row in rows("surnames.csv")
    }
    return Draw(weights | {name: 0.05 * factor for name, factor in multipliers.items() if name not in weights})


@cache
def _given_names() -> list[tuple[int, dict[str, tuple[list[str], list[str], list[str]]]]]:
    """(last year, {sex: (single characters, pairs, second characters)}) per time of birth."""
    times: dict[int, dict[str, tuple[list[str], list[str], list[str]]]] = {}
    for row in rows("given_names.csv"):
        sexes = times.setdefault(int(row["birth_years"][-4:]), {"M": ([], [], []), "F": ([], [], [])})
        singles, pairs, seconds = sexes[row["sex"]]
        (singles if len(row["given_name"]) == 1 else pairs).append(row["given_name"])
        seconds.append(row["given_name"][-1])
    return sorted(times.items())


@cache
def _single_name_shares() -> tuple[tuple[int, float], ...]:
    """(last year, share of names of one character); between the published decades by judgement."""
    names = shares("names")
    forties, sixties, nineties, twenties = (
        names["两字名(单名)1950前"], names["单名1960s"], names["单名1990s"], names["单名2020s"],
    )  # fmt: skip
    return (
        (1949, forties),
        (1969, sixties),
        (1979, 0.16),
        (1989, 0.24),
        (1999, nineties),
        (2009, 0.16),
        (9999, twenties),
    )


@cache
def _ethnicities(hui: float | None) -> Draw[str]:
    weights = dict(shares("ethnicity"))
    if hui is not None:
        weights["汉族"] -= hui - weights["回族"]
        weights["回族"] = hui
    others = weights.pop("其他")
    book = codebook("ethnicity")
    coded = {book.read(name).code: weight for name, weight in weights.items()}
    return Draw(coded | {code: others / 6 for code in ("12", "17", "03", "20", "09", "22") if code not in coded})


# (age from, {education: weight}); primary 80, junior 70, senior 60 and vocational 40, college 30, university 20 …
_EDUCATION: tuple[tuple[int, Draw[str]], ...] = (
    (15, Draw({"70": 0.9, "80": 0.1})),
    (18, Draw({"60": 0.6, "40": 0.28, "30": 0.08, "70": 0.04})),
    (23, Draw({"10": 0.09, "20": 0.42, "30": 0.28, "40": 0.11, "60": 0.05, "70": 0.05})),
    (35, Draw({"10": 0.06, "20": 0.31, "30": 0.25, "40": 0.12, "60": 0.11, "70": 0.14, "80": 0.01})),
    (50, Draw({"10": 0.02, "20": 0.14, "30": 0.15, "40": 0.13, "60": 0.22, "70": 0.28, "80": 0.06})),
    (65, Draw({"20": 0.06, "30": 0.07, "40": 0.08, "60": 0.2, "70": 0.29, "80": 0.26, "90": 0.04})),
    (80, Draw({"20": 0.04, "30": 0.03, "40": 0.05, "60": 0.09, "70": 0.18, "80": 0.4, "90": 0.21})),
)


class Serials:
    """Sequence numbers of a birthday, odd for men; unique in a run because every process counts every unit's births."""

    def __init__(self) -> None:
        self._used: dict[tuple[int, str], int] = {}

    def next(self, day: int, sex: str) -> int:
        """0, 1, 2 … per day and sex."""
        used = self._used.get((day, sex), 0)
        self._used[day, sex] = used + 1
        return used


def number(day: int, sex: str, order: int) -> str:
    """A valid 18-character number. ValueError when a birthday has more people than a number can tell apart."""
    if order >= 499:
        raise ValueError(
            f"More than 499 people of one sex born on {dt.date.fromordinal(day)}: too many for one region code."
        )
    high = (1000 - FIRST_SERIAL) // 2  # odd and even serials from FIRST_SERIAL up, begun at another place each day
    pair = (day * 37 + order) % high if order < high else order - high - (FIRST_SERIAL // 2)
    serial = (FIRST_SERIAL + 2 * pair + (0 if sex == "1" else 1)) % 1000
    first17 = f"{REGION}{dt.date.fromordinal(day):%Y%m%d}{serial:03d}"
    return first17 + check_character(first17)


def phone(key: int) -> str:
    """A number of the 199 block, different for each key below 90 million and scattered so that tails differ."""
    return f"199{key * 61_803_397 % 89_999_999 + 10_000_001:08d}"


class Profiles:
    """Writes profiles unit by unit; surnames go from father to child."""

    def __init__(self, rng: Random, today: int) -> None:
        self.rng, self.today = rng, today
        self._surname: dict[int, str] = {}
        self._ethnicity: dict[int, str] = {}

    def profile(self, life: Life, order: int) -> Profile:
        rng, someone = self.rng, life.someone
        age = someone.age(someone.birth.died or self.today)
        surname = self._surname_of(someone)
        registered = bool(life.registered_on)
        if registered:
            given = self._given(someone)
        else:
            given = "某之子" if someone.male else "某之女"
            surname = self._surname_of(someone.mother) if someone.mother else surname
        former = surname + self._given(someone) if age > 25 and rng.random() < 0.012 else ""
        name = surname + given
        education = _draw_by_age(_EDUCATION, age, rng)
        return Profile(
            uid=UUID(int=rng.getrandbits(128), version=4),
            name=name,
            given=given,
            reading=_reading(name),
            number=number(someone.day, someone.birth.sex, order) if registered else "",
            phone=phone(someone.key) if age >= 13 and rng.random() < (0.96 if age < 75 else 0.6) else "",
            ethnicity=self._ethnicity_of(someone, life.home_area),
            education=education,
            political=self._political(age, education),
            temporary=not registered,
            former_name=former if former != name else "",
        )

    def _surname_of(self, someone: Someone) -> str:
        known = self._surname.get(someone.key)
        if known is None:
            parent = someone.father or someone.mother
            if someone.father and someone.mother and self.rng.random() < _MOTHERS_SURNAME:
                parent = someone.mother
            known = self._surname_of(parent) if parent else _surnames()(self.rng)
            self._surname[someone.key] = known
        return known

    def _ethnicity_of(self, someone: Someone, area: str) -> str:
        known = self._ethnicity.get(someone.key)
        if known is None:
            parent = someone.father or someone.mother
            hui = 0.022 if area.startswith(GUANGTA) else None
            known = self._ethnicity_of(parent, area) if parent else _ethnicities(hui)(self.rng)
            self._ethnicity[someone.key] = known
        return known

    def _given(self, someone: Someone) -> str:
        rng = self.rng
        year = dt.date.fromordinal(someone.day).year
        sexes = next((names for last, names in _given_names() if year <= last), _given_names()[-1][1])
        singles, pairs, seconds = sexes["M" if someone.male else "F"]
        one = next(share for last, share in _single_name_shares() if year <= last)
        draw = rng.random()
        if draw < 0.002:
            return _RARE[int(rng.random() * len(_RARE))]
        if draw < one:
            return seconds[int(rng.random() * len(seconds))]
        if pairs and rng.random() < 0.45:
            return pairs[int(rng.random() * len(pairs))]
        first = pairs[int(rng.random() * len(pairs))][0] if pairs else singles[int(rng.random() * len(singles))]
        second = seconds[int(rng.random() * len(seconds))]
        return first + second if first != second else (pairs or singles)[0]

    def _political(self, age: float, education: str) -> str:
        if age < 14:
            return ""
        draw = self.rng.random()
        if age < 28:
            return "03" if draw < 0.45 else "01" if age > 20 and draw > 0.95 else "13"
        party = 0.2 if education in ("10", "20") else 0.09
        return "01" if draw < party else ("05", "07", "08", "10")[int(draw * 1e6) % 4] if draw > 0.994 else "13"


@lru_cache(maxsize=65536)
def _reading(name: str) -> Pinyin:
    return name_pinyin(name)


def _draw_by_age(table: tuple[tuple[int, Draw[str]], ...], age: float, rng: Random) -> str:
    """The education of someone of this age; "" for children below fifteen."""
    draw = next((draws for low, draws in reversed(table) if age >= low), None)
    return draw(rng) if draw else ""

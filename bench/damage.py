"""A file of records with known truth: people of the base as other offices would send them, and people who only look like them.

Made from the seeded population alone. Nothing here reads the matcher's tables: homophones and look-alikes are drawn from the
whole GB 2312 repertoire, traditional forms from OpenCC's other direction, and the shares below were written down before the
weights were looked at again. What generator and matcher do share is said in docs/matching.md.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from opencc import OpenCC
from pypinyin import lazy_pinyin

from residents.domain.id_number import check_character
from residents.domain.likeness import Claim
from residents.domain.number_likeness import number_claim

# Shares in per cent; each part of a record is damaged on its own, so one record may bear several kinds.
NUMBERS = {
    "number_intact": 38, "number_none": 32, "number_old": 7, "number_swapped": 4, "number_one_wrong": 5, "number_one_lost": 2,
    "number_one_more": 1, "number_letters": 2, "number_masked": 5, "number_cut": 4,
}  # fmt: skip
NAMES = {
    "name_intact": 66, "name_traditional": 8, "name_homophone": 8, "name_lookalike": 3, "name_lost_sign": 5, "name_suffix": 3,
    "name_spaced": 5, "name_former": 2,
}  # fmt: skip
BIRTHS = {
    "birth_intact": 88,
    "birth_none": 2,
    "birth_exchanged": 3,
    "birth_one_digit": 3,
    "birth_month": 2,
    "birth_lunar": 2,
}
SEXES = {"sex_intact": 97, "sex_none": 2, "sex_wrong": 1}
PLACES = {"place_same": 72, "place_moved": 14, "place_none": 14}
PHONES = {"phone_same": 45, "phone_none": 40, "phone_changed": 15}
HOMES = {"home_told": 45, "home_untold": 55}
STRANGERS = {
    "twin": 2,
    "sibling": 5,
    "parent_or_child": 3,
    "namesake_of_the_year": 4,
    "namesake_of_the_day": 1,
    "newcomer": 5,
}
_STRANGERS_OF_ALL = sum(STRANGERS.values())  # per cent of the file


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the file. `truth`: the person it is (0 = nobody of the base). `kinds`: what was done to it."""

    claim: Claim
    truth: int
    kinds: tuple[str, ...]


class Damager:
    """Draws records from the base's claims, the same ones for a seed."""

    def __init__(self, people: list[Claim], seed: int = 1) -> None:
        self.rng, self.people = Random(seed), people
        self.areas = sorted({claim.living_area for claim in people if len(claim.living_area) == 12})
        self.givens = [claim.name[1:] for claim in people if 2 <= len(claim.name) <= 3]

    def records(self, count: int) -> list[Record]:
        strangers = count * _STRANGERS_OF_ALL // 100
        found = [self._known(self.rng.choice(self.people)) for _ in range(count - strangers)]
        found += [self._stranger(self.rng.choice(self.people)) for _ in range(strangers)]
        self.rng.shuffle(found)
        return found

    def _draw(self, shares: dict[str, int]) -> str:
        return self.rng.choices(list(shares), weights=list(shares.values()))[0]

    def _known(self, person: Claim) -> Record:
        """A person of the base, as another office would write the record."""
        claim, kinds = self._sent(person), []
        for shares in (NAMES, NUMBERS, BIRTHS, SEXES, PLACES, PHONES, HOMES):
            kind = self._draw(shares)
            changed = _DAMAGE[kind](self, claim, person) if kind in _DAMAGE else claim
            if changed is not None:  # None: this person cannot be damaged so
                claim = changed
                kinds.append(kind)
            else:
                kinds.append(next(iter(shares)))
        return Record(claim, person.person_id, tuple(kinds))

    def _sent(self, person: Claim) -> Claim:
        """A bureau knows nothing of our ids; parents and spouse are told only in the layouts about births and marriages."""
        return replace(person, person_id=0, mother=0, father=0, spouse=0, kin=frozenset(), former_names=())

    def _stranger(self, person: Claim) -> Record:
        """Somebody who is not in the base but close to somebody who is."""
        kind = self._draw(STRANGERS)
        claim = _STRANGER[kind](self, self._sent(person))
        number = "" if self.rng.random() < 0.5 else self._new_number(claim)
        home = claim if self.rng.random() < 0.5 else replace(claim, households=frozenset(), addresses=frozenset())
        phone = home.phone if self.rng.random() < 0.5 else b""
        return Record(replace(home, number=number_claim(number), phone=phone), 0, (f"stranger_{kind}",))

    def _new_number(self, claim: Claim) -> str:
        """A sound number that the demo population does not use: its serials begin higher."""
        if claim.birth_date is None:
            return ""
        serial = self.rng.randrange(1, 800, 2) + (claim.sex == "2")
        first17 = f"440199{claim.birth_date:%Y%m%d}{serial:03d}"
        return first17 + check_character(first17)

    def other_given(self, name: str) -> str:
        """Another given name of the district, of the same length and without a character of this one if it can be had."""
        for _ in range(20):
            given = self.rng.choice(self.givens)
            if given != name[1:] and len(given) == len(name[1:]):
                return given
        return "安" if name[1:] != "安" else "宁"

    def other_last(self, name: str) -> str:
        """Another last character, as twins are named."""
        found = (self.rng.choice(self.givens)[-1] for _ in range(50))
        return next((char for char in found if char != name[-1]), "安")

    def born(self, claim: Claim, low: int, high: int) -> dt.date | None:
        """A birth date so many days later; None stays None."""
        return claim.birth_date + dt.timedelta(days=self.rng.randint(low, high)) if claim.birth_date else None


@cache
def _by_sound() -> dict[str, list[str]]:
    """Characters of GB 2312 level 1 and 2 by their usual reading."""
    found: dict[str, list[str]] = defaultdict(list)
    for char in _gb2312():
        found[lazy_pinyin(char)[0]].append(char)
    return found


@cache
def _gb2312() -> str:
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


@cache
def _neighbours() -> dict[str, list[str]]:
    """Look-alikes: Unicode orders by radical and strokes, so neighbours of one repertoire share the radical."""
    ordered = sorted(_gb2312())
    return {char: ordered[max(0, at - 2) : at] + ordered[at + 1 : at + 3] for at, char in enumerate(ordered)}


def _one_char(damager: Damager, name: str, choices: Callable[[str], list[str]]) -> str | None:
    """The name with one character (rarely of the surname) replaced."""
    at = damager.rng.randrange(1, len(name)) if damager.rng.random() < 0.9 else 0
    found = [char for char in choices(name[at]) if char != name[at]]
    return name[:at] + damager.rng.choice(found) + name[at + 1 :] if found else None


def _renamed(claim: Claim, name: str | None) -> Claim | None:
    return replace(claim, name=name) if name and name != claim.name else None


def _number(claim: Claim, change: Callable[[str], str | None]) -> Claim | None:
    text = change(claim.number.number) if len(claim.number.number) == 18 else None
    return replace(claim, number=number_claim(text)) if text and text != claim.number.number else None


def _swap(damager: Damager, number: str) -> str:
    at = damager.rng.choice([at for at in range(6, 16) if number[at] != number[at + 1]] or [6])
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def _wrong(damager: Damager, number: str) -> str:
    at = damager.rng.randrange(17)
    return number[:at] + damager.rng.choice([d for d in "0123456789" if d != number[at]]) + number[at + 1 :]


def _lose(damager: Damager, number: str) -> str:
    at = damager.rng.randrange(18)
    return number[:at] + number[at + 1 :]


def _add(damager: Damager, number: str) -> str:
    at = damager.rng.randrange(17)
    return number[:at] + number[at] + number[at:]


def _birth(claim: Claim, change: Callable[[dt.date], dt.date | None]) -> Claim | None:
    day = change(claim.birth_date) if claim.birth_date else None
    return replace(claim, birth_date=day) if day and day != claim.birth_date else None


def _exchange(day: dt.date) -> dt.date | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _digit(damager: Damager, day: dt.date) -> dt.date | None:
    text = f"{day:%Y%m%d}"
    for _ in range(20):
        at = damager.rng.choice((2, 3, 3, 5, 6, 7, 7))
        typed = text[:at] + damager.rng.choice("0123456789") + text[at + 1 :]
        try:
            found = dt.datetime.strptime(typed, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if found != day and found.year > 1900:
            return found
    return None


_TRADITIONAL = OpenCC("s2t")
Damage = Callable[[Damager, Claim, Claim], "Claim | None"]
_DAMAGE: dict[str, Damage] = {
    "name_traditional": lambda d, c, p: _renamed(c, _TRADITIONAL.convert(c.name)),
    "name_homophone": lambda d, c, p: _renamed(
        c, _one_char(d, c.name, lambda x: _by_sound().get(lazy_pinyin(x)[0], []))
    ),
    "name_lookalike": lambda d, c, p: _renamed(c, _one_char(d, c.name, lambda x: _neighbours().get(x, []))),
    "name_lost_sign": lambda d, c, p: _renamed(c, _one_char(d, c.name, lambda x: ["?", "□", "*", "\ue25e"])),
    "name_suffix": lambda d, c, p: _renamed(c, c.name + d.rng.choice(("(大)", "（小）", "2", "(新)"))),
    "name_spaced": lambda d, c, p: _renamed(c, " ".join(c.name)),
    "name_former": lambda d, c, p: _renamed(c, next(iter(p.former_names), "")),
    "number_none": lambda d, c, p: replace(
        c, number=number_claim(d.rng.choice(("", "无", "待补", "000000000000000000")))
    ),
    "number_old": lambda d, c, p: _number(c, lambda n: n[:6] + n[8:17] if n[6:8] == "19" else None),
    "number_swapped": lambda d, c, p: _number(c, lambda n: _swap(d, n)),
    "number_one_wrong": lambda d, c, p: _number(c, lambda n: _wrong(d, n)),
    "number_one_lost": lambda d, c, p: _number(c, lambda n: _lose(d, n)),
    "number_one_more": lambda d, c, p: _number(c, lambda n: _add(d, n)),
    "number_letters": lambda d, c, p: _number(c, lambda n: n.replace("0", "O", 1)),
    "number_masked": lambda d, c, p: _number(c, lambda n: f"{n[:6]}********{n[-4:]}"),
    "number_cut": lambda d, c, p: _number(c, lambda n: f"{n[:15]}000"),
    "birth_none": lambda d, c, p: replace(c, birth_date=None),
    "birth_exchanged": lambda d, c, p: _birth(c, _exchange),
    "birth_one_digit": lambda d, c, p: _birth(c, lambda day: _digit(d, day)),
    "birth_month": lambda d, c, p: (
        replace(c, birth_date=c.birth_date.replace(day=1), by_month=True) if c.birth_date else None
    ),
    "birth_lunar": lambda d, c, p: _birth(c, lambda day: day - dt.timedelta(days=d.rng.randint(19, 54))),
    "sex_none": lambda d, c, p: replace(c, sex="0"),
    "sex_wrong": lambda d, c, p: replace(c, sex="1" if c.sex == "2" else "2"),
    "place_moved": lambda d, c, p: replace(
        c, living_area=d.rng.choice(d.areas), hukou_area="", households=frozenset(), addresses=frozenset()
    ),
    "place_none": lambda d, c, p: replace(
        c, living_area="", hukou_area="", households=frozenset(), addresses=frozenset()
    ),
    "phone_none": lambda d, c, p: replace(c, phone=b""),
    "phone_changed": lambda d, c, p: replace(c, phone=d.rng.randbytes(32)) if c.phone else None,
    "home_untold": lambda d, c, p: replace(c, households=frozenset(), addresses=frozenset()),
}
_STRANGER: dict[str, Callable[[Damager, Claim], Claim]] = {
    "twin": lambda d, c: replace(c, name=c.name[:-1] + d.other_last(c.name)),
    "sibling": lambda d, c: replace(c, name=c.name[0] + d.other_given(c.name), birth_date=d.born(c, 330, 2900), sex=d.rng.choice("12")),
    "parent_or_child": lambda d, c: replace(c, name=c.name[0] + d.other_given(c.name), birth_date=d.born(c, 8000, 12000)),
    "namesake_of_the_year": lambda d, c: replace(
        c, birth_date=d.born(c, -360, 360), living_area=d.rng.choice(d.areas), hukou_area="", phone=b"", households=frozenset(),
        addresses=frozenset(),
    ),
    "namesake_of_the_day": lambda d, c: replace(
        c, living_area=d.rng.choice(d.areas), hukou_area="", phone=b"", households=frozenset(), addresses=frozenset()
    ),
    "newcomer": lambda d, c: replace(
        c, name=c.name[0] + d.other_given(c.name), birth_date=d.born(c, -9000, 9000), living_area=d.rng.choice(d.areas),
        hukou_area="", phone=d.rng.randbytes(32), households=frozenset(), addresses=frozenset(),
    ),
}  # fmt: skip

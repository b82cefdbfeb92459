"""Dates: when a family married, opened its household, had its children, moved, left, died. Coherent in time:
nobody is registered before birth, stays after death, or marries before the age the law asks for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from random import Random

from residents.demo.births import YEAR, Part
from residents.demo.homes import Homes, Place
from residents.demo.kin import MARRIED, WIDOWED, Family, Someone
from residents.demo.records import Belonging, FamilyRecord, HouseholdRecord, Life, Stay, Told
from residents.demo.relations import relation
from residents.demo.shares import Draw, away_share, rows

HUKOU, LIVING, FLOATING = "hukou", "living", "floating"
_REGISTRATION_LAW = dt.date(1958, 1, 9).toordinal()  # 户口登记条例
_MARRIAGE_AGE = {True: 22, False: 20}  # 民法典 第一千零四十七条
_MOVES, _SPLITS, _OUTSIDER, _ELDER_HEADS = 0.28, 0.08, 0.05, 0.35
_TOLD_SINCE = 3 * 365


@cache
def _places(*kinds: str) -> Draw[tuple[str, str, str]]:
    return Draw(
        {(r["code"], r["name"], r["kind"]): float(r["weight"]) for r in rows("places.csv") if r["kind"] in kinds}
    )


def marry(couple: Someone, today: int, rng: Random) -> int:
    """The wedding day of someone with a spouse: of age, before the first child, before either dies."""
    if not couple.married and couple.spouse:
        other = couple.spouse
        of_age = max(int(one.day + _MARRIAGE_AGE[one.male] * YEAR) + 30 for one in (couple, other))
        shared = [child.day for child in couple.children if child in other.children]
        last = min(
            [today - 10, *(day - 200 for day in shared), *(o.birth.died - 400 for o in (couple, other) if o.birth.died)]
        )
        usual = of_age + int((1 + rng.random() * 7) * YEAR)
        couple.married = other.married = max(of_age, min(usual, last))
    return couple.married


def choose_away(families: list[Family], today: int, rng: Random) -> tuple[set[int], set[int]]:
    """(keys of people, ids of families) that are registered here and live elsewhere: the district's share of them."""
    registered = [f for f in families if f.part is Part.REGISTERED]
    wanted = int(away_share() * sum(m.birth.part is Part.REGISTERED for f in registered for m in f.members))
    people: set[int] = set()
    for family in registered:
        for member in family.members[1:]:
            if (
                20 < member.age(today) < 50
                and (member.father or member.mother)
                and not member.spouse
                and rng.random() < 0.3
            ):
                people.add(member.key)
    whole: set[int] = set()
    wanted -= len(people)
    order = list(registered)
    rng.shuffle(order)
    for family in order:
        if wanted <= 0:
            break
        old = any(member.age(today) >= 65 for member in family.members)
        if rng.random() < (0.35 if old else 0.6):
            whole.add(id(family))
            wanted -= sum(m.birth.part is Part.REGISTERED and m.key not in people for m in family.members)
    return people, whole


class Chronicle:
    """Writes the records of families, one at a time, in the order they are given."""

    def __init__(self, homes: Homes, today: int, rng: Random, away: tuple[set[int], set[int]]) -> None:
        self.homes, self.today, self.rng = homes, today, rng
        self.away_people, self.away_families = away

    def record(self, family: Family, place: Place, number: str) -> FamilyRecord:
        write: Callable[[Family, Place, str], FamilyRecord] = {
            Part.REGISTERED: self._registered,
            Part.NEWCOMER: self._newcomers,
            Part.DECEASED: self._past,
            Part.GONE: self._past,
        }[family.part]
        for member in family.members:
            marry(member, self.today, self.rng)
        return write(family, place, number)

    # -- registered families

    def _registered(self, family: Family, place: Place, number: str) -> FamilyRecord:
        head = self._head(family)
        opened = self._opened(head, family)
        moved = self._moved(opened, family)
        home = self._home(family, place, moved or opened)
        record = FamilyRecord()
        household = HouseholdRecord(2 * head.key + 1, number, "registered", place, head.key + 1, moved or opened, 0)
        record.households.append(household)
        former = self._former_place(place) if moved else None
        split = home is not place and home.dwelling is not None
        if split:
            record.households.append(
                HouseholdRecord(2 * head.key + 2, number, LIVING, home, head.key + 1, moved or opened, 0)
            )
        for member in family.members:
            life = self._member(member, head, household, opened, moved, former, home)
            if split and life.stays[-1].place is home and all(b.shares_registration for b in life.belongings):
                life.belongings.append(
                    Belonging(
                        2 * head.key + 2, relation(member, head), False, life.stays[-1].start, life.stays[-1].end, ""
                    )
                )
            record.lives.append(life)
        return record

    def _head(self, family: Family) -> Someone:
        first = family.first
        couple = [one for one in (first, first.spouse) if one]
        for parent in (parent for one in couple for parent in (one.father, one.mother) if parent):
            if parent in family.members and not parent.birth.died and self.rng.random() < _ELDER_HEADS:
                return parent
        return first

    def _opened(self, head: Someone, family: Family) -> int:
        start = marry(head, self.today, self.rng) if head.spouse else int(head.day + 20 * YEAR)
        start += int(self.rng.random() * (4 if head.spouse else 10) * YEAR)
        latest = min([self.today - 90, *(m.birth.died - 300 for m in family.members if m.birth.died)])
        return max(_REGISTRATION_LAW, min(start, latest))

    def _moved(self, opened: int, family: Family) -> int:
        """The day the whole family came to this address from another one, or 0. Nobody had died or left by then."""
        quiet = all(member.birth.part is Part.REGISTERED for member in family.members)
        if not quiet or self.rng.random() > _MOVES or self.today - opened < 700:
            return 0
        back = min(self.today - opened - 400, int(self.rng.expovariate(1 / 3000)) + 20)
        return self.today - back

    def _home(self, family: Family, place: Place, since: int) -> Place:
        if id(family) in self.away_families:
            return self._elsewhere("city", "city", "city", "province")
        if self.rng.random() < _SPLITS and self.today - since > 400:
            return self._neighbouring(place)
        return place

    def _elsewhere(self, *kinds: str) -> Place:
        code, name, _ = _places(kinds[int(self.rng.random() * len(kinds))])(self.rng)
        return Place(code, None, name)

    def _neighbouring(self, place: Place) -> Place:
        """A dwelling in another community of the district."""
        codes = self.homes.codes
        code = codes[int(self.rng.random() * len(codes))]
        if code == place.area and len(codes) > 1:
            code = codes[codes.index(code) - 1]
        return self.homes.place(code, self.rng.randrange(self.homes.size(code)))

    def _former_place(self, place: Place) -> Place:
        draw = self.rng.random()
        return self._neighbouring(place) if draw < 0.6 else self._elsewhere("city" if draw < 0.85 else "province")

    def _member(
        self,
        member: Someone,
        head: Someone,
        household: HouseholdRecord,
        opened: int,
        moved: int,
        former: Place | None,
        home: Place,
    ) -> Life:
        life = Life(member, home_area=household.place.area)
        join, why = self._join(member, head, opened)
        end = member.birth.died or (self._left(member, join) if member.birth.part is Part.GONE else 0)
        outsider = (
            member is head.spouse
            and not end
            and not member.father
            and not member.mother
            and self.rng.random() < _OUTSIDER
        )
        register = join + self.rng.randrange(5, 28) if join == member.day else join
        entered = max(register, moved)
        self._hukou(life, household.place, register, moved, former, end, why, outsider)
        self._living(life, household.place, home, join, moved, former, end, why)
        if outsider or life.registered_on:
            life.belongings.append(
                Belonging(
                    household.id, relation(member, head), not outsider, join if outsider else entered, end,
                    why if entered != moved else "迁入",
                )
            )  # fmt: skip
        if member.birth.part is Part.GONE:
            self._depart(life, end)
        else:
            self._tell(life, household.place, join, moved, former)
        return life

    def _join(self, member: Someone, head: Someone, opened: int) -> tuple[int, str]:
        """The day a member came into the household, and why."""
        if member is head:
            return opened, "立户"
        if member is head.spouse:
            married = marry(member, self.today, self.rng)
            return max(opened, married), "结婚" if married > opened else "立户"
        if member.day >= opened:
            return member.day, "出生"
        if member.children and any(child is head or child is head.spouse for child in member.children):
            latest = (member.birth.died or self.today) - 60
            return opened + int(self.rng.random() * max(0, latest - opened)), "投靠子女"
        return opened, "立户"

    def _left(self, member: Someone, join: int) -> int:
        earliest = max(join + 60, int(member.day + 18 * YEAR))
        latest = self.today - 15
        return earliest + int(self.rng.random() ** 0.5 * (latest - earliest)) if earliest < latest else latest

    def _hukou(
        self, life: Life, place: Place, start: int, moved: int, former: Place | None, end: int, why: str, outsider: bool
    ) -> None:
        if outsider:
            origin = self._elsewhere("city", "province", "country")
            life.stays.append(Stay(HUKOU, origin, life.someone.day, 0, "出生"))
            life.registered_on = life.someone.day
        elif start <= self.today:
            if former and start < moved:
                life.stays.append(Stay(HUKOU, former, start, moved, why))
            life.stays.append(Stay(HUKOU, place, max(start, moved), end, "迁入" if start < moved else why))
            life.registered_on = start

    def _living(
        self, life: Life, place: Place, home: Place, start: int, moved: int, former: Place | None, end: int, why: str
    ) -> None:
        target = self._elsewhere("city", "city", "province") if life.someone.key in self.away_people else home
        if former and start < moved:
            life.stays.append(Stay(LIVING, former, start, moved, why))
            start, why = moved, "迁入"
        if target is not place and not end:
            latest = self.today - 20
            left = start + int(self.rng.random() * max(0, latest - start))
            if left > start + 30:
                life.stays.append(Stay(LIVING, place, start, left, why))
                start, why = left, "搬家"
            if start <= self.today:
                life.stays.append(Stay(LIVING, target, start, 0, why))
        else:
            life.stays.append(Stay(LIVING, place, start, end, why))

    def _depart(self, life: Life, left: int) -> None:
        there = self._elsewhere("city", "province")
        life.stays.append(Stay(HUKOU, there, left, 0, "迁出"))
        life.stays.append(Stay(LIVING, there, left, 0, "迁出"))
        life.told = Told("person.moved", left, life.home_area, {"from": life.home_area, "to": there.area}, ())

    def _tell(self, life: Life, place: Place, join: int, moved: int, former: Place | None) -> None:
        someone = life.someone
        if join == someone.day and life.registered_on > self.today - _TOLD_SINCE:
            parents = (("mother", someone.mother), ("father", someone.father))
            others = tuple((role, parent.key + 1) for role, parent in parents if parent)
            life.told = Told("person.born", someone.day, place.area, {}, others)
        elif moved > self.today - _TOLD_SINCE and former and join < moved:
            life.told = Told("person.moved", moved, place.area, {"from": former.area, "to": place.area}, ())

    # -- newcomers, and the dead and departed who were alone

    def _newcomers(self, family: Family, place: Place, number: str) -> FamilyRecord:
        head, rng = family.first, self.rng
        young = int(head.day + 17 * YEAR)
        arrived = max(young, self.today - 20 - int(rng.expovariate(1 / (6 * YEAR))))
        arrived = min([arrived, self.today - 15, *(m.birth.died - 100 for m in family.members if m.birth.died)])
        origin = self._elsewhere("city", "province", "province", "country", "country")
        record = FamilyRecord([HouseholdRecord(2 * head.key + 2, number, LIVING, place, head.key + 1, arrived, 0)])
        for member in family.members:
            life = Life(member, home_area=place.area, registered_on=member.day)
            end = member.birth.died
            start = max(arrived, member.day)
            if member is not head and start == arrived and rng.random() < 0.3:
                start += int(rng.random() * max(0, (end or self.today) - 10 - arrived))
            own = self._elsewhere("province", "country") if member is head.spouse and rng.random() < 0.35 else origin
            kind = LIVING if own.area.startswith("4401") else FLOATING
            life.stays.append(Stay(HUKOU, own, member.day, end, "出生"))
            life.stays.append(Stay(kind, place, start, end, "来穗居住" if start > member.day else "出生"))
            life.belongings.append(Belonging(2 * head.key + 2, relation(member, head), False, start, end, ""))
            if start > self.today - _TOLD_SINCE // 3:
                life.told = Told("person.moved", start, place.area, {"from": own.area, "to": place.area}, ())
            record.lives.append(life)
        return record

    def _past(self, family: Family, place: Place, number: str) -> FamilyRecord:
        someone = family.first
        opened = self._opened(someone, family)
        end = someone.birth.died or self._left(someone, opened)
        opened = min(opened, end - 30)
        household = HouseholdRecord(2 * someone.key + 1, number, "registered", place, someone.key + 1, opened, end)
        life = Life(someone, home_area=place.area, registered_on=opened)
        life.stays += [Stay(HUKOU, place, opened, end, "立户"), Stay(LIVING, place, opened, end, "立户")]
        life.belongings.append(Belonging(household.id, "02", True, opened, end, "立户"))
        if not someone.birth.died:
            self._depart(life, end)
        return FamilyRecord([household], [life])


def marital_status(someone: Someone, day: int) -> str:
    """GB/T 2261.2 on a day: a marriage that death ended leaves the other widowed."""
    if someone.spouse and someone.spouse.birth.died and someone.spouse.birth.died <= day and not someone.birth.died:
        return WIDOWED
    return MARRIED if someone.spouse else someone.marital

"""Whatever is registered, corrected, moved, merged and taken back, in any order: the base stays sound, and says it again the same.

The machine does as clerks do, through the services; what they refuse changes nothing. After each step the invariants are asked
of PostgreSQL; at the end the same acts on the same days, on an empty base, must give the same state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import User
from core import clock
from core.audit import acting
from core.errors import UserError
from residents.models import Household, Merge, Person
from residents.services.correct import correct_person
from residents.services.enter import enter_person
from residents.services.households import HouseholdDraft, open_households
from residents.services.member import add_member, remove_member
from residents.services.merge import merge
from residents.services.move import Destination, move_home, move_hukou
from residents.services.relatives import add_relative, end_relative
from residents.services.unmerge import undo_merge
from tests.support.areas import DEYUANLI, PANFU, SANYANJING
from tests.support.factories import id_number

pytestmark = pytest.mark.django_db

AREAS = (SANYANJING, DEYUANLI, PANFU)
BIRTH = dt.date(1991, 4, 6)
FIRST_DAY = dt.date(2025, 1, 1)
NAMES = ("谭晓玥", "谭晓月", "譚曉玥", "冯少芬")
FIELDS = {
    "name": NAMES,
    "education": ("10", "21", ""),
    "phone": ("13800005142", "13900000001"),
    "birth_date": (BIRTH, dt.date(1991, 4, 16)),
}
HISTORIES = ("person", "residence", "householdmembership", "kinship", "identitydocument", "formername", "merge")

_PROJECTIONS = """
SELECT count(*) FROM residents_person p
LEFT JOIN residents_residence h ON h.person_id = p.id AND h.kind = 'hukou' AND upper_inf(h.during)
LEFT JOIN residents_residence l ON l.person_id = p.id AND l.kind <> 'hukou' AND upper_inf(l.during)
LEFT JOIN residents_identitydocument d ON d.person_id = p.id AND d.active AND d.type = '01'
WHERE (p.hukou_area, p.living_area) IS DISTINCT FROM (coalesce(h.area_code, ''), coalesce(l.area_code, ''))
   OR (p.status <> 'merged' AND p.number_last4 <> coalesce(d.last4, ''))
"""
_OF_MERGED = """
SELECT count(*) FROM residents_person p WHERE p.status = 'merged' AND (
  EXISTS (SELECT FROM residents_residence r WHERE r.person_id = p.id)
  OR EXISTS (SELECT FROM residents_householdmembership m WHERE m.person_id = p.id)
  OR EXISTS (SELECT FROM residents_kinship k WHERE p.id IN (k.person_id, k.relative_id))
  OR EXISTS (SELECT FROM residents_identitydocument d WHERE d.person_id = p.id))
"""
_LONELY = """
SELECT count(*) FROM residents_kinship k WHERE NOT EXISTS (
  SELECT FROM residents_kinship m WHERE m.person_id = k.relative_id AND m.relative_id = k.person_id AND m.during = k.during)
"""
_OVERLAPS = """
SELECT count(*) FROM residents_residence a JOIN residents_residence b ON a.person_id = b.person_id AND a.id < b.id
  AND (a.kind = 'hukou') = (b.kind = 'hukou') AND a.during && b.during
"""


def _one(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


class Base:
    """A base in the hands of one officer: acts by number, so that they can be done again on an empty one."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.persons: list[UUID] = []
        self.merges: list[UUID] = []
        self.day = FIRST_DAY
        with clock.travel(self.day), acting(by=by.username, why="立户", source="desk:quji"):
            drafts = [HouseholdDraft(AREAS[0], f"{n:03d}", "desk:quji", opened_on=dt.date(2000, 1, 1)) for n in (1, 2)]
            ids = open_households(drafts, by=by).values()
            self.households = [Household.objects.get(pk=pk).uid for pk in ids]

    def act(self, name: str, *said: Any) -> bool:
        """Do one act on the next day; False when it was refused."""
        self.day += dt.timedelta(days=1)
        try:
            with clock.travel(self.day), transaction.atomic():
                getattr(self, f"_{name}")(*said)
        except (UserError, IndexError):
            return False
        return True

    def _register(self, name: str, number: int, area: int, years: int) -> None:
        text = id_number(BIRTH, "2", order=number) if number else ""
        since = dt.date(2010 + years, 1, 1)
        uid = enter_person(
            name=name, number=text, sex="2", birth_date=BIRTH, living_area=AREAS[area], hukou_area=AREAS[0], since=since,
            reason="看了户口簿", by=self.by, others=list(self.persons),
        )  # fmt: skip
        self.persons.append(uid)

    def _correct(self, who: int, field: str, value: Any) -> None:
        correct_person(person_uid=self.persons[who], changes={field: value}, reason="更正", by=self.by)

    def _move(self, who: int, area: int, hukou: bool) -> None:
        service = move_hukou if hukou else move_home
        service(person_uids=[self.persons[who]], to=Destination(AREAS[area]), on=self.day, by=self.by)

    def _relate(self, who: int, other: int, kind: str) -> None:
        since = dt.date(2020, 1, 1)
        add_relative(person_uid=self.persons[who], relative_uid=self.persons[other], kind=kind, since=since, by=self.by)

    def _part(self, who: int) -> None:
        link = Person.objects.get(uid=self.persons[who]).kin.filter(during__upper_inf=True).order_by("pk").first()
        if link:
            end_relative(person_uid=self.persons[who], link=link.pk, on=self.day, by=self.by)

    def _join(self, who: int, house: int) -> None:
        add_member(
            household_uid=self.households[house], person_uid=self.persons[who], relation="97", on=self.day, by=self.by
        )

    def _leave(self, who: int, house: int) -> None:
        remove_member(household_uid=self.households[house], person_uid=self.persons[who], on=self.day, by=self.by)

    def _merge(self, keep: int, lose: int, number: str) -> None:
        made = merge(
            keep_uid=self.persons[keep],
            lose_uid=self.persons[lose],
            by=self.by,
            choices={"number": number} if number else {},
        )
        self.merges.append(made.uid)

    def _undo(self, which: int) -> None:
        undo_merge(uid=self.merges[which], by=self.by, why="看错了")

    def state(self) -> list[Any]:
        """All that is said of everybody, without ids and moments."""
        place = {uid: number for number, uid in enumerate(self.persons)}
        merges = Merge.objects.order_by("pk").values_list("kept__uid", "lost__uid", "undone_by")
        rows = (
            Person.objects.filter(uid__in=place)
            .order_by("pk")
            .prefetch_related("residences", "documents", "former_names", "memberships__household", "kin__relative")
        )
        return [self._person(row, place) for row in rows] + [
            (place[kept], place[lost], undone) for kept, lost, undone in merges
        ]

    def _person(self, row: Person, place: dict[UUID, int]) -> tuple[Any, ...]:
        own = ("name", "sex", "birth_date", "status", "education", "phone", "hukou_area", "living_area", "number_last4")
        return (
            *(getattr(row, name) for name in own),
            sorted(row.sources.items()),
            sorted((r.kind, r.area_code, str(r.during)) for r in row.residences.all()),
            sorted((d.last4, d.active) for d in row.documents.all()),
            sorted(n.name for n in row.former_names.all()),
            sorted((m.household.number, m.relation, str(m.during)) for m in row.memberships.all()),
            sorted((place[k.relative.uid], k.kind, str(k.during)) for k in row.kin.all()),
        )


SOMEBODY = st.integers(0, 4)


def machine(by: User) -> Callable[[], RuleBasedStateMachine]:
    """The machine's class, acting for a user that stands in the database already."""

    class Clerks(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.outer = transaction.atomic()
            self.outer.__enter__()
            self.base = Base(by)
            self.acts: list[tuple[Any, ...]] = []
            self.history = self._written()
            for number, name in enumerate(NAMES[:3]):
                self._do("register", name, number, number % 2, number * 3)

        def _do(self, *act: Any) -> None:
            self.acts.append(act)
            self.base.act(*act)

        @rule(name=st.sampled_from(NAMES), number=st.integers(0, 3), area=st.integers(0, 2), years=st.integers(0, 9))
        def register(self, name: str, number: int, area: int, years: int) -> None:
            if len(self.base.persons) < 5:
                self._do("register", name, number, area, years)

        @rule(who=SOMEBODY, change=st.sampled_from([(f, v) for f, values in FIELDS.items() for v in values]))
        def correct(self, who: int, change: tuple[str, Any]) -> None:
            self._do("correct", who, *change)

        @rule(who=SOMEBODY, area=st.integers(0, 2), hukou=st.booleans())
        def move(self, who: int, area: int, hukou: bool) -> None:
            self._do("move", who, area, hukou)

        @rule(who=SOMEBODY, other=SOMEBODY, kind=st.sampled_from(["spouse", "guardian", "ward"]))
        def relate(self, who: int, other: int, kind: str) -> None:
            self._do("relate", who, other, kind)

        @rule(who=SOMEBODY)
        def part(self, who: int) -> None:
            self._do("part", who)

        @rule(who=SOMEBODY, house=st.integers(0, 1), comes=st.booleans())
        def household(self, who: int, house: int, comes: bool) -> None:
            self._do("join" if comes else "leave", who, house)

        @rule(keep=SOMEBODY, lose=SOMEBODY, number=st.sampled_from(["kept", "lost"]))
        def merge(self, keep: int, lose: int, number: str) -> None:
            self._do("merge", keep, lose, number)

        @rule(which=st.integers(0, 3))
        def undo(self, which: int) -> None:
            self._do("undo", which)

        @invariant()
        def nobody_is_told_twice(self) -> None:
            assert _one(_OVERLAPS) == 0 and _one(_LONELY) == 0

        @invariant()
        def projections_are_the_facts(self) -> None:
            assert _one(_PROJECTIONS) == 0

        @invariant()
        def who_is_merged_says_nothing_any_more(self) -> None:
            assert _one(_OF_MERGED) == 0

        @invariant()
        def everybody_is_there_once(self) -> None:
            merged = Person.objects.filter(status="merged").count()
            assert merged == Merge.objects.filter(undone_at=None).count()
            assert Person.objects.count() == len(self.base.persons)

        @invariant()
        def history_only_grows(self) -> None:
            written = self._written()
            assert all(now >= before for now, before in zip(written, self.history, strict=True))
            self.history = written

        def _written(self) -> list[int]:
            return [_one(f"SELECT count(*) FROM residents_{name}event") for name in HISTORIES] + [
                _one("SELECT count(*) FROM core_event")
            ]

        def teardown(self) -> None:
            """The same acts on an empty base give the same state."""
            first = self.base.state()
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)
            with transaction.atomic():
                again = Base(by)
                for act in self.acts:
                    again.act(*act)
                second = again.state()
                transaction.set_rollback(True)
            assert first == second

    return Clerks


def test_any_sequence_of_acts_keeps_the_base_sound(quji: User) -> None:
    run_state_machine_as_test(
        machine(quji),
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("number", ["kept", "lost"])
def test_everything_merged_into_one_and_taken_back(quji: User, number: str) -> None:
    """A fixed course: five records, four merges in a chain and a star, a move and a correction between, all taken back."""
    base = Base(quji)
    for place, name in enumerate((*NAMES, "谭晓悦")):
        assert base.act("register", name, place, place % 3, place)
    alone = base.state()
    course = [("merge", 0, 1, number), ("merge", 2, 0, number), ("merge", 3, 4, number), ("merge", 2, 3, number)]
    assert all(base.act(*act) for act in course)
    assert Person.objects.exclude(status="merged").count() == 1
    assert not base.act("undo", 0), "a later merge rests on it"
    assert all(base.act("undo", which) for which in (3, 2, 1, 0))
    people = len(base.persons)
    assert base.state()[:people] == alone[:people]

"""A line in the police file, and what every duty's user sees without a click: each step of the cascade (handbook, appendix E)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from core import clock
from core.audit import acting
from core.crypto import digest
from core.imports.undoing import undo_batch
from core.outbox import NewEvent, Subject, emit
from core.scope import scoped
from elderly.models import CarePlan
from lifecycle.engine.drain import drain
from lifecycle.models import Effect, Task
from lifecycle.services.elections import NewElection, hold_election
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask
from messaging.models import Silence
from messaging.selectors.silence import must_be_silent
from residents.domain.disability import Details
from residents.models import Benefit, DeathReport, DisabilityCertificate, Household, Person
from residents.selectors.phones import living_holders
from residents.services.benefits import NewBenefit, record_benefits
from residents.services.death_reports import dismiss_report, report_death
from residents.services.death_revoking import revoke_death
from residents.services.schooling import NewSchooling, record_schooling
from tests.imports.support import bring, xlsx
from tests.support.areas import YUEXIU
from tests.support.factories import dwelling, household, id_number, kin, person

TODAY, DAY = dt.date(2026, 11, 23), dt.date(2026, 11, 16)
HIM = id_number(dt.date(1952, 5, 5), "1", order=6)
LINE = {
    "序号": "1", "姓名": "邓国强", "公民身份号码": HIM, "性别": "男", "出生日期": "1952-05-05", "死亡日期": "2026-11-16",
    "死亡原因": "", "死亡证明编号": "S20261116", "注销日期": "2026-11-18", "注销类别": "死亡", "户号": "", "与户主关系": "户主",
    "户籍地址": "", "派出所": "", "社区居委会": "三眼井社区居委会", "申报人": "", "申报人电话": "", "备注": "",
}  # fmt: skip

Die = Callable[[], None]
Read = Callable[[str], str]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def him(numbers: None) -> Person:
    return person(
        "邓国强",
        birth=dt.date(1952, 5, 5),
        sex="1",
        number=HIM,
        phone="13800006071",
        home=dwelling(),
        marital_status="20",
    )


@pytest.fixture
def her(him: Person) -> Person:
    wife = person("何丽容", birth=dt.date(1955, 3, 5), sex="2", home=dwelling(), marital_status="20")
    household(him, (wife, "12"), home=dwelling())
    kin(him, wife, "spouse", since=dt.date(1980, 1, 1))
    return wife


@pytest.fixture
def die(shequ: User) -> Die:
    """The police's file arrives; nobody clicks."""

    def run() -> None:
        bring(xlsx(list(LINE), list(LINE.values())), "GA06", shequ)
        done = drain()
        assert done.parked == 0

    return run


@pytest.fixture
def read(shequ: User, client_as: Callable[[User], Client]) -> Read:
    return lambda path: client_as(shequ).get(path).content.decode()


def receives(who: Person, kind: str, monthly: str | None = None) -> int:
    new = NewBenefit(who.pk, kind, dt.date(2024, 1, 1), "seed", monthly=Decimal(monthly) if monthly else None)
    return record_benefits([new], by="test")[0]


def task(kind: str) -> Task:
    return Task.objects.get(kind=kind)


def whom(one: Task) -> int:
    return one.people.get(place=0).person_id


def test_d01_one_weak_source_waits_and_the_police_make_it_certain(
    him: Person, her: Person, shequ: User, die: Die, read: Read
) -> None:
    report_death(person_uid=him.uid, died_on=DAY, word="family", by=shequ, note="妻子来电")
    drain()
    him.refresh_from_db()
    assert him.status == "living"
    assert "邓国强" in read("/deaths/")
    assert Silence.objects.get().reason == "death-reported"
    die()
    him.refresh_from_db()
    assert him.status == "deceased"
    assert "邓国强" not in read("/deaths/")


def test_d02_d04_the_registration_ends_the_wife_is_widowed_and_both_pages_say_so(
    him: Person, her: Person, die: Die, read: Read
) -> None:
    die()
    her.refresh_from_db()
    him.refresh_from_db()
    assert (him.status, her.marital_status) == ("deceased", "30")
    assert "已注销（死亡）" in read(f"/persons/{him.uid}/")
    assert "丧偶" in read(f"/persons/{her.uid}/")


def test_d03_a_new_head_is_to_be_confirmed(him: Person, her: Person, die: Die, read: Read) -> None:
    die()
    home = Household.objects.get()
    assert not home.head_confirmed
    assert task("confirm-head").household_id == home.pk
    assert "确认" in read("/tasks/")


def test_d05_the_voter_roll_is_shorter_and_says_why(him: Person, her: Person, quji: User, die: Die, read: Read) -> None:
    day = TODAY + dt.timedelta(days=40)
    hold_election(NewElection("congress", "区人大代表选举", YUEXIU, day), by=quji)
    where = f"/rosters/voters/?as_of={day}"
    assert "邓国强" in read(where)
    die()
    assert "邓国强" not in read(where)
    assert "何丽容" in read(where)
    assert "选民名单除名" in read(f"/persons/{him.uid}/")


def test_d07_aid_is_recounted_by_people_before_next_month(him: Person, her: Person, die: Die, read: Read) -> None:
    benefit = receives(her, "minimum-living", "1196")
    die()
    assert task("aid-recount").due_on == dt.date(2026, 11, 30)
    assert Benefit.objects.get(pk=benefit).during.upper is None, "never stopped by the machine"
    assert "重算" in read("/tasks/")


def test_d08_d09_what_is_paid_for_a_life_stops_with_its_month(him: Person, her: Person, die: Die) -> None:
    benefit = receives(him, "longevity", "30")
    die()
    assert Benefit.objects.get(pk=benefit).during.upper == dt.date(2026, 12, 1)
    assert not Task.objects.filter(kind="recover-overpaid").exists()


def test_d08_a_death_learned_late_lists_what_was_paid_too_much(him: Person, her: Person, die: Die) -> None:
    receives(him, "longevity", "30")
    with clock.travel(dt.date(2027, 2, 3)):
        die()
    assert "3 个月" in task("recover-overpaid").why
    assert "90.00 元" in task("recover-overpaid").why


def test_d10_the_parents_of_an_only_child_are_visited(areas: None, numbers: None, die: Die) -> None:
    son = person("邓国强", birth=dt.date(1952, 5, 5), sex="1", number=HIM)
    mother = person("黄秀英", birth=dt.date(1930, 1, 1), sex="2")
    kin(son, mother, "parent")
    die()
    assert whom(task("special-support")) == mother.pk
    assert "女方已到年龄" in task("special-support").why


def test_d11_d16_insurance_is_told_and_services_are_ended(him: Person, her: Person, die: Die) -> None:
    die()
    assert {"tell-insurance", "end-services"} <= set(Task.objects.values_list("kind", flat=True))


def test_d12_children_left_without_parents_are_an_orphan_lead(him: Person, die: Die, read: Read) -> None:
    child = person("邓小雨", birth=dt.date(2015, 6, 1), sex="2")
    kin(child, him, "parent")
    die()
    assert whom(task("orphan-lead")) == child.pk
    assert "孤儿" in read("/tasks/")


def test_d12_a_child_with_another_parent_is_none(him: Person, her: Person, die: Die) -> None:
    child = person("邓小雨", birth=dt.date(2015, 6, 1), sex="2")
    kin(child, him, "parent")
    kin(child, her, "parent")
    die()
    assert not Task.objects.filter(kind="orphan-lead").exists()


def certified(who: Person, grade: str) -> None:
    number = f"{id_number(who.birth_date or DAY, who.sex)}4{grade}"
    DisabilityCertificate.objects.create(
        person=who, number=number, digest=digest(number, "disability"), during=(dt.date(2020, 1, 1), None),
        sealed=Details(category="4", grade=grade).pack(), recorded_at=clock.now(), recorded_by="test", source="seed",
    )  # fmt: skip


@pytest.mark.parametrize(("grade", "leads"), [("1", 1), ("4", 0)])
def test_d12_a_child_whose_other_parent_is_gravely_disabled_is_a_lead(
    him: Person, her: Person, die: Die, grade: str, leads: int
) -> None:
    child = person("邓小雨", birth=dt.date(2015, 6, 1), sex="2")
    kin(child, him, "parent")
    kin(child, her, "parent")
    certified(her, grade)
    die()
    assert Task.objects.filter(kind="orphan-lead").count() == leads


def test_d14_a_family_with_a_disabled_person_is_visited(him: Person, her: Person, die: Die) -> None:
    certified(her, "4")
    die()
    assert "家里有残疾人" in task("bereavement-visit").why


def test_d13_a_ward_needs_another_guardian(him: Person, her: Person, die: Die) -> None:
    ward = person("邓小雨", birth=dt.date(2015, 6, 1), sex="2")
    kin(ward, him, "guardian", since=dt.date(2020, 1, 1))
    die()
    assert whom(task("guardian-change")) == ward.pk


def test_d14_a_family_left_hard_pressed_is_visited_within_three_working_days(
    him: Person, her: Person, die: Die, read: Read
) -> None:
    receives(her, "minimum-living")
    die()
    visit = task("bereavement-visit")
    assert whom(visit) == her.pk
    assert visit.due_on == dt.date(2026, 11, 26)  # Monday 23 November is the day of learning
    assert "在领低保" in visit.why
    assert "家里只剩一人" in visit.why
    assert "何丽容" in read("/visits/")
    assert "丧亲探访" in read(f"/persons/{her.uid}/")


def test_d14_a_family_that_stands_well_is_left_in_peace(him: Person, her: Person, die: Die) -> None:
    son = person("邓志明", birth=dt.date(1985, 1, 1), sex="1", home=dwelling())
    home = Household.objects.get()
    home.memberships.create(
        person=son, relation="20", shares_registration=True, during=(dt.date(2010, 1, 1), None), recorded_at=clock.now(),
        recorded_by="test", source="seed",
    )  # fmt: skip
    die()
    assert not Task.objects.filter(kind="bereavement-visit").exists()


def test_d15_a_hard_pressed_family_hears_of_the_relief_of_funeral_costs(him: Person, her: Person, die: Die) -> None:
    receives(her, "minimum-living")
    die()
    assert "3540 元" in task("funeral-relief").why


def test_d17_a_pupil_who_lost_a_parent_is_a_lead_for_aid(him: Person, her: Person, shequ: User, die: Die) -> None:
    child = person("邓小雨", birth=dt.date(2015, 6, 1), sex="2")
    kin(child, him, "parent")
    with acting(by="test", why="test"):
        record_schooling([NewSchooling(child.pk, "enrolled", dt.date(2026, 9, 1), "seed")], by=shequ)
    die()
    assert whom(task("pupil-aid")) == child.pk


def test_d18_the_phone_falls_silent_unless_a_living_person_holds_it(him: Person, her: Person, die: Die) -> None:
    die()
    silent = Silence.objects.get()
    assert (silent.person_id, silent.phone_last4) == (him.pk, "6071")
    sealed = bytes(silent.phone_digest or b"")
    stranger = person("梁惠珍", birth=dt.date(1940, 1, 1))
    assert must_be_silent({him.pk: sealed, stranger.pk: sealed}, {}) == {him.pk, stranger.pk}
    widow = person("黄秀英", birth=dt.date(1950, 1, 1), phone="13800006071")
    assert must_be_silent({him.pk: sealed, widow.pk: sealed}, living_holders([sealed])) == {him.pk}


def test_every_effect_walks_back_to_the_line_of_the_file(him: Person, her: Person, die: Die) -> None:
    receives(her, "minimum-living")
    die()
    effect = Effect.objects.get(rule="death.bereavement-visit")
    assert effect.event.kind == "person.died"
    assert effect.event.source.startswith("GA06:")
    assert effect.target == f"task:{task('bereavement-visit').uid}"


def test_the_same_file_again_changes_nothing(him: Person, her: Person, die: Die) -> None:
    receives(her, "minimum-living")
    die()
    before = (Task.objects.count(), Effect.objects.count(), Silence.objects.count())
    die()
    assert (Task.objects.count(), Effect.objects.count(), Silence.objects.count()) == before


def test_nobody_rings_at_the_door_of_the_dead(him: Person, shequ: User, jiedao: User, die: Die) -> None:
    kinds = {"reassess", "elder-record", "longevity-hint", "century-visit"}
    for kind in kinds:
        new = NewTask(kind, him.living_area, "", "", f"{him.pk}", TODAY, ((him.pk, "subject"),))
        open_tasks([new], by=shequ)
    die()
    assert set(Task.objects.filter(kind__in=kinds).values_list("state", flat=True)) == {"done"}
    with scoped(jiedao.resident_scope):
        revoke_death(person_uid=him.uid, reason="派出所来函更正", by=jiedao)
    drain()
    assert set(Task.objects.filter(kind__in=kinds).values_list("state", flat=True)) == {"open"}


def cared_for() -> set[tuple[str, str, str]]:
    """Who is visited, why so often, and that a visit stands open."""
    plans = CarePlan.objects.filter(closed_on=None).select_related("person")
    return {(plan.person.name, plan.rhythm, open_kinds(plan.person)) for plan in plans}


def open_kinds(who: Person) -> str:
    about = Task.objects.filter(state="open", people__person_id=who.pk, people__place=0).order_by("kind")
    return "、".join(about.values_list("kind", flat=True))


@pytest.mark.parametrize("apart", [True, False], ids=["known before", "known together"])
def test_a_batch_taken_back_takes_everything_back(him: Person, her: Person, shequ: User, apart: bool) -> None:
    """Both lived alone as an old couple and are visited as such again, whether or not one run heard of all of it."""
    receives(her, "minimum-living")
    pension = receives(him, "longevity", "30")
    if apart:
        drain()
        assert cared_for() == {(one.name, "空巢老人每月至少一次", "care-visit") for one in (him, her)}
    batch = bring(xlsx(list(LINE), list(LINE.values())), "GA06", shequ)
    drain()
    assert ("何丽容", "孤寡老人每 7 天一次") in {plan[:2] for plan in cared_for()}
    assert not CarePlan.objects.filter(person=him, closed_on=None).exists()
    undo_batch(batch, by=shequ)
    drain()
    her.refresh_from_db()
    assert her.marital_status == "20"
    visited = (him, her) if apart else (her,)  # of whom nobody had heard before, the night sees to
    assert cared_for() == {(one.name, "空巢老人每月至少一次", "care-visit") for one in visited}
    assert set(Task.objects.exclude(kind="care-visit").values_list("state", flat=True)) == {"cancelled"}
    assert Benefit.objects.get(pk=pension).during.upper is None
    assert not Silence.objects.filter(until=None).exists()
    assert set(Effect.objects.filter(event__source__startswith="GA06:").values_list("state", flat=True)) == {"undone"}


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        ("person.born", "subject", "newborn-hints"),
        ("person.married", "wife", "fertility-card"),
        ("person.moved_in", "subject", "welcome-visit"),
        ("person.disability_certified", "subject", "disability-benefits"),
        ("person.unemployed", "subject", "jobless-visit"),
        ("person.turned_100", "subject", "century-visit"),
    ],
)
def test_other_turns_of_a_life_reach_their_duty(areas: None, kind: str, role: str, expected: str) -> None:
    somebody = person("周静雯", birth=dt.date(1999, 2, 3), sex="2")
    with transaction.atomic():
        emit(NewEvent(kind, DAY, (Subject(somebody.pk, role, somebody.living_area),), "desk:shequ"), by="shequ")
    drain()
    assert whom(task(expected)) == somebody.pk


def test_d01_one_source_is_looked_into_until_it_is_certain_or_nobody_says_so(
    him: Person, shequ: User, jiedao: User
) -> None:
    def hear(word: str) -> None:
        with scoped(shequ.resident_scope):
            report_death(person_uid=him.uid, died_on=DAY, word=word, by=shequ)
        drain()

    hear("family")
    hear("visit")  # what a visit hears is the family's word: still one source
    assert (task("verify-death").state, whom(task("verify-death"))) == ("open", him.pk)
    second = DeathReport.objects.get(word="visit")
    with scoped(shequ.resident_scope):
        dismiss_report(report_uid=second.uid, reason="邻居听错了", by=shequ)
    drain()
    assert task("verify-death").state == "open", "the family says so still"
    hear("cremation")
    assert task("verify-death").state == "done"
    assert must_be_silent({him.pk: None}, {})
    with scoped(jiedao.resident_scope):
        revoke_death(person_uid=him.uid, reason="派出所来函更正", by=jiedao)
    drain()
    assert task("verify-death").state == "done" and not Task.objects.filter(kind="look-again").exists()
    assert not must_be_silent({him.pk: None}, {}), "whoever lives gets messages again"

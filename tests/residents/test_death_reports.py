"""A death from one source waits; two make it certain; a mistake is taken back by the street."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.models import Event
from core.scope import scoped
from lifecycle.telling.closing import void_event
from lifecycle.telling.persons import Named
from lifecycle.telling.tell import tell
from residents.domain.deaths import Word, death_sources, weigh
from residents.domain.disability import Details
from residents.domain.pregnancy import Details as Expected
from residents.models import (
    DeathReport,
    DisabilityCertificate,
    Household,
    HouseholdMembership,
    Kinship,
    Occupation,
    Person,
    Pregnancy,
    Residence,
    Schooling,
)
from residents.services.death_reports import dismiss_report, report_death, settle_day
from residents.services.death_revoking import revoke_death
from residents.services.deaths import Death, record_deaths
from residents.services.member import change_head
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import household, kin, person

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 9, 3)
State = DeathReport.State


@pytest.fixture
def him(areas: None) -> Person:
    return person("孙国强", birth=dt.date(1956, 2, 9), sex="1", marital_status="20")


@pytest.fixture
def wife(him: Person) -> Person:
    her = person("何秀英", birth=dt.date(1958, 5, 1), marital_status="20")
    kin(him, her, "spouse", since=dt.date(1980, 1, 1))
    household(him, (her, "12"), number="5")
    return her


def says(by: User, who: Person, word: str, day: dt.date = DAY, **more: Any) -> Any:
    with scoped(by.resident_scope):
        return report_death(person_uid=who.uid, died_on=day, word=word, by=by, **more)


def facts() -> list[Any]:
    return [
        sorted((r.person_id, r.during.lower, r.during.upper) for r in model.objects.all())
        for model in (Residence, HouseholdMembership, Kinship)
    ] + [
        sorted(Person.objects.values_list("pk", "status", "died_on", "marital_status", "hukou_area", "living_area")),
        sorted(Household.objects.values_list("pk", "head_id", "head_confirmed", "closed_on")),
    ]


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ([("family", 3)], "open"),
        ([("family", 3), ("visit", 3)], "open"),  # what a visit hears from the family is the family's word
        ([("family", 3), ("cremation", 3)], "certain"),
        ([("death_cert", 3)], "open"),
        ([("psb_cancel", 3)], "certain"),
        ([("psb_cancel", 3), ("family", 4)], "differs"),
        ([("death_cert", 3), ("cremation", 4)], "differs"),
    ],
)
def test_what_makes_a_death_certain(words: list[tuple[str, int]], standing: str) -> None:
    assert weigh(Word(key, dt.date(2026, 9, day)) for key, day in words) == standing
    assert next(iter(death_sources())) == "psb_cancel"


def test_one_source_waits_and_the_second_registers_with_both_told(him: Person, wife: Person, shequ: User) -> None:
    first = says(shequ, him, "family", note="女儿来说")
    assert first.event is None and "待核实" in first.words
    him.refresh_from_db()
    assert him.status == "living"
    told = Event.objects.get(kind="person.death_reported")
    assert (told.payload["word"], told.payload["died_on"]) == ("family", "2026-09-03")
    second = says(shequ, him, "death_cert", certificate="S19560209069")
    him.refresh_from_db()
    assert (him.status, him.died_on) == ("deceased", DAY)
    event = Event.objects.get(pk=second.event)
    assert event.payload["told_by"] == ["death_cert", "family"]
    assert set(DeathReport.objects.values_list("word", "state")) == {
        ("family", "confirmed"),
        ("death_cert", "confirmed"),
    }
    third = says(shequ, him, "psb_cancel")
    assert third.event == event.pk and DeathReport.objects.filter(state="confirmed").count() == 3
    with pytest.raises(Conflict, match="先撤销死亡登记"):
        says(shequ, him, "cremation", dt.date(2026, 9, 4))


def test_days_that_differ_are_settled_by_a_person(him: Person, shequ: User) -> None:
    says(shequ, him, "family")
    assert "日期不同" in says(shequ, him, "cremation", dt.date(2026, 9, 4)).words
    with scoped(shequ.resident_scope):
        with pytest.raises(UserError, match="怎么核实"):
            settle_day(person_uid=him.uid, died_on=DAY, reason="", by=shequ)
        with pytest.raises(UserError, match="几个来源"):
            settle_day(person_uid=him.uid, died_on=dt.date(2026, 9, 9), reason="看过证明原件", by=shequ)
        settle_day(person_uid=him.uid, died_on=dt.date(2026, 9, 4), reason="看过火化证明原件", by=shequ)
    him.refresh_from_db()
    assert him.died_on == dt.date(2026, 9, 4)


def test_a_mistake_is_dismissed_and_stays_written(him: Person, shequ: User) -> None:
    says(shequ, him, "family")
    report = DeathReport.objects.get()
    with scoped(shequ.resident_scope):
        dismiss_report(report_uid=report.uid, reason="上门见到本人", by=shequ)
    report.refresh_from_db()
    assert (report.state, report.reason, report.decided_by) == ("dismissed", "上门见到本人", "shequ")
    told = Event.objects.get(kind="person.death_reported")
    assert (told.status, told.dispatched_at) == ("voided", None), "what it had set off is taken back"
    says(shequ, him, "visit")
    assert DeathReport.objects.filter(state=State.OPEN).count() == 1


def test_a_source_may_change_its_word(him: Person, shequ: User) -> None:
    says(shequ, him, "family")
    with pytest.raises(Conflict, match="已经报过"):
        says(shequ, him, "family")
    says(shequ, him, "family", dt.date(2026, 9, 4))
    assert DeathReport.objects.get().died_on == dt.date(2026, 9, 4)
    assert sorted(Event.objects.values_list("status", flat=True)) == ["registered", "voided"]


def test_somebody_elsewhere_is_not_found(shequ: User, areas: None) -> None:
    with pytest.raises(NotFound):
        says(shequ, person(hukou=PANFU, living=PANFU), "family")


def test_revoked_by_the_street_everything_is_as_before(him: Person, wife: Person, shequ: User, jiedao: User) -> None:
    child = person("李小明", birth=dt.date(2015, 1, 1))
    kin(child, him, "guardian", since=dt.date(2020, 1, 1))
    before = facts()
    says(shequ, him, "psb_cancel")
    with pytest.raises(NotAllowed), scoped(shequ.resident_scope):
        revoke_death(person_uid=him.uid, reason="派出所来函更正", by=shequ)
    with scoped(jiedao.resident_scope):
        done = revoke_death(person_uid=him.uid, reason="派出所来函更正", by=jiedao)
    assert done.left == []
    assert facts() == before
    assert set(DeathReport.objects.values_list("state", flat=True)) == {"revoked"}
    died, revoked = Event.objects.get(kind="person.died"), Event.objects.get(kind="person.death_revoked")
    assert (died.status, died.reason, died.dispatched_at, revoked.cause_id) == (
        "voided",
        "派出所来函更正",
        None,
        died.pk,
    )
    assert Event.objects.get(kind="person.widowed").status == "voided"
    says(shequ, him, "psb_cancel", dt.date(2026, 10, 1))
    him.refresh_from_db()
    assert him.died_on == dt.date(2026, 10, 1), "a death can be told again"


def test_what_ended_with_her_life_goes_on_when_she_lives(wife: Person, shequ: User, jiedao: User) -> None:
    """School, work, a certificate, an expected child: ended on the day, and as they were when the death is taken back."""
    since = (dt.date(2020, 1, 1), None)
    said = {"during": since, "recorded_at": clock.now(), "recorded_by": "test", "source": "desk:x"}
    own: list[Any] = [
        Schooling.objects.create(person=wife, state="enrolled", school="东风东路小学", student_no="L0001", **said),
        Occupation.objects.create(person=wife, status="24", employer="洪桥菜市场", **said),
        Pregnancy.objects.create(person=wife, sealed=Expected(dt.date(2026, 12, 24), 2, "粤0001").pack(), **said),
        DisabilityCertificate.objects.create(
            person=wife, number="44019919580501002X43", digest=b"d" * 32, sealed=Details("4", "3").pack(), **said
        ),
    ]
    says(shequ, wife, "psb_cancel")
    for row in own:
        row.refresh_from_db()
        assert row.during.upper == DAY, row
    with scoped(jiedao.resident_scope):
        done = revoke_death(person_uid=wife.uid, reason="派出所来函更正", by=jiedao)
    assert done.left == []
    school, work, child, certificate = (type(row).objects.get() for row in own)
    assert {row.during.upper for row in (school, work, child, certificate)} == {None}
    assert (school.student_no, work.employer) == ("L0001", "洪桥菜市场")
    assert (child.details.number, certificate.details.category) == ("粤0001", "4")


def test_what_was_changed_since_is_left_and_listed(him: Person, wife: Person, shequ: User, jiedao: User) -> None:
    son = person("孙伟", birth=dt.date(1985, 1, 1), sex="1")
    home = Household.objects.get()
    HouseholdMembership.objects.create(
        household=home, person=son, relation="20", shares_registration=True, during=(dt.date(2010, 1, 1), None),
        recorded_at=home.recorded_at, recorded_by="x", source="seed",
    )  # fmt: skip
    says(shequ, him, "psb_cancel")
    with scoped(shequ.resident_scope):
        change_head(
            household_uid=home.uid, head_uid=wife.uid, relations={son.uid: "20"}, on=dt.date(2026, 9, 10), by=shequ
        )
    Person.objects.filter(pk=wife.pk).update(marital_status="90")
    with scoped(jiedao.resident_scope):
        done = revoke_death(person_uid=him.uid, reason="派出所来函更正", by=jiedao)
    assert any("已确认别人为户主" in words for words in done.left)
    assert any("婚姻状况后来又改过" in words for words in done.left)
    him.refresh_from_db()
    wife.refresh_from_db()
    assert (him.status, wife.marital_status) == ("living", "90")
    assert Kinship.objects.get(person=wife, kind="spouse").during.upper is None


def test_of_a_couple_that_died_together_one_comes_back(him: Person, wife: Person, quji: User) -> None:
    later = DAY + dt.timedelta(days=2)
    with acting(by="quji", why="", source="GA06:17"):
        record_deaths([Death(him.pk, DAY, "GA06:17:3"), Death(wife.pk, later, "GA06:17:4")], by=quji)
    assert Household.objects.get().closed_on == later
    with scoped(quji.resident_scope):
        revoke_death(person_uid=him.uid, reason="派出所来函更正", by=quji)
    assert {row.during.upper for row in Kinship.objects.filter(kind="spouse")} == {later}
    home = Household.objects.get()
    assert (home.closed_on, HouseholdMembership.objects.get(person=him).during.upper) == (None, None)
    assert HouseholdMembership.objects.get(person=wife).during.upper == later


def test_told_at_the_desk_or_by_api(him: Person, shequ: User, jiedao: User) -> None:
    with scoped(shequ.resident_scope):
        waits = tell(
            kind="person.died", subjects={"subject": [Named(uid=him.uid)]}, occurred_on=DAY, source="desk:shequ", by=shequ,
            payload={"told_by": "family"},
        )  # fmt: skip
        assert waits.event is None and waits.waiting is not None and waits.waiting.url == "/deaths/"
        told = tell(
            kind="person.died", subjects={"subject": [Named(uid=him.uid)]}, occurred_on=DAY, source="police", source_key="7",
            by=shequ,
        )  # fmt: skip
    assert told.event is not None and told.event.kind == "person.died"
    with pytest.raises(NotAllowed), scoped(shequ.resident_scope):
        void_event(uid=told.event.uid, reason="派出所来函更正", by=shequ)
    with scoped(jiedao.resident_scope):
        void_event(uid=told.event.uid, reason="派出所来函更正", by=jiedao)
    him.refresh_from_db()
    assert him.status == "living"


def test_the_list_and_the_persons_page(
    him: Person, wife: Person, shequ: User, jiedao: User, client_as: Callable[[User], Client]
) -> None:
    clerk, street = client_as(shequ), client_as(jiedao)
    assert "没有要核实的人" in clerk.get("/deaths/").content.decode()
    says(shequ, him, "family", note="女儿来说")
    page = clerk.get("/deaths/").content.decode()
    assert "孙国强" in page and "女儿来说" in page and "家属申报" in page
    assert "待核实死亡" in clerk.get(f"/persons/{him.uid}/").content.decode()
    assert "待核实死亡 · 孙国强" in clerk.get("/").content.decode()
    answer = clerk.post(
        f"/deaths/{him.uid}/report/", {"word": "cremation", "died_on": "2026-9-4", "note": ""}, follow=True
    )
    assert "定是哪一天" in answer.content.decode()
    clerk.post(f"/deaths/{him.uid}/settle/", {"died_on": "2026-09-04", "reason": "看过火化证明"})
    him.refresh_from_db()
    assert him.died_on == dt.date(2026, 9, 4)
    page = clerk.get(f"/persons/{him.uid}/").content.decode()
    assert "已故" in page and "登记一件事" not in page and "撤销死亡登记" not in page, "not the committee's to revoke"
    for act in ("move", "hukou", "place"):
        refused = clerk.get(f"/persons/{him.uid}/{act}/", follow=True)
        assert "已去世" in refused.content.decode(), act
    assert "孙国强" in clerk.get("/persons/?q=孙国强").content.decode()
    assert clerk.post(f"/deaths/{him.uid}/revoke/", {"reason": "派出所来函更正"}).status_code in (403, 404)
    assert "撤销死亡登记" in street.get(f"/persons/{him.uid}/").content.decode()
    back = street.post(
        f"/deaths/{him.uid}/revoke/", {"reason": "派出所来函更正", "next": f"/persons/{him.uid}/"}, follow=True
    )
    assert "死亡登记已撤销" in back.content.decode()
    him.refresh_from_db()
    assert (him.status, him.living_area) == ("living", SANYANJING)

"""A death is registered: what ends with the life, who is told, and what stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.audit import acting
from core.errors import UserError
from core.event_log import events_of
from core.models import Event
from residents.models import DeathReport, Household, HouseholdMembership, Kinship, Person, Residence
from residents.services.deaths import Death, Recorded, record_deaths
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import household, kin, person

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 9, 3)
COLLECTED = dt.date(2026, 11, 20)  # the day on which a collection form, that says no dates, was entered


def die(by: User, *people: Person, on: dt.date = DAY, source: str = "GA06:17:3", **more: object) -> Recorded:
    with acting(by=by.username, why="公安死亡注销", source=source.rpartition(":")[0]):
        return record_deaths([Death(who.pk, on, source, **more) for who in people], by=by)  # type: ignore[arg-type]


def family(since: dt.date = dt.date(2010, 1, 1)) -> tuple[Person, Person, Person]:
    """Head, wife, son of age, in one household."""
    head = person("孙国强", birth=dt.date(1956, 2, 9), sex="1", since=max(since, dt.date(1956, 2, 9)))
    wife = person("何秀英", birth=dt.date(1958, 5, 1), sex="2", marital_status="20")
    son = person("孙伟", birth=dt.date(1985, 1, 1), sex="1")
    kin(head, wife, "spouse", since=since)
    kin(son, head, "parent", since=son.birth_date)
    household(head, (wife, "12"), (son, "20"), number="5", since=since)
    return head, wife, son


def test_what_ends_ends_on_the_day_and_the_place_stays(quji: User) -> None:
    head, _, son = family()
    die(quji, head)
    head.refresh_from_db()
    assert (head.status, head.died_on, head.sources["died_on"]) == ("deceased", DAY, "GA06:17:3")
    assert (head.hukou_area, head.living_area) == (SANYANJING, SANYANJING), "the last place stays"
    assert {row.during.upper for row in Residence.objects.filter(person=head)} == {DAY}
    assert HouseholdMembership.objects.get(person=head).during.upper == DAY
    assert {row.during.upper for row in Kinship.objects.filter(kind="spouse")} == {DAY}
    assert Kinship.objects.get(person=son, kind="parent").during.upper is None, "a father stays a father"


def test_the_wife_is_widowed_because_of_it(quji: User) -> None:
    head, wife, _ = family()
    done = die(quji, head)
    wife.refresh_from_db()
    assert (wife.marital_status, wife.sources["marital_status"]) == ("30", "GA06:17:3")
    told = Event.objects.get(kind="person.widowed")
    assert (told.cause_id, told.occurred_on) == (done.events[head.pk], DAY)
    assert [(s.person_id, s.role) for s in told.subjects.all()] == [(wife.pk, "subject")]
    assert told.payload == {"since": "2026-09-03", "deceased": head.pk}


def test_the_event_names_whom_it_touches(quji: User) -> None:
    head, wife, son = family()
    child = person("李小明", birth=dt.date(2015, 1, 1), living=PANFU, hukou=PANFU)
    kin(child, head, "guardian", since=dt.date(2020, 1, 1))
    die(quji, head, certificate="S19560209069", cancelled_on=dt.date(2026, 9, 7))
    event = Event.objects.get(kind="person.died")
    assert {(s.person_id, s.role, s.area_code) for s in event.subjects.all()} == {
        (head.pk, "subject", SANYANJING),
        (wife.pk, "spouse", SANYANJING),
        (son.pk, "child", SANYANJING),
        (child.pk, "ward", PANFU),
    }
    home = Household.objects.get()
    assert (event.payload["households"], event.payload["head_of"], event.payload["closed"]) == (
        [home.pk],
        [home.pk],
        [],
    )
    assert "S1956" not in str(event.payload), "numbers of proofs stay sealed"
    report = DeathReport.objects.get(person=head)
    assert (report.state, report.word, report.certificate) == ("confirmed", "psb_cancel", "S19560209069")
    assert not home.head_confirmed
    assert Kinship.objects.get(person=child, kind="guardian").during.upper == DAY


def test_the_same_death_is_told_once_whatever_file(quji: User) -> None:
    head, *_ = family()
    die(quji, head)
    again = die(quji, head, source="GA06:18:9")
    assert (again.already, again.events) == ([head.pk], {})
    assert Event.objects.filter(kind="person.died").count() == 1


def test_a_death_before_the_collection_form_takes_its_facts_back_to_the_last_day(quji: User) -> None:
    head, wife, _ = family(since=COLLECTED)
    Residence.objects.filter(person=head).update(during=(COLLECTED, None))
    Kinship.objects.update(source="SQ01:1:3")
    die(quji, head)
    head.refresh_from_db()
    last = (DAY - dt.timedelta(days=1), DAY)
    assert {(row.during.lower, row.during.upper) for row in Residence.objects.filter(person=head)} == {last}
    member = HouseholdMembership.objects.get(person=head).during
    assert (member.lower, member.upper) == last
    assert (head.hukou_area, head.living_area) == (SANYANJING, SANYANJING)
    married = Kinship.objects.get(person=wife, kind="spouse").during
    assert (married.lower, married.upper) == (None, DAY), "since when they were married nobody said"
    wife.refresh_from_db()
    assert wife.marital_status == "30"


def test_what_began_after_the_death_never_held_where_something_is_known_of_the_last_day(quji: User) -> None:
    who = person(birth=dt.date(1940, 1, 1))
    Residence.objects.filter(person=who, kind="living").update(during=(dt.date(1990, 1, 1), COLLECTED))
    said = {"recorded_at": COLLECTED, "recorded_by": "x", "source": "SQ01:1:1"}
    later = Residence(person=who, kind="living", area_code=PANFU, during=(COLLECTED, None))
    for name, value in said.items():
        setattr(later, name, value)
    later.recorded_at = Residence.objects.first().recorded_at
    later.save()
    die(quji, who)
    who.refresh_from_db()
    assert [(r.area_code, r.during.upper) for r in Residence.objects.filter(person=who, kind="living")] == [
        (SANYANJING, DAY)
    ]
    assert who.living_area == SANYANJING


def test_a_newborn_who_died_before_being_registered(quji: User) -> None:
    baby = person("孙小宝", birth=DAY, since=dt.date(2026, 9, 10))
    die(quji, baby)
    assert {r.during.lower for r in Residence.objects.filter(person=baby)} == {DAY}


def test_an_empty_household_is_closed_and_needs_no_head(quji: User) -> None:
    alone = person("林桂兰", birth=dt.date(1951, 9, 26))
    home = household(alone)
    die(quji, alone)
    home.refresh_from_db()
    assert (home.closed_on, home.head_confirmed) == (DAY, True)
    assert Event.objects.get(kind="person.died").payload["closed"] == [home.pk]


def test_both_of_a_couple_in_one_file(quji: User) -> None:
    head, wife, son = family()
    with acting(by="quji", why="", source="GA06:17"):
        record_deaths(
            [Death(head.pk, DAY, "GA06:17:3"), Death(wife.pk, DAY + dt.timedelta(days=2), "GA06:17:4")], by=quji
        )
    wife.refresh_from_db()
    assert wife.marital_status == "30", "she outlived him by two days"
    assert not Event.objects.filter(kind="person.widowed").exists(), "nobody is left to be told"
    assert {row.during.upper for row in Kinship.objects.filter(kind="spouse")} == {DAY}
    assert [e.role for e in events_of(son.pk) if e.kind == "person.died"] == ["child"]


def test_who_was_divorced_or_married_again_is_not_widowed_today(quji: User) -> None:
    head, wife, _ = family()
    Kinship.objects.filter(kind="spouse").update(during=(dt.date(2010, 1, 1), dt.date(2020, 1, 1)))
    Person.objects.filter(pk=wife.pk).update(marital_status="40")
    die(quji, head)
    wife.refresh_from_db()
    assert wife.marital_status == "40"
    assert {row.during.upper for row in Kinship.objects.filter(kind="spouse")} == {dt.date(2020, 1, 1)}

    first, second = person("甲", sex="1", birth=dt.date(1950, 1, 1)), person("乙", sex="1", birth=dt.date(1951, 1, 1))
    her = person("丙", birth=dt.date(1952, 1, 1), marital_status="22")
    kin(first, her, "spouse", since=dt.date(1980, 1, 1))
    Kinship.objects.filter(person__in=[first, her], kind="spouse").update(
        during=(dt.date(1980, 1, 1), dt.date(2021, 1, 1))
    )
    kin(second, her, "spouse", since=dt.date(2021, 1, 1))
    die(quji, first, on=dt.date(2019, 1, 1), source="GA06:18:3")
    her.refresh_from_db()
    assert her.marital_status == "22"
    assert Kinship.objects.get(person=her, relative=first).during.upper == dt.date(2019, 1, 1)


@pytest.mark.parametrize(("day", "words"), [(dt.date(1900, 1, 1), "早于出生日期"), (dt.date(2999, 1, 1), "在今天之后")])
def test_impossible_days_are_refused(quji: User, day: dt.date, words: str) -> None:
    with pytest.raises(UserError, match=words):
        die(quji, person(), on=day)


def test_a_hundred_deaths_take_the_statements_of_one(quji: User) -> None:
    one, many = person(), [person(f"甲{n}") for n in range(100)]
    with CaptureQueriesContext(
        connection,
    ) as few:
        die(quji, one, source="GA06:1:1")
    with CaptureQueriesContext(connection) as more:
        die(quji, *many, source="GA06:2:1")
    assert len(more) <= len(few) + 1, "the rows of reports and events go by COPY"

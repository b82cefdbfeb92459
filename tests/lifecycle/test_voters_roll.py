"""Who is on the voter roll, and that everybody else has exactly one reason: roll, explanation and proof are one rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.errors import NotFound
from lifecycle.domain.elections import BY_CERTIFICATE, CONTINUING, MOVED_IN, OF_AGE, OTHER, RESTORED
from lifecycle.models import Election, VoterCertificate, VoterStanding, Ward, WardPart
from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.declaration import Context, rosters
from lifecycle.roster.explain import explain
from lifecycle.roster.publish import publish
from lifecycle.roster.select import counts, read
from lifecycle.rosters.voters_proof import PROVING
from lifecycle.selectors.elections_proof import ON_ROLL, everybody, proof
from tests.support import factories as make
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 10)
TIANHE = "440106"


def said() -> dict[str, Any]:
    return {"recorded_at": clock.now(), "recorded_by": "test", "source": "desk:shequ"}


def bar(person: Any, kind: str, since: dt.date, until: dt.date | None = None, **more: Any) -> VoterStanding:
    return VoterStanding.objects.create(
        person=person,
        kind=kind,
        during=(since, until),
        organ="越秀区人民法院",
        document="（2025）粤刑终9号",
        **more,
        **said(),
    )


def certificate(election: Election, person: Any, from_area: str, to_area: str) -> VoterCertificate:
    return VoterCertificate.objects.create(
        election=election,
        person=person,
        number="资证〔2026〕7号",
        from_area=from_area,
        from_ward="第3选区",
        to_area=to_area,
        organ="第3选区选举工作组",
        issued_on=dt.date(2026, 10, 8),
        **said(),
    )


@pytest.fixture
def election(areas: None) -> Election:
    return Election.objects.create(kind="congress", title="区人大代表选举", area_code=YUEXIU, day=DAY, **said())


@pytest.fixture
def asked(areas: None) -> Any:
    return lambda area=SANYANJING, day=DAY: open_context(rosters["voters"], area=area, as_of=day)


@pytest.fixture
def roll(quji: Any, asked: Any) -> Any:
    """`roll(area)`: person id → member."""

    def ask(area: str = SANYANJING, day: dt.date = DAY) -> dict[int, Any]:
        context = asked(area, day)
        with reaching(quji, context):
            return {member.person_id: member for member in read(rosters["voters"], context)}

    return ask


@pytest.fixture
def verdicts(quji: Any, asked: Any) -> Any:
    """`verdicts(area)`: person id → why off the roll, or ON_ROLL."""

    def ask(area: str = SANYANJING) -> dict[int, str]:
        context = asked(area)
        with reaching(quji, context):
            return dict(everybody(PROVING, context).values_list("pk", "verdict"))

    return ask


def test_who_turns_eighteen_on_the_day_votes(election: Election, roll: Any) -> None:
    of_age = make.person("满了", birth=dt.date(2008, 11, 10))
    make.person("差一天", birth=dt.date(2008, 11, 11))
    assert list(roll()) == [of_age.pk]
    values = roll()[of_age.pk].values
    assert (values["reg_kind"], values["age"], values["status"]) == ("2 新满18周岁", "18", "1 列入")


def test_each_bar_has_its_document_and_its_end(election: Election, roll: Any, verdicts: Any) -> None:
    deprived, ended = make.person("剥权"), make.person("期满")
    suspended, incapable, permitted = make.person("停止"), make.person("不能行使"), make.person("缓刑")
    bar(deprived, "4", dt.date(2025, 1, 1), dt.date(2027, 1, 1))
    bar(ended, "4", dt.date(2023, 1, 1), DAY)
    bar(suspended, "3", dt.date(2026, 10, 1))
    bar(incapable, "2", dt.date(2026, 10, 15), election=election)
    bar(permitted, "7", dt.date(2026, 9, 1))
    assert verdicts() == {
        deprived.pk: "deprived",
        ended.pk: ON_ROLL,
        suspended.pk: "suspended",
        incapable.pk: "incapable",
        permitted.pk: ON_ROLL,
    }
    assert roll()[ended.pk].category == RESTORED
    assert roll()[permitted.pk].values["status"] == "7 准予行使"


def test_an_incapacity_counts_for_the_election_whose_committee_confirmed_it(election: Election, roll: Any) -> None:
    other = Election.objects.create(
        kind="congress", title="上一届", area_code=YUEXIU, day=dt.date(2021, 9, 28), **said()
    )
    person = make.person("上届确认过")
    bar(person, "2", dt.date(2021, 9, 1), election=other)
    assert person.pk in roll()


def test_a_certificate_moves_a_voter_and_never_doubles_him(election: Election, roll: Any, verdicts: Any) -> None:
    moved = make.person("人户分离", hukou=SANYANJING, living=PANFU)
    comes = make.person("外区户籍", hukou=TIANHE, living=SANYANJING)
    stays = make.person("没开证明", hukou=TIANHE, living=SANYANJING)
    certificate(election, moved, SANYANJING, PANFU)
    certificate(election, comes, TIANHE, SANYANJING)
    assert set(roll()) == {comes.pk}
    assert set(roll(PANFU)) == {moved.pk}
    assert set(roll(YUEXIU)) == {comes.pk, moved.pk}
    assert roll()[comes.pk].category == BY_CERTIFICATE
    assert (roll()[comes.pk].values["from_ward"], roll()[comes.pk].values["eligibility_cert"]) == (
        "第3选区",
        "资证〔2026〕7号",
    )
    assert verdicts() == {moved.pk: "transferred", comes.pk: ON_ROLL, stays.pk: "elsewhere"}


def test_foreigners_and_the_dead_have_their_reason(election: Election, verdicts: Any) -> None:
    foreign = make.person("外国人", nationality="840")
    dead = make.person("已故", died_on=dt.date(2026, 11, 1))
    unknown = make.person("不知生日", number=None)
    type(unknown).objects.filter(pk=unknown.pk).update(birth_date=None)
    assert verdicts() == {foreign.pk: "foreign", unknown.pk: "birth-unknown"}, (
        "who died here before the day left the base"
    )
    type(dead).objects.filter(pk=dead.pk).update(died_on=None, status="deceased")
    make.Residence.objects.filter(person=dead).update(during=(dt.date(2000, 1, 1), None))
    assert verdicts()[dead.pk] == "died"


def test_the_last_list_decides_what_is_new(
    election: Election, roll: Any, verdicts: Any, shequ: Any, asked: Any
) -> None:
    old = make.person("老选民")
    leaves, dies = make.person("要搬走的"), make.person("后来去世")
    last = asked(day=dt.date(2021, 9, 28))
    publish(rosters["voters"], last, by=shequ)
    young = make.person("刚满的", birth=dt.date(2005, 1, 1))
    comes = make.person("迁来的", since=dt.date(2024, 5, 1))
    missed = make.person("上次漏的")
    make.Residence.objects.filter(person=leaves).update(during=(dt.date(1985, 3, 5), dt.date(2025, 1, 1)))
    make.Residence.objects.filter(person=dies).update(during=(dt.date(1985, 3, 5), dt.date(2025, 1, 1)))
    type(dies).objects.filter(pk=dies.pk).update(died_on=dt.date(2025, 1, 1), status="deceased")
    assert {pk: member.category for pk, member in roll().items()} == {
        old.pk: CONTINUING,
        young.pk: OF_AGE,
        comes.pk: MOVED_IN,
        missed.pk: OTHER,
    }
    assert verdicts()[leaves.pk] == "gone"
    assert verdicts()[dies.pk] == "died"


def test_the_finest_part_gives_the_ward(election: Election, roll: Any) -> None:
    home = make.dwelling(house="88号")
    ordinary, apart = make.person("一般"), make.person("独立楼栋", home=home)
    for number, area, building in (("001", SANYANJING, None), ("002", SANYANJING, home.building)):
        ward = Ward.objects.create(election=election, number=number, name=number, **said())
        WardPart.objects.create(ward=ward, election=election, area_code=area, building=building, **said())
    found = roll()
    assert (found[ordinary.pk].values["ward_no"], found[apart.pk].values["ward_no"]) == ("001", "002")


PLACES = st.sampled_from([None, SANYANJING, SANYANJING + "01", DEYUANLI, PANFU, TIANHE])
DAYS = st.dates(dt.date(2026, 6, 1), dt.date(2026, 12, 31))
ADULT = st.fixed_dictionaries(
    {
        "birth": st.dates(dt.date(2008, 10, 1), dt.date(2008, 12, 20))
        | st.dates(dt.date(1930, 1, 1), dt.date(2000, 1, 1)),
        "hukou": PLACES,
        "living": PLACES,
        "died_on": st.none() | st.none() | DAYS,
        "since": DAYS,
        "nationality": st.sampled_from(["156", "156", "156", "840"]),
        "bar": st.none() | st.tuples(st.sampled_from(["2", "3", "4", "7"]), DAYS, st.none() | DAYS),
        "certificate": st.none() | st.tuples(st.sampled_from([SANYANJING, DEYUANLI, PANFU, TIANHE]), st.booleans()),
    }
)


def _make(fields: dict[str, Any], election: Election) -> int:
    kept = {key: value for key, value in fields.items() if key not in ("bar", "certificate")}
    if kept["died_on"] and kept["died_on"] <= kept["since"]:
        kept["died_on"] = None
    person = make.person("甲", number=None, **kept)
    if fields["bar"]:
        kind, since, until = fields["bar"]
        until = until if until and until > since else None
        bar(person, kind, since, until, **({"election": election} if kind == "2" else {}))
    if fields["certificate"] and fields["certificate"][0] != (fields["hukou"] or ""):
        to_area, withdrawn = fields["certificate"]
        made = certificate(election, person, fields["hukou"] or "440305", to_area)
        if withdrawn:
            VoterCertificate.objects.filter(pk=made.pk).update(withdrawn_on=dt.date(2026, 10, 20))
    return person.pk


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(ADULT, min_size=1, max_size=6), area=st.sampled_from([SANYANJING, HONGQIAO, YUEXIU]))
def test_roll_and_reasons_are_all_adults_and_the_explanation_agrees(
    people: list[dict[str, Any]], area: str, election: Election, asked: Any, quji: Any
) -> None:
    made = [_make(fields, election) for fields in people]
    context: Context = asked(area)
    with reaching(quji, context):
        listed = {member.person_id for member in read(rosters["voters"], context)}
        verdict = dict(everybody(PROVING, context).values_list("pk", "verdict"))
        found = proof(PROVING, context)
        assert found.categories == counts(rosters["voters"], context)
    assert found.holds and found.adults == len(verdict)
    assert listed == {pk for pk, said_of in verdict.items() if said_of == ON_ROLL}
    for pk in made:
        try:
            explained = explain(rosters["voters"], context, Q(pk=pk), by=quji)
        except NotFound:
            assert pk not in listed
            continue
        assert explained.member == (pk in listed) == all(criterion.passed for criterion in explained.criteria)

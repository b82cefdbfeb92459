"""A committee election: who declares, on which ground, who stands for whom; and the proof that nobody was forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.errors import Conflict, UserError
from lifecycle.models import Election, Participation
from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.declaration import rosters
from lifecycle.roster.select import read
from lifecycle.rosters.committee_voters_proof import PROVING
from lifecycle.selectors.elections_proof import ON_ROLL, everybody, proof
from lifecycle.services.elections import NewElection, hold_election
from lifecycle.services.elections_committee import Declaration, confirm_workers, declare
from lifecycle.services.elections_proxies import appoint_proxy, propose_candidate
from lifecycle.services.elections_standing import NewStanding, record_standing
from tests.support import factories as make
from tests.support.areas import DEYUANLI, SANYANJING

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 20)
SAID_ON = dt.date(2026, 11, 20)
YES, NO = Declaration(True, SAID_ON), Declaration(False, SAID_ON)
BEFORE = {"written_on": dt.date(2026, 12, 10), "consented_on": dt.date(2026, 12, 12)}


@pytest.fixture
def election(shequ: Any) -> Election:
    return hold_election(NewElection("committee", "三眼井社区居委会换届选举", SANYANJING, DAY, "all"), by=shequ)


@pytest.fixture
def found(shequ: Any) -> Any:
    """`found()`: (members by person, verdicts by person, the proof)."""

    def ask() -> tuple[dict[int, Any], dict[int, str], Any]:
        roster = rosters["committee-voters"]
        context = open_context(roster, area=SANYANJING, as_of=DAY)
        with reaching(shequ, context):
            listed = {member.person_id: member for member in read(roster, context)}
            verdicts = dict(everybody(PROVING, context).values_list("pk", "verdict"))
            return listed, verdicts, proof(PROVING, context)

    return ask


def test_only_who_says_so_takes_part(election: Election, shequ: Any, found: Any) -> None:
    local, resident = make.person("本地"), make.person("常住", hukou="430422")
    refuses, silent = make.person("不参加"), make.person("没问到")
    deprived, leaves = make.person("剥权"), make.person("搬走了")
    declare(election.uid, [local.uid, resident.uid, deprived.uid, leaves.uid], YES, by=shequ)
    declare(election.uid, [refuses.uid], NO, by=shequ)
    record_standing(deprived.uid, NewStanding("4", dt.date(2025, 1, 1), "越秀区人民法院", "（2025）刑9号"), by=shequ)
    make.Residence.objects.filter(person=leaves).update(area_code=DEYUANLI)
    listed, verdicts, proved = found()
    assert {pk: member.values["basis"] for pk, member in listed.items()} == {
        local.pk: "1 户籍在本社区",
        resident.pk: "2 户籍不在但常住",
    }
    assert verdicts == {
        local.pk: ON_ROLL,
        resident.pk: ON_ROLL,
        refuses.pk: "declined",
        silent.pk: "not-asked",
        deprived.pk: "deprived",
        leaves.pk: "basis-lost",
    }
    assert proved.holds


def test_a_worker_needs_six_months_and_a_confirmation(election: Election, shequ: Any, found: Any) -> None:
    worker = make.person("社工", hukou="430422", living=DEYUANLI)
    shequ.grants.update(area_code="440104001")
    with pytest.raises(UserError, match="不满 6 个月"):
        said = Declaration(True, SAID_ON, "3", worked_since=dt.date(2026, 6, 21))
        declare(election.uid, [worker.uid], said, by=_again(shequ))
    said = Declaration(True, SAID_ON, "3", worked_since=dt.date(2026, 6, 20))
    declare(election.uid, [worker.uid], said, by=_again(shequ))
    assert found()[1] == {worker.pk: "unconfirmed"}
    assert confirm_workers(election.uid, on=dt.date(2026, 11, 25), by=_again(shequ)) == 1
    assert found()[0][worker.pk].values["basis"] == "3 社区工作者满六个月"


def _again(user: Any) -> Any:
    """The user with the grants of now."""
    return type(user).objects.get(pk=user.pk)


def test_nobody_is_listed_in_two_communities(election: Election, shequ: Any, quji: Any) -> None:
    resident = make.person("两边住", hukou=DEYUANLI)
    other = hold_election(NewElection("committee", "德源里社区居委会换届选举", DEYUANLI, DAY, "all"), by=quji)
    declare(other.uid, [resident.uid], YES, by=quji)
    with pytest.raises(Conflict, match="德源里"):
        declare(election.uid, [resident.uid], YES, by=shequ)
    declare(other.uid, [resident.uid], NO, by=quji)
    declare(election.uid, [resident.uid], YES, by=shequ)
    assert Participation.objects.filter(willing=True).count() == 1


def test_votes_for_others_are_three_at_most_and_never_a_candidates(election: Election, shequ: Any) -> None:
    away = [make.person(f"外出{number}") for number in range(4)]
    holds, stands = make.person("受托"), make.person("候选")
    declare(election.uid, [one.uid for one in (*away, holds, stands)], YES, by=shequ)
    propose_candidate(election.uid, person=stands.uid, proposed_by="十名选民联名", by=shequ)
    with pytest.raises(UserError, match="候选人"):
        appoint_proxy(election.uid, voter=away[0].uid, proxy=stands.uid, by=shequ, **BEFORE)
    for one in away[:3]:
        appoint_proxy(election.uid, voter=one.uid, proxy=holds.uid, by=shequ, **BEFORE)
    with pytest.raises(Conflict, match="最多 3 人"):
        appoint_proxy(election.uid, voter=away[3].uid, proxy=holds.uid, by=shequ, **BEFORE)
    with pytest.raises(UserError, match="不在这次选举的名单上"):
        appoint_proxy(election.uid, voter=make.person("没登记").uid, proxy=away[3].uid, by=shequ, **BEFORE)

"""What a death does to electoral rolls (appendix E D05, D06), and what taking it back undoes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core import clock
from lifecycle.engine.drain import drain
from lifecycle.models import Effect, Election, Task, VoterProxy
from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.declaration import rosters
from lifecycle.roster.publish import publish
from lifecycle.roster.select import read
from lifecycle.services.elections import NewElection, hold_election
from lifecycle.services.elections_committee import Declaration, declare
from lifecycle.services.elections_proxies import appoint_proxy
from lifecycle.services.elections_standing import NewStanding, record_standing
from residents.services.death_revoking import revoke_death
from residents.services.deaths import Death, record_deaths
from tests.support import factories as make
from tests.support.areas import SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = TODAY + dt.timedelta(days=30)


@pytest.fixture
def election(quji: Any) -> Election:
    return hold_election(NewElection("congress", "区人大代表选举", YUEXIU, DAY), by=quji)


def posted(roster: str, by: Any) -> None:
    publish(rosters[roster], open_context(rosters[roster], area=SANYANJING, as_of=DAY), by=by)


def dies(person: Any, by: Any) -> None:
    record_deaths([Death(person.pk, TODAY - dt.timedelta(days=1), source="GA06:1:1")], by=by, why="死亡注销")
    drain()


def on_roll(roster: str, by: Any) -> list[int]:
    context = open_context(rosters[roster], area=SANYANJING, as_of=DAY)
    with reaching(by, context):
        return [member.person_id for member in read(rosters[roster], context)]


def supplements() -> list[Task]:
    return list(Task.objects.filter(kind="roll-supplement").exclude(state="cancelled").order_by("pk"))


def test_before_posting_the_roll_is_shorter_and_the_cascade_says_so(election: Election, shequ: Any) -> None:
    voter, child = make.person("选民"), make.person("孩子", birth=dt.date(2015, 1, 1))
    dies(voter, shequ)
    dies(child, shequ)
    assert on_roll("voters", shequ) == []
    words = Effect.objects.filter(rule="voters.death").values_list("person_id", "words")
    assert list(words) == [(voter.pk, f"从 {DAY} 的选民名单除名，原因：死亡")]
    assert supplements() == []


def test_after_posting_a_supplement_is_due_and_taken_back_with_the_death(
    election: Election, shequ: Any, jiedao: Any
) -> None:
    voter = make.person("选民")
    posted("voters", shequ)
    dies(voter, shequ)
    (task,) = supplements()
    assert (task.area_code, task.due_on) == (SANYANJING, DAY - dt.timedelta(days=1))
    assert "去世" in task.why
    revoke_death(person_uid=voter.uid, reason="同名误报", by=jiedao)
    drain()
    assert on_roll("voters", shequ) == [voter.pk]
    assert supplements() == []


def test_a_change_of_standing_after_posting_needs_a_supplement(election: Election, shequ: Any) -> None:
    voter = make.person("选民")
    posted("voters", shequ)
    record_standing(voter.uid, NewStanding("3", TODAY, "越秀区人民检察院", "停选 1 号"), by=shequ)
    drain()
    (task,) = supplements()
    assert "停止行使选举权利" in task.why


def test_votes_entrusted_by_and_to_the_dead_are_void(shequ: Any) -> None:
    committee = hold_election(NewElection("committee", "换届", SANYANJING, DAY, "all"), by=shequ)
    asks, holds, other = make.person("委托人"), make.person("受托人"), make.person("另一人")
    declare(committee.uid, [asks.uid, holds.uid, other.uid], Declaration(True, TODAY), by=shequ)
    before = {"written_on": TODAY, "consented_on": TODAY}
    appoint_proxy(committee.uid, voter=asks.uid, proxy=holds.uid, by=shequ, **before)
    appoint_proxy(committee.uid, voter=holds.uid, proxy=other.uid, by=shequ, **before)
    posted("committee-voters", shequ)
    dies(holds, shequ)
    ended = VoterProxy.objects.order_by("pk").values_list("end_reason", flat=True)
    day = TODAY - dt.timedelta(days=1)
    assert list(ended) == [f"受托人 {day} 去世", f"委托人 {day} 去世"]
    assert [task.title for task in supplements()] == ["选举名单补正"]
    assert on_roll("committee-voters", shequ) == [asks.pk, other.pk]

"""A demo election: the district elects deputies, one community its committee; a few of everything a clerk meets.

All of it goes through the services of the product. Nobody is added.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any

from core import clock
from lifecycle.models import Election
from lifecycle.models.election import ElectionKind, VotingForm
from lifecycle.models.voter import StandingKind
from lifecycle.roster.context import open_context, reaching, roster_named
from lifecycle.roster.select import members
from lifecycle.rosters.voters_provings import PROVINGS
from lifecycle.selectors.elections import VOTERS
from lifecycle.selectors.elections_proof import everybody
from lifecycle.services.elections import NewElection, hold_election, ward_per_community
from lifecycle.services.elections_certificates import NewCertificate, record_certificate
from lifecycle.services.elections_committee import Declaration, declare
from lifecycle.services.elections_standing import NewStanding, record_standing

DISTRICT, COMMUNITY = "440104", "440104001007"
_WEEKS_DISTRICT, _WEEKS_COMMITTEE = 7, 6
_FEW, _DECLARED = 6, 60
_ENOUGH = 40
_TUESDAY, _SUNDAY = 1, 6


def hold_demo_elections(*, district: Any, clerk: Any) -> int:
    """Two elections to come, with wards, some documents, certificates and declarations; returns how many were made.

    0 when there are elections already, or the demo community is too small.
    """
    if Election.objects.exists():
        return 0
    today = clock.today()
    congress = hold_election(
        NewElection(
            ElectionKind.CONGRESS,
            "越秀区人民代表大会代表选举（演示）",
            DISTRICT,
            _weekday(today + dt.timedelta(weeks=_WEEKS_DISTRICT), _TUESDAY),
            organ="越秀区选举委员会",
        ),
        by=district,
    )
    ward_per_community(congress.uid, by=district)
    voters = _voters(congress, clerk)
    if len(voters) < _ENOUGH:
        return 1
    _documents(congress, voters, clerk)
    _certificates(congress, clerk)
    committee = hold_election(
        NewElection(
            ElectionKind.COMMITTEE,
            "三眼井社区居民委员会换届选举（演示）",
            COMMUNITY,
            _weekday(today + dt.timedelta(weeks=_WEEKS_COMMITTEE), _SUNDAY),
            VotingForm.ALL,
            "三眼井社区居民选举委员会",
        ),
        by=clerk,
    )
    said = Declaration(True, today - dt.timedelta(days=1))
    declare(committee.uid, [row["uid"] for row in voters[_FEW : _FEW + _DECLARED] if row["at_home"]], said, by=clerk)
    declare(committee.uid, [row["uid"] for row in voters[-2:]], Declaration(False, said.declared_on), by=clerk)
    return 2


def _weekday(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday from a day on."""
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


def _voters(election: Election, clerk: Any) -> list[dict[str, Any]]:
    """The roll of the demo community in the order of ids, so that the same people come up each time."""
    roster = roster_named(VOTERS)
    context = open_context(roster, area=COMMUNITY, as_of=election.day)
    with reaching(clerk, context):
        rows = members(roster, context).order_by("pk").values("uid", "hukou_area", "living_area")[:400]
        return [{**row, "at_home": row["hukou_area"].startswith(COMMUNITY)} for row in rows]


def _documents(election: Election, voters: list[dict[str, Any]], clerk: Any) -> None:
    """One of each kind that bars or permits."""
    today = clock.today()
    since = today - dt.timedelta(days=200)
    papers = (
        NewStanding(
            StandingKind.DEPRIVED,
            since,
            "越秀区人民法院",
            "（演示）刑初 101 号",
            until=election.day.replace(year=election.day.year + 2),
        ),
        NewStanding(StandingKind.SUSPENDED, today - dt.timedelta(days=40), "越秀区人民检察院", "（演示）停选 7 号"),
        NewStanding(
            StandingKind.INCAPABLE,
            today - dt.timedelta(days=5),
            "越秀区选举委员会",
            "（演示）越选确 3 号",
            election=election.uid,
        ),
        NewStanding(
            StandingKind.PERMITTED,
            since,
            "越秀区人民法院",
            "（演示）刑初 88 号",
            evidence="缓刑考验期内，没有附加剥夺政治权利",
        ),
    )
    for row, paper in zip(voters, papers, strict=False):
        record_standing(row["uid"], paper, by=clerk)


def _certificates(election: Election, clerk: Any) -> None:
    """Two who live here and are registered elsewhere bring their certificates; two of ours took theirs along."""
    proving = PROVINGS[election.kind]
    context = open_context(proving.roster, area=COMMUNITY, as_of=election.day)
    with reaching(clerk, context):
        here = everybody(proving, context).filter(verdict="elsewhere").order_by("pk").values("uid", "hukou_area")
        comes = list(here.exclude(hukou_area="")[:2])
        roll = members(proving.roster, context).filter(hukou_area=COMMUNITY).exclude(living_area__startswith=COMMUNITY)
        goes = list(islice(roll.exclude(living_area="").order_by("pk").values("uid", "living_area"), 2))
    issued = clock.today() - dt.timedelta(days=3)
    for number, row in enumerate(comes, start=1):
        new = NewCertificate(
            f"（演示）资证 {number} 号", row["hukou_area"], f"第 {number} 选区", COMMUNITY, "原选区选举工作组", issued
        )
        record_certificate(election.uid, row["uid"], new, by=clerk)
    for number, row in enumerate(goes, start=21):
        new = NewCertificate(
            f"（演示）资证 {number} 号", COMMUNITY, "三眼井选区", row["living_area"], "三眼井选举工作组", issued
        )
        record_certificate(election.uid, row["uid"], new, by=clerk)

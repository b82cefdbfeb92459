"""选民证: numbered ward by ward when the list is posted, handed out against a name (选举法 第二十八条)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from core import clock
from core.audit import acting
from core.errors import NotAllowed, NotFound, UserError
from core.scope import Scope
from lifecycle.domain.elections import card_number
from lifecycle.models import Election, VoterCard, Ward
from lifecycle.models.election import ElectionKind
from lifecycle.roster.context import open_context, reaching, roster_named
from lifecycle.roster.select import members, read
from lifecycle.selectors.elections import VOTERS, election_named
from lifecycle.selectors.elections_people import off_roll
from lifecycle.services.elections import EDIT, written

_BATCH = 2000


def issue_cards(election_uid: UUID, *, area: str, on: dt.date, by: Any) -> int:
    """Make a card for everybody on the roll of the area who has none yet; those of who has left the roll become void.

    Numbers follow the order of the list, ward by ward, and are never given twice. Returns how many were made.
    """
    election = election_named(election_uid, by.scope("election.view"))
    if election.kind != ElectionKind.CONGRESS:
        raise UserError("居委会选举不发选民证。")
    if not by.scope(EDIT).covers(area):
        raise NotAllowed("你的岗位不能给这个地区发选民证。")
    roster = roster_named(VOTERS)
    context = open_context(roster, area=area, as_of=election.day)
    with acting(by=by.username, why="编发选民证"):
        _one_at_a_time(election)
        with reaching(by, context):
            people = members(roster, context)
            rows = read(roster, context, people)
            made = _make(election, [(row.person_id, row.values["ward_no"]) for row in rows], on=on, by=by)
            _void_others(election, area, {row.person_id for row in rows}, on=on)
    return made


def _one_at_a_time(election: Election) -> None:
    """Two clerks who number cards of one election wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"voter-cards/{election.pk}"])


def _make(election: Election, voters: list[tuple[int, str]], *, on: dt.date, by: Any) -> int:
    held = set(VoterCard.objects.filter(election=election).values_list("person_id", flat=True))
    VoterCard.objects.filter(election=election, person_id__in=[pk for pk, _ in voters]).exclude(void_on=None).update(
        void_on=None
    )
    wards = {ward.number: ward for ward in Ward.objects.filter(election=election)}
    last = _last_serials(election)
    cards = []
    for person, number in voters:
        if person in held:
            continue
        last[number] += 1
        cards.append(
            VoterCard(
                election=election,
                ward=wards.get(number),
                person_id=person,
                number=card_number(number, last[number]),
                issued_on=on,
                **written(by),
            )
        )
    VoterCard.objects.bulk_create(cards, batch_size=_BATCH)
    return len(cards)


def _last_serials(election: Election) -> defaultdict[str, int]:
    rows = VoterCard.objects.filter(election=election).values("ward__number").annotate(last=Max("number"))
    found: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        found[row["ward__number"] or ""] = int(row["last"].rpartition("-")[2])
    return found


def _void_others(election: Election, area: str, listed: set[int], *, on: dt.date) -> None:
    """Cards of people of this area who are on no roll of the election any more."""
    here = Scope.of([area]).q("person__hukou_area", "person__living_area")
    standing = VoterCard.objects.filter(here, election=election, void_on=None).exclude(person_id__in=listed)
    gone = off_roll(election, list(standing.values_list("person_id", flat=True)))
    VoterCard.objects.filter(election=election, person_id__in=gone).update(void_on=on)


def give_cards(
    election_uid: UUID, *, numbers: Iterable[str], receiver: str = "", on: dt.date | None = None, by: Any
) -> int:
    """Cards were handed over: to the voter, or to `receiver` for the family. UserError names a number that cannot be given."""
    election = election_named(election_uid, by.scope("election.view"))
    on, wanted = on or clock.today(), list(dict.fromkeys(numbers))
    scope = by.scope(EDIT)
    with acting(by=by.username, why="发放选民证"):
        rows = list(
            VoterCard.objects.filter(
                scope.q("person__hukou_area", "person__living_area"), election=election, number__in=wanted
            ).select_related("person")
        )
        if len(rows) < len(wanted):
            missing = sorted(set(wanted) - {row.number for row in rows})
            raise NotFound(f"没有选民证 {missing[0]}，或不在你的范围内。")
        for row in rows:
            if row.void_on:
                raise UserError(f"选民证 {row.number} 已经作废，不能发。", field="numbers")
            row.given_on, row.receiver = on, receiver.strip() or row.person.name
        VoterCard.objects.bulk_update(rows, ["given_on", "receiver"], batch_size=_BATCH)
    return len(rows)

"""What an event does to electoral rolls (appendix E D05, D06).

The roll itself needs nothing: it is computed. What a posted list says may have become untrue: then a supplement (补正) is due;
and votes that were entrusted to or by the dead are void.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lifecycle.domain.elections import COMMITTEE_REASONS, VOTER_REASONS
from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.models.election import ElectionKind
from lifecycle.selectors.elections_listed import (
    Posted,
    Untrue,
    adults_among,
    coming,
    posted_lists,
    proxies_of,
    untrue_now,
)

_TITLES = {reason.key: reason.title for reason in (*VOTER_REASONS, *COMMITTEE_REASONS)}
_WORDS = {ElectionKind.CONGRESS.value: "选民名单", ElectionKind.COMMITTEE.value: "居委会选举登记名单"}
_MOVES = (
    *("person.moved_in", "person.moved_out", "person.moved", "person.hukou_transferred", "person.registered"),
    *("person.corrected", "person.death_revoked", "voter.listing_changed"),
)


@rule(key="voters.death", on="person.died", duty="选举", title="选民名单除名，已公布的发补正", step="D05", order=20,
      clause="选举法 第二十七条")  # fmt: skip
def voters_death(batch: Batch) -> Iterator[Planned]:
    yield from _off_the_roll(batch, ElectionKind.CONGRESS)


@rule(key="committee-voters.death", on="person.died", duty="选举", title="居委会选举除名，委托失效", step="D06", order=21,
      clause="居民委员会组织法 第十六至十九条")  # fmt: skip
def committee_death(batch: Batch) -> Iterator[Planned]:
    yield from _off_the_roll(batch, ElectionKind.COMMITTEE)
    happened = {event.subject.person: event for event in batch}
    for row in proxies_of(batch.subjects, batch.today):
        event = happened.get(row.person_id) or happened[row.proxy_id]
        who = "委托人" if row.person_id == event.subject.person else "受托人"
        why = f"{who} {event.occurred_on} 去世"
        data = {"proxy": str(row.uid), "on": event.occurred_on.isoformat(), "why": why}
        yield Planned(event, "end-proxy", str(row.uid), f"{why}，委托投票失效", row.person_id, event.subject.area, data)


@rule(key="voters.change", on=_MOVES, duty="选举", title="公布以后有增减的名单要补正", order=30,
      clause="选举法 第二十七条")  # fmt: skip
def voters_change(batch: Batch) -> Iterator[Planned]:
    """Who moved, came, was corrected, or whose standing changed after the list was posted."""
    happened = {about.person: event for event in batch for about in event.people}
    lists = posted_lists(_WORDS, [about.area for event in batch for about in event.people], batch.today)
    for untrue in untrue_now(lists, list(happened)):
        yield _supplement(happened[untrue.person], untrue)


def _off_the_roll(batch: Batch, kind: str) -> Iterator[Planned]:
    """A supplement where the dead stand on a posted list; else the word that the roll being made no longer holds them."""
    happened = {event.subject.person: event for event in batch if event.people}
    areas = [event.subject.area for event in happened.values()]
    noted = set()
    for untrue in untrue_now(posted_lists([kind], areas, batch.today), list(happened)):
        noted.add(untrue.person)
        yield _supplement(happened[untrue.person], untrue)
    next_elections = coming(kind, areas, batch.today) if kind == ElectionKind.CONGRESS else {}
    adults = adults_among(list(happened), batch.today) if next_elections else set()
    for person in adults - noted:
        event = happened[person]
        if election := next_elections.get(event.subject.area):
            words = f"从 {election.day} 的选民名单除名，原因：死亡"
            yield Planned(event, "note", f"{person}:{election.day}", words, person, event.subject.area)


def _supplement(event: Happened, untrue: Untrue) -> Planned:
    posted: Posted = untrue.posted
    of = f"{posted.day} {_WORDS[posted.kind]}"
    reason = _TITLES.get(untrue.verdict, "已不在册")
    why = f"{of}已公布，其中一人要除名：{reason}。" if untrue.listed else f"{of}已公布，有一人应当补登。"
    words = f"{of}除名（{reason}），要发补正公告" if untrue.listed else f"补登到 {of}，要发补正公告"
    data = {
        "kind": "roll-supplement",
        "title": "选举名单补正",
        "why": why,
        "persons": [[untrue.person, "subject"]],
        "starts_on": event.occurred_on.isoformat(),
        "due_on": (posted.day - dt.timedelta(days=1)).isoformat(),
        "key": f"roll:{posted.kind}:{posted.area}:{posted.day}:{untrue.person}",
    }
    return Planned(
        event, "task", f"{posted.area}:{posted.day}:{untrue.person}", words, untrue.person, posted.area, data
    )

"""A life in order: birth, homes, families, corrections, what was told of it, and what the law will look at next.

Every entry is built from a dated row or an event and says where it comes from. An event that tells of a row joins its
entry (its effects will hang on it); an event without a row of its own stands alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from accounts.selectors.areas import area_name
from core import clock
from core.effects_log import Cascade, cascades
from core.event_log import ToldEvent, events_of
from core.known_at import Moment
from core.ui.strip import StripItem
from residents.domain.milestones import Milestone, milestones
from residents.domain.relations import relation_name
from residents.domain.sensitive import DIVORCE
from residents.models import HouseholdMembership, Person, Residence
from residents.models.kinship import KinshipKind
from residents.models.residence import ResidenceKind
from residents.selectors.history import Correction, corrections_of
from residents.selectors.person import Kin, PersonView

# Which kinds of event tell of which kind of row, when they fall on its day.
_TELLS = {
    "birth": {"person.born"},
    "death": {"person.died"},
    "residence": {
        "person.area_changed",
        "person.moved",
        "person.moved_in",
        "person.moved_out",
        "person.hukou_transferred",
    },
    "membership": {"household.changed", "household.head_changed"},
    "kinship": {
        "person.died",
        "person.married",
        "person.divorced",
        "person.adopted",
        "person.guardian_appointed",
        "kinship.changed",
    },
    "correction": {"person.corrected", "person.named"},
}
_ARRIVALS = {"hukou": "户口登记在这里", "living": "住到这里", "floating": "流动居住在这里"}
_AHEAD = 2
# Milestones that are worth a line when they have passed; the others only matter beforehand.
_TOLD_AFTERWARDS = {18, 60, 70, 80, 90, 100}
CATEGORIES = ("家庭", "户籍", "教育", "工作", "老人", "救助", "健康")

NOTHING_FOLLOWED = Cascade()


@dataclass(frozen=True)
class TimelineItem:
    """One entry. `look`: "" · big (turning point) · dark (death) · future; `short`: its label on the strip, if any."""

    on: dt.date
    title: str
    text: str = ""
    category: str = "户籍"
    look: str = ""
    short: str = ""
    source: str = ""
    by: str = ""
    fact: str = ""
    event: ToldEvent | None = None
    needs: str = ""  # the permission without which nothing is told of it (selectors/discretion.py)
    effects: Cascade = NOTHING_FOLLOWED

    @property
    def future(self) -> bool:
        return self.look == "future"

    @property
    def voided(self) -> bool:
        """Taken back: voided, or corrected by another event."""
        return self.event is not None and not self.event.stands


def timeline(person: PersonView, *, known: Moment | None = None, row: Person | None = None) -> list[TimelineItem]:
    """The whole life, newest first; the future on top. Two statements: events and history.

    `known`: only what was told by that moment. `row`: the person as stored, where `person` shows another day.
    """
    today = clock.today()
    facts = [
        *_residences(person),
        *_memberships(person),
        *_kinships(person),
        *_corrections(corrections_of(row or person.row, known=known)),
    ]
    told_of = [event for event in events_of(person.pk) if known is None or event.recorded_at <= known.at]
    facts = _with_events([*_birth(person), *_death(person), *facts], told_of)
    told = _folded(facts)
    ahead = [] if person.deceased else _milestones(person, today)
    if known is None:
        told = _with_effects(told)
    return sorted([*told, *ahead], key=lambda item: (item.on, _WEIGHT.get(item.look, 1)), reverse=True)


def _with_effects(items: list[TimelineItem]) -> list[TimelineItem]:
    found = cascades([item.event.id for item in items if item.event])
    return [replace(item, effects=found.get(item.event.id, item.effects)) if item.event else item for item in items]


_WEIGHT = {"future": 3, "dark": 2, "big": 0}


def strip_items(items: Iterable[TimelineItem]) -> list[StripItem]:
    """The entries that the life strip labels."""
    return [StripItem(item.on, item.short, big=item.look in ("big", "dark")) for item in items if item.short]


def categories(items: Iterable[TimelineItem]) -> list[str]:
    """The categories that occur, in the order of the filter."""
    found = {item.category for item in items}
    return [name for name in CATEGORIES if name in found] + sorted(found.difference(CATEGORIES))


def _birth(person: PersonView) -> list[TimelineItem]:
    if person.birth_date is None:
        return []
    source = person.row.sources.get("birth_date", person.row.source)
    return [
        TimelineItem(person.birth_date, "出生", category="家庭", look="big", short="出生", source=source, fact="birth")
    ]


def _death(person: PersonView) -> list[TimelineItem]:
    if person.died_on is None:
        return []
    source = person.row.sources.get("died_on", person.row.source)
    return [TimelineItem(person.died_on, "去世", category="家庭", look="dark", source=source, fact="death")]


def _residences(person: PersonView) -> Iterable[TimelineItem]:
    """Beginnings, and ends that no next one follows. Registration and home that begin together are one entry."""
    said: set[tuple[dt.date, str, str]] = set()
    for row in person.residences:
        key = (row.during.lower, row.area_code, row.address)
        if key not in said:
            said.add(key)
            yield _arrival(row, together=_twin(row, person.residences))
        if row.during.upper and not _continued(row, person.residences) and row.during.upper != person.died_on:
            ended = "户口从这里迁出" if row.kind == ResidenceKind.HUKOU else "从这里搬走"
            where = _where(row)
            yield TimelineItem(row.during.upper, ended, where, source=row.source, by=row.recorded_by, fact="residence")


def _arrival(row: Residence, *, together: bool) -> TimelineItem:
    title = "落户并住到这里" if together else _ARRIVALS[row.kind]
    if row.source.startswith("area-change:"):  # nobody moved: the ground came under another area
        title = "所在地区变更"
    text = f"{_where(row)}{_because(row)}"
    return TimelineItem(row.during.lower, title, text, source=row.source, by=row.recorded_by, fact="residence")


def _where(row: Residence) -> str:
    return f"{area_name(row.area_code)}{f'，{row.address}' if row.address else ''}"


def _twin(row: Residence, rows: list[Residence]) -> bool:
    key = (row.during.lower, row.area_code, row.address)
    return sum((other.during.lower, other.area_code, other.address) == key for other in rows) > 1


def _because(row: Residence | HouseholdMembership) -> str:
    return f"（{row.why}）" if row.why else ""


def _continued(row: Residence, rows: list[Residence]) -> bool:
    """Does the next home begin where this one ends? Then its own entry tells the move."""
    hukou = row.kind == ResidenceKind.HUKOU
    return any(
        (other.kind == ResidenceKind.HUKOU) == hukou and other.during.lower == row.during.upper for other in rows
    )


def _memberships(person: PersonView) -> Iterable[TimelineItem]:
    for stay in person.stays:
        row = stay.row
        item = partial(TimelineItem, category="家庭", source=row.source, by=row.recorded_by, fact="membership")
        yield item(row.during.lower, f"在{stay.title}", f"与户主关系：{relation_name(row.relation)}{_because(row)}")
        goes_on = any(other.row.during.lower == row.during.upper for other in person.stays)
        if row.during.upper and not goes_on and row.during.upper != person.died_on:
            yield item(row.during.upper, f"离开{stay.title}")


def _kinships(person: PersonView) -> Iterable[TimelineItem]:
    for kin in person.kin:
        yield from _kinship(kin, person)


def _kinship(kin: Kin, person: PersonView) -> Iterable[TimelineItem]:
    row, name = kin.row, kin.person.name if kin.person else "（不在你范围里的人）"
    item = partial(TimelineItem, category="家庭", source=row.source, by=row.recorded_by, fact="kinship")
    if row.kind == KinshipKind.SPOUSE:
        if row.during.lower:
            yield item(row.during.lower, f"与{name}结婚", look="big", short="结婚")
        if row.during.upper and row.during.upper != person.died_on:
            if kin.person and kin.person.died_on == row.during.upper:
                yield item(row.during.upper, f"{kin.word}{name}去世", look="dark", short="丧偶")
            else:
                yield item(row.during.upper, f"与{name}的婚姻结束", needs=DIVORCE)
    elif row.kind == KinshipKind.CHILD and kin.person and _adopted(kin):
        yield item(row.during.lower, f"收养{name}", short=kin.word)
    elif row.kind == KinshipKind.PARENT and kin.person and person.birth_date and row.during.lower:
        if row.during.lower > person.birth_date:
            yield item(row.during.lower, f"由{name}收养")
    elif row.kind == KinshipKind.CHILD and kin.person and kin.person.birth_date:
        yield item(kin.person.birth_date, f"{kin.word}{name}出生", short=kin.word)
    elif row.kind in (KinshipKind.GUARDIAN, KinshipKind.WARD) and row.during.lower:
        yield item(row.during.lower, f"由{name}监护" if row.kind == KinshipKind.GUARDIAN else f"监护{name}")


def _adopted(kin: Kin) -> bool:
    """A child since a day after its birth: only an adoption makes it so."""
    born = kin.person.birth_date if kin.person else None
    return born is not None and kin.row.during.lower is not None and kin.row.during.lower > born


def _corrections(rows: list[Correction]) -> Iterable[TimelineItem]:
    for row in rows:
        why = f"。依据：{row.why}" if row.why else ""
        yield TimelineItem(
            row.on, "资料更正", f"{'；'.join(row.said)}{why}", source=row.source, by=row.by, fact="correction"
        )


def _milestones(person: PersonView, today: dt.date) -> list[TimelineItem]:
    """Past ones without ado, the next two as the future."""
    if person.birth_date is None:
        return []
    every = milestones(person.birth_date)
    past = [_milestone(one, "") for one in every if one.on <= today and one.age in _TOLD_AFTERWARDS]
    return past + [_milestone(one, "future") for one in every if one.on > today][:_AHEAD]


def _milestone(one: Milestone, look: str) -> TimelineItem:
    return TimelineItem(one.on, one.label, one.text, one.category, look=look, short=one.label, fact="milestone")


def _with_events(facts: list[TimelineItem], events: list[ToldEvent]) -> list[TimelineItem]:
    """Each event joins the row it tells of; the others become entries of their own."""
    items, free = list(facts), []
    for event in events:
        free_places = (at for at, item in enumerate(items) if item.event is None and _tells(event, item))
        place = next(free_places, None) if event.stands else None  # what was taken back has no row any more
        if place is None:
            free.append(event)
        else:
            items[place] = replace(items[place], event=event)
    return items + [
        TimelineItem(e.occurred_on, e.title, e.words.text, e.category, source=e.source, by=e.by, fact=e.kind, event=e)
        for e in free
    ]


def _tells(event: ToldEvent, item: TimelineItem) -> bool:
    return event.kind in _TELLS.get(item.fact, ()) and (
        event.occurred_on == item.on or (item.fact == "correction" and event.source == item.source)
    )


def _folded(items: list[TimelineItem]) -> list[TimelineItem]:
    """What one act wrote on one day is one entry: homes and households go into the text of the birth, the registration or
    the move that they came with."""
    hosts: dict[dt.date, TimelineItem] = {}
    for fact in ("birth", "person.registered", "residence"):
        for item in items:
            if item.fact == fact:
                hosts.setdefault(item.on, item)
    folded: dict[dt.date, list[str]] = {}
    kept = []
    for item in items:
        host = hosts.get(item.on)
        if host is not None and host is not item and _belongs(item, host):
            folded.setdefault(item.on, []).append(f"{item.title}：{item.text}" if item.text else item.title)
        else:
            kept.append(item)
    return [
        replace(item, text="；".join([*filter(None, [item.text]), *dict.fromkeys(folded.get(item.on, []))]))
        if hosts.get(item.on) is item
        else item
        for item in kept
    ]


def _belongs(item: TimelineItem, host: TimelineItem) -> bool:
    parts = ("membership",) if host.fact == "residence" else ("residence", "membership")
    same = host.fact == "birth" or host.source == item.source
    return same and item.event is None and item.fact in parts

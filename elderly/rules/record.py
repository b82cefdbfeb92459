"""Elder records are made by what happens to people, never typed (handbook §6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from core import clock
from elderly.domain.record_stages import FULL
from elderly.events.record import COMPLETED
from elderly.selectors.record_changes import Change, record_changes
from elderly.selectors.records import lacking_of
from lifecycle.engine.declaration import Batch, Happened, Planned, Rule, rule, rules
from lifecycle.rules.tasks import closes

_ARRIVALS = ("person.moved_in", "person.hukou_transferred", "person.registered")
_SIXTY = "person.turned_60"
_EVERYTHING = ["紧急联系人", "家庭医生", "爱好和习惯"]
_MERGES = ("person.merged", "person.merge_undone")
TOUCHING = (
    "person.turned_55",
    _SIXTY,
    *_ARRIVALS,
    "person.moved",
    "person.moved_out",
    "person.corrected",
    "person.died",
    "person.death_revoked",
    *_MERGES,
)


def _changes(events: tuple[Happened, ...]) -> dict[int, Change]:
    """What each person's record lacks: today, or on the day of an event that the calendar told ahead."""
    today = clock.today()
    return record_changes({person: max(event.occurred_on, today) for event in events for person in _people(event)})


def _people(event: Happened) -> list[int]:
    """Both records of a merge; else the one whom it happened to."""
    return [about.person for about in event.people] if event.kind in _MERGES else [event.subject.person]


@rule(key="elder.record", on=TOUCHING, duty="老龄", title="老人档案随人建立、转正式、关闭", order=47,
      clause="老年人权益保障法 第二条")  # fmt: skip
def keep_record(batch: Batch) -> Iterator[Planned]:
    changes = batch.once(_changes)
    for event in batch:
        for person in _people(event):
            if change := changes.get(person):
                words = f"老人档案{change.words}"
                yield Planned(event, "elder-record", f"{person}:{event.id}", words, person, change.area)


@rule(key="elder.record-fill", on=(_SIXTY, *_ARRIVALS), duty="老龄", title="老人档案还缺的，问清填上", order=48,
      clause="老年人权益保障法 第二条")  # fmt: skip
def fill_record(batch: Batch) -> Iterator[Planned]:
    """Only of a full record that begins now. People of a file come in hundreds: theirs wait in the list 缺联系人, not as tasks."""
    changes = batch.once(_changes)
    known = lacking_of([event.subject.person for event in batch if not _of_a_file(event)])
    for event in batch:
        person = event.subject.person
        change = changes.get(person)
        missing = _EVERYTHING if change and change.act == "open" else known.get(person, [])
        if missing and not _of_a_file(event) and _begins(event, change):
            yield _task(event, change.area if change else event.subject.area, missing)


def _begins(event: Happened, change: Change | None) -> bool:
    """A full record begins: with this event, or on this birthday, should the night have seen to the record already."""
    if change is None:
        return event.kind == _SIXTY
    return change.wanted == FULL and change.act != "move"


def _of_a_file(event: Happened) -> bool:
    return event.kind == "person.registered" and not event.source.startswith("desk:")


def _task(event: Happened, area: str, missing: list[str]) -> Planned:
    told = event.recorded_at.astimezone(clock.SHANGHAI).date()
    person = event.subject.person
    began = "满 60 周岁，老人档案转为正式" if event.kind == _SIXTY else "来到本社区，老人档案已自动建立"
    return Planned(
        event,
        "task",
        f"{person}:{event.id}",
        f"老人档案：还缺{'、'.join(missing)}",
        person,
        area,
        {
            "kind": "elder-record",
            "title": "老人档案，补几项",
            "why": f"{event.occurred_on} {began}。还缺：{'、'.join(missing)}。",
            "persons": [[person, "subject"]],
            "starts_on": told.isoformat(),
            "key": f"elder-record:{person}",
        },
    )


rules.register(Rule("elder.record-filled", "老人档案填全，待办自己办结", (COMPLETED,), "老龄", closes, order=901))

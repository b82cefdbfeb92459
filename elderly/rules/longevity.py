"""The longevity allowance starts and stops by what happens to people; a change of band is told, the sum follows the birth date."""

from __future__ import annotations

from collections.abc import Iterator

from core.parameters import ParameterBook
from elderly.domain import longevity
from elderly.domain.longevity import BANDS
from elderly.parameters.longevity import FROM_MONTHS
from elderly.selectors.longevity_entitled import Standing, standings
from lifecycle.domain.months import written
from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.rules.deaths import learned_on, task
from residents.selectors.benefits import LONGEVITY

_STARTS = (
    "person.turned_70",
    "person.hukou_transferred",
    "person.registered",
    "person.corrected",
    "person.death_revoked",
)
_STOPS = ("person.hukou_transferred", "person.corrected")
_BANDS = ("person.turned_80", "person.turned_90", "person.turned_100")
_COMMUNITY = 12
_ENDED = "不再符合长寿保健金条件"


def _read(events: tuple[Happened, ...]) -> dict[int, Standing]:
    """How each person stands by the base now: old enough, registered here, alive, receiving."""
    return standings([event.subject.person for event in events if event.people])


def _book(_events: tuple[Happened, ...]) -> ParameterBook:
    return ParameterBook({FROM_MONTHS.key})


def _later(book: ParameterBook, event: Happened, area: str) -> int | None:
    value = book.read(FROM_MONTHS.key, on=event.occurred_on, area=area).value
    return None if value is None else int(value)


@rule(key="longevity.start", on=_STARTS, duty="老龄", title="长寿保健金：符合条件的起发", order=50,
      clause="广州市长寿保健金（手册 6.4）")  # fmt: skip
def start(batch: Batch) -> Iterator[Planned]:
    """From the month that follows from the birthday, or from the day of the registration, whichever is later."""
    found, book = batch.once(_read), batch.once(_book)
    for event in batch:
        one = found.get(event.subject.person)
        if one is None or not one.entitled or one.benefit is not None:
            continue
        later = _later(book, event, one.area)
        if later is None:
            continue
        since = max(longevity.starts(one.birth, later), longevity.first_month(one.registered_since, later))
        yield Planned(
            event,
            "start-benefit",
            f"{one.person}:{since}",
            f"长寿保健金自 {written(since)} 起发",
            one.person,
            one.area,
            {"kind": LONGEVITY.value, "on": since.isoformat()},
        )


@rule(key="longevity.stop", on=_STOPS, duty="老龄", title="长寿保健金：不再符合条件的停发", order=51,
      clause="广州市长寿保健金（手册 6.4）")  # fmt: skip
def stop(batch: Batch) -> Iterator[Planned]:
    """Who is struck off the registration, or is younger than the base had it; a death stops it by its own rule (death.stop-benefits)."""
    found, book = batch.once(_read), batch.once(_book)
    for event in batch:
        one = found.get(event.subject.person)
        if one is None or one.benefit is None or one.entitled or one.dead:
            continue
        area = one.area or str(event.payload.get("from") or event.subject.area)
        later = _later(book, event, area)
        if later is None:
            continue
        until = longevity.first_month(max(event.occurred_on, one.benefit.since), later)
        yield Planned(
            event,
            "stop-benefit",
            f"{one.benefit.id}:{until}",
            f"长寿保健金自 {written(until)} 起停发",
            one.person,
            area,
            {"benefit": one.benefit.id, "on": until.isoformat(), "why": _ENDED},
        )


@rule(key="longevity.tell", on="person.turned_70", duty="老龄", title="到长寿保健金年龄，告知本人", order=52)
def tell(batch: Batch) -> Iterator[Planned]:
    """The money starts by itself; somebody tells the old person, and asks where it shall go."""
    found = batch.once(_read)
    for event in batch:
        one = found.get(event.subject.person)
        if one is not None and one.entitled and len(one.area) >= _COMMUNITY:
            yield task(
                event,
                "longevity-hint",
                person=one.person,
                area=one.area,
                key=f"{one.person}:{event.kind}",
                title="告知长寿保健金",
                why=f"{event.occurred_on} 满 70 周岁，长寿保健金自动起发。",
                words="长寿保健金：等告知本人",
            )


@rule(key="longevity.band", on=_BANDS, duty="老龄", title="长寿保健金换档", order=53)
def band(batch: Batch) -> Iterator[Planned]:
    """Nothing to do: the list computes the band from the birth date. The cascade says from which month."""
    found, book = batch.once(_read), batch.once(_book)
    titles = {f"person.turned_{one.least}": one.title for one in BANDS}
    for event in batch:
        one = found.get(event.subject.person)
        if one is None or not one.entitled:
            continue
        later = _later(book, event, one.area)
        from_month = f"自 {written(longevity.first_month(event.occurred_on, later))} 起" if later is not None else ""
        words = f"长寿保健金{from_month}换到 {titles[event.kind]}档"
        yield Planned(event, "note", f"{one.person}:{event.kind}:{learned_on(event)}", words, one.person, one.area)

"""Green cards to be printed: of one person, or those that an area issued since a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from core import clock
from core.scope import Scope
from elderly.domain.green_cards import titles
from elderly.models import ElderRecord, GreenCard
from residents.selectors.words import sex_word

ON_A_SHEET = 8
MOST = 25 * ON_A_SHEET  # more is a job for the printer's shop, by export
_DAYS = 30


@dataclass(frozen=True, slots=True)
class Printed:
    """A card as it is printed: no document number, no telephone."""

    number: str
    name: str
    sex: str
    birth: dt.date | None
    issued_on: dt.date
    titles: list[str]
    institution: str


@dataclass(frozen=True)
class CardPrint:
    """Sheets of cards; `since` and how many there are more than were taken."""

    sheets: list[list[Printed]]
    number: int
    since: dt.date | None
    more: bool


def cards_to_print(*, scope: Scope, person: str = "", since: str = "") -> CardPrint:
    """The cards in force inside the scope: of a person (uid), or issued since a day (by default the last 30 days)."""
    rows = GreenCard.objects.filter(scope.q("person__living_area", "person__hukou_area"), ended_on=None)
    day = None
    if uid := _uid(person):
        rows = rows.filter(person__uid=uid)
    else:
        day = _day(since) or clock.today() - dt.timedelta(days=_DAYS)
        rows = rows.filter(issued_on__gte=day)
    found = list(rows.select_related("person").order_by("number")[: MOST + 1])
    cards = [_printed(row) for row in _with_institutions(found[:MOST])]
    sheets = [cards[at : at + ON_A_SHEET] for at in range(0, len(cards), ON_A_SHEET)]
    return CardPrint(sheets, len(cards), day, len(found) > MOST)


def _with_institutions(cards: list[GreenCard]) -> list[tuple[GreenCard, str]]:
    records = ElderRecord.objects.filter(person_id__in=[card.person_id for card in cards])
    names = dict(records.values_list("person_id", "institution"))
    return [(card, names.get(card.person_id, "")) for card in cards]


def _printed(found: tuple[GreenCard, str]) -> Printed:
    card, institution = found
    who = card.person
    return Printed(
        card.number,
        who.name,
        sex_word(who.sex),
        who.birth_date,
        card.issued_on,
        titles(card.entitlements),
        institution,
    )


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None

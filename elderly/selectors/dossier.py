"""An elder record on one page: what the base knows, what the record adds, and a panel of every duty of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.errors import NotFound
from core.scope import Scope
from core.sources import SourceWords, describe
from elderly.domain.anamnesis import Lifestyle, Medical
from elderly.domain.green_cards import titles
from elderly.models import ElderRecord, GreenCard, ReliefItem
from elderly.selectors.record_contacts import Contact, contacts_of
from elderly.selectors.records import lacking


@dataclass(frozen=True)
class Card:
    """A green card with its entitlements in words."""

    row: GreenCard

    @property
    def titles(self) -> list[str]:
        return titles(self.row.entitlements)


@dataclass(frozen=True)
class Dossier:
    """A record with everything that hangs on it. Health is empty for those who may not read of it."""

    row: ElderRecord
    contacts: list[Contact]
    relief: list[ReliefItem]
    relief_past: list[ReliefItem]
    cards: list[Card]
    medical: Medical
    lifestyle: Lifestyle
    sources: dict[str, SourceWords]

    @property
    def missing(self) -> list[str]:
        return [] if self.row.closed_on else lacking(self.row)

    @property
    def card(self) -> Card | None:
        """The card in force."""
        return next((one for one in self.cards if one.row.ended_on is None), None)


def dossier_of(person_id: int, *, health: bool) -> Dossier:
    """Everything of the record of a person who may be seen; five statements. NotFound without a record."""
    row = ElderRecord.objects.filter(person_id=person_id).first()
    if row is None:
        raise NotFound("没有老人档案：不满 55 周岁，或者不在本地登记。")
    contacts = contacts_of([person_id]).get(person_id, [])
    relief = list(ReliefItem.objects.filter(person_id=person_id).order_by("-during", "-id"))
    cards = [Card(card) for card in GreenCard.objects.filter(person_id=person_id).order_by("-id")]
    said = [row.source, *(one.source for one in contacts), *(one.source for one in relief)]
    return Dossier(
        row=row,
        contacts=contacts,
        relief=[one for one in relief if one.during.upper is None],
        relief_past=[one for one in relief if one.during.upper is not None],
        cards=cards,
        medical=Medical.unpack(row.medical) if health else Medical(),
        lifestyle=Lifestyle.unpack(row.lifestyle) if health else Lifestyle(),
        sources=describe(said),
    )


def institutions(scope: Scope, most: int = 30) -> list[str]:
    """The institutions that records of an area name most: nothing is typed twice."""
    rows = ElderRecord.objects.filter(scope.q("area_code"), closed_on=None).exclude(institution="")
    names: list[str] = list(rows.order_by("-id").values_list("institution", flat=True)[:2000])
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return sorted(counted, key=lambda name: -counted[name])[:most]


_TALLY = """
SELECT count(*) FILTER (WHERE stage = 'full') AS full_records, count(*) FILTER (WHERE stage = 'pre') AS pre_records,
  count(*) FILTER (WHERE contacts = 0 AND stage = 'full') AS without_contacts,
  count(*) FILTER (WHERE doctor = '' AND institution = '' AND stage = 'full') AS without_doctor,
  count(*) FILTER (WHERE stage = 'full' AND NOT EXISTS (
    SELECT FROM elderly_greencard c WHERE c.person_id = r.person_id AND c.ended_on IS NULL)) AS without_card
FROM elderly_elderrecord r WHERE closed_on IS NULL AND ({where})
"""


def tally(scope: Scope) -> dict[str, Any]:
    """How many open records there are in a scope, and how many lack what."""
    tests = " OR ".join("(area_code >= %s AND area_code < %s)" for _ in scope.ranges) or "false"
    with connection.cursor() as cursor:
        cursor.execute(_TALLY.format(where=tests), [end for bounds in scope.ranges for end in bounds])
        return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))

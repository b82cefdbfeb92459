"""说法不一, in words: 公安说…，采集表说…"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.selectors.areas import area_words
from core.scope import Scope
from core.sources import SourceWords, describe
from residents.domain.codes import codebook
from residents.domain.sources import office_of
from residents.models import Disagreement, Person
from residents.parameters import FIELDS
from residents.selectors.words import masked_phone
from residents.services.correct import CORRECTABLE

PAGE = 50
_BOOKS = {
    "sex": "sex", "ethnicity": "ethnicity", "marital_status": "marital", "education": "education",
    "political_status": "political",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One side: which office, what it says, and where."""

    office: str
    value: str
    source: SourceWords


@dataclass(frozen=True)
class DisagreementLine:
    """One field on which two sources differ: what the base keeps, and the other word."""

    row: Disagreement
    title: str
    standing: Said
    other: Said

    @property
    def adoptable(self) -> bool:
        """Can the other word be taken over here? Moves have pages of their own."""
        return self.row.field in CORRECTABLE


def open_disagreements(scope: Scope) -> QuerySet[Disagreement]:
    """Those of people in the scope that nobody has decided."""
    return Disagreement.objects.filter(
        scope.q("person__hukou_area", "person__living_area"), state=Disagreement.State.OPEN
    )


def disagreement_lines(scope: Scope, *, after: int = 0, most: int = PAGE) -> tuple[list[DisagreementLine], int]:
    """A page in the order in which they came up, and the id to go on from (0: the end)."""
    rows = open_disagreements(scope).filter(pk__gt=after).select_related("person").order_by("pk")
    found = list(rows[: most + 1])
    return _lines(found[:most]), found[most - 1].pk if len(found) > most else 0


def disagreements_about(person_id: int) -> QuerySet[Disagreement]:
    """What is open about one person."""
    return Disagreement.objects.filter(person_id=person_id, state=Disagreement.State.OPEN)


def disagreements_of(person: Person) -> list[DisagreementLine]:
    """What is open about one person, in words."""
    return _lines(disagreements_about(person.pk).select_related("person").order_by("pk"))


def _lines(rows: Iterable[Disagreement]) -> list[DisagreementLine]:
    rows = list(rows)
    words = describe([source for row in rows for source in (row.standing_source, row.other_source)])
    return [
        DisagreementLine(
            row,
            FIELDS.get(row.field, row.field),
            _said(row.field, row.standing, row.standing_source, words),
            _said(row.field, row.other, row.other_source, words),
        )
        for row in rows
    ]


def _said(field: str, value: str, source: str, words: dict[str, SourceWords]) -> Said:
    return Said(office_of(source) or "底册", value_words(field, value), words.get(source, SourceWords(source)))


def value_words(field: str, value: str) -> str:
    """A kept value as screens say it: codes by name, areas by path, phones masked."""
    if not value:
        return "（空）"
    if field in _BOOKS:
        return codebook(_BOOKS[field]).name(value) or value
    if field == "phone":
        return masked_phone(value)
    if field in ("hukou", "living"):
        area, _, address = value.partition("|")
        return "，".join(filter(None, [area_words(area, "path"), address]))
    return value

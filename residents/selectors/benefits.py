"""Who receives what, on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from residents.models import Benefit
from residents.models.benefit import BenefitKind

# A family with one of these counts as hard-pressed (handbook §7.4, appendix E D14, D15).
HARD_PRESSED = (
    BenefitKind.MINIMUM_LIVING, BenefitKind.EXTREME_POVERTY, BenefitKind.EDGE, BenefitKind.RIGID,
)  # fmt: skip
# Paid to a household by its members: a death changes the sum (社会救助法 第四十六至四十八条).
BY_HOUSEHOLD = (BenefitKind.MINIMUM_LIVING, BenefitKind.EXTREME_POVERTY, BenefitKind.EDGE, BenefitKind.RIGID)
# Personal ones that end with the month of death (appendix E D08, D09).
WITH_LIFE = (BenefitKind.LONGEVITY, BenefitKind.DISABILITY_LIVING, BenefitKind.DISABILITY_CARE)
LONGEVITY = BenefitKind.LONGEVITY
FAMILY_PLANNING = (BenefitKind.ONE_CHILD, BenefitKind.LOST_CHILD, BenefitKind.CHILDCARE)


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """A benefit as others may use it; `until` is the first day without it."""

    id: int
    person_id: int
    kind: str
    since: dt.date
    until: dt.date | None
    monthly: Decimal | None
    household_id: int | None
    document: str
    source: str

    def holds(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)

    @property
    def words(self) -> str:
        return str(BenefitKind(self.kind).label)


def benefit_kinds() -> list[tuple[str, str]]:
    """Codes and words, for a form."""
    return [(str(kind.value), str(kind.label)) for kind in BenefitKind]


def benefits_on(people: Iterable[int], on: dt.date, *, kinds: Iterable[str] = ()) -> dict[int, list[BenefitLine]]:
    """What each of these people receives on a day, in one statement."""
    rows = Benefit.objects.filter(person_id__in=list(people), during__contains=on)
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    found: dict[int, list[BenefitLine]] = defaultdict(list)
    for row in rows.order_by("kind"):
        found[row.person_id].append(_line(row))
    return found


def benefits_between(people: Iterable[int], first: dt.date, last: dt.date) -> dict[int, list[BenefitLine]]:
    """What each of these people received at any time from `first` to `last`, both included, in one statement."""
    rows = Benefit.objects.filter(person_id__in=list(people), during__overlap=(first, last + dt.timedelta(days=1)))
    found: dict[int, list[BenefitLine]] = defaultdict(list)
    for row in rows.order_by("kind"):
        found[row.person_id].append(_line(row))
    return found


def benefits_since(people: Iterable[int], since: dt.date) -> list[BenefitLine]:
    """What these people received on `since` or later, and receive now; the newest first."""
    rows = Benefit.objects.filter(person_id__in=list(people), during__overlap=(since, None))
    return [_line(row) for row in rows.order_by("-during", "kind")]


def benefit_rows(person_id: int) -> QuerySet[Benefit]:
    """Everything a person receives or received."""
    return Benefit.objects.filter(person_id=person_id)


def benefits_of(person_id: int) -> list[BenefitLine]:
    """Everything a person receives or received, the present first."""
    return sorted(
        map(_line, benefit_rows(person_id)), key=lambda line: (line.until is not None, -line.since.toordinal())
    )


def _line(row: Benefit) -> BenefitLine:
    return BenefitLine(
        row.pk, row.person_id, row.kind, row.during.lower, row.during.upper, row.monthly, row.household_id, row.document,
        row.source,
    )  # fmt: skip


def ended_by(kind: str, day: dt.date) -> Q:
    """Of a query on persons: a benefit of the kind had ended by the day, and none holds on it or began since."""
    own = Benefit.objects.filter(person_id=OuterRef("pk"), kind=kind)
    return Q(Exists(own.filter(during__endswith__lte=day))) & ~Q(
        Exists(own.filter(Q(during__endswith=None) | Q(during__endswith__gt=day)))
    )


def held_from(kind: str, days: Mapping[int, dt.date]) -> set[int]:
    """Those of {person: day} who have a benefit of the kind on their day, or one that begins after it."""
    rows = Benefit.objects.filter(person_id__in=list(days), kind=kind).values_list("person_id", "during")
    return {person for person, during in rows if during.upper is None or during.upper > days[person]}


def standing_benefits(people: Iterable[int], kind: str) -> dict[int, BenefitLine]:
    """{person: the benefit of a kind that nobody has ended}, in one statement."""
    rows = Benefit.objects.filter(person_id__in=list(people), kind=kind, during__upper_inf=True)
    return {row.person_id: _line(row) for row in rows}


def benefits_by_document(
    documents: Iterable[str], first: dt.date, last: dt.date, *, kinds: Iterable[str] = ()
) -> dict[str, list[BenefitLine]]:
    """{number of certificate or decision: benefits that rest on it between two days, both included}, in one statement."""
    rows = Benefit.objects.filter(
        document__in=[one for one in documents if one], during__overlap=(first, last + dt.timedelta(days=1))
    )
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    found: dict[str, list[BenefitLine]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.document].append(_line(row))
    return found


def receives(kind: str, day: dt.date) -> Q:
    """A condition on persons: they receive a benefit of a kind on the day."""
    return Q(Exists(Benefit.objects.filter(person_id=OuterRef("pk"), kind=kind, during__contains=day)))


def received_column(kind: str, day: dt.date) -> Subquery:
    """What a person receives of a kind on the day, for a list: `{since, document, source, monthly}` or null."""
    rows = Benefit.objects.filter(person_id=OuterRef("pk"), kind=kind, during__contains=day)
    found = JSONObject(since=F("during__startswith"), document=F("document"), source=F("source"), monthly=F("monthly"))
    return Subquery(rows.values(found=found)[:1], output_field=JSONField())

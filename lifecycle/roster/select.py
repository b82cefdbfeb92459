"""Who is on a roster: one SQL statement with every column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from lifecycle.roster.declaration import Context, Roster, Row
from residents.selectors.as_of import people_on


@dataclass(frozen=True)
class Member:
    """A person on a roster: `values` by column key, in words as the file shows them, sensitive ones in full."""

    person_id: int
    uid: UUID
    category: str
    area: str
    values: dict[str, str]
    row: Row = field(default_factory=dict, repr=False, compare=False)


def members(roster: Roster, context: Context) -> QuerySet[Any]:
    """Everybody who meets all criteria, with `category` and `listed_area`, in the order of the file.

    Run it inside `context.reaching()`; it is lazy and must be read there.
    """
    criteria = [criterion.condition(context) for criterion in roster.criteria]
    return (
        people_on(context.as_of)
        .filter(roster.narrowing(context), *criteria)
        .annotate(category=category_of(roster, context), listed_area=roster.listed_area(context))
        .order_by("listed_area", "birth_date", "id")
    )


def category_of(roster: Roster, context: Context) -> Case:
    """The title of the first category that fits."""
    *cases, rest = roster.categories
    whens = [When(category.q(context), then=Value(category.title)) for category in cases if category.q]
    return Case(*whens, default=Value(rest.title), output_field=CharField())


def counts(roster: Roster, context: Context) -> dict[str, int]:
    """How many in each category, in the declared order, zeros included."""
    found = dict(members(roster, context).order_by().values_list("category").annotate(Count("pk")))
    return {category.title: found.get(category.title, 0) for category in roster.categories}


def read(roster: Roster, context: Context, chosen: QuerySet[Any] | None = None) -> list[Member]:
    """The members as rows of the file; `chosen`: a narrowed or sliced `members()`."""
    people = members(roster, context) if chosen is None else chosen
    fields = {**roster.evidence_fields(context), **roster.column_fields(context)}
    rows = people.values("id", "uid", "category", "listed_area", *roster.person_columns, **fields)
    return [as_member(roster, context, row) for row in rows]


def as_member(roster: Roster, context: Context, row: Row) -> Member:
    values = {column.key: column.value(context, row) for column in roster.columns if column.collected}
    return Member(row["id"], row["uid"], row["category"], row["listed_area"], values, row)


def matching(text: str) -> Q:
    """Rows of a list that a short text means: part of a name, initials, the number's last four."""
    text = text.strip()
    if not text:
        return Q()
    return Q(name__contains=text) | Q(initials__startswith=text.lower()) | Q(number_last4=text.upper())

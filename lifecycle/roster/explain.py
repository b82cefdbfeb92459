"""Why one person is on a roster, or not: the criteria's own `Q`s, asked of that person as booleans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Q, Value, When

from core.errors import NotFound
from core.sources import describe
from lifecycle.roster.context import reaching
from lifecycle.roster.declaration import Context, Criterion, Evidence, Roster, Row
from lifecycle.roster.select import category_of
from lifecycle.selectors.versions import was_published
from residents.selectors.as_of import people_on

NOT_THERE = "没有这个人，或不在你的范围内。"
NOTHING_SEEN = Evidence("")


@dataclass
class Judged:
    """A criterion as it stands for one person; `children` are the parts of which one is enough."""

    key: str
    passed: bool
    text: str
    clause: str
    value: str = ""
    source: str = ""
    source_url: str | None = None
    otherwise: str = ""
    evidence: Evidence = NOTHING_SEEN
    children: list[Judged] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    """The answer: member or not, under which category, by which criteria."""

    roster: Roster
    context: Context
    person_id: int
    uid: UUID
    name: str
    member: bool
    category: str
    criteria: list[Judged]
    remark: str = ""
    outside: bool = False

    @property
    def category_words(self) -> str:
        category = self.roster.category(self.category)
        return category.words if category else ""

    @property
    def leaves(self) -> list[Judged]:
        """The criteria with the parts of composite ones in their place."""
        return [leaf for criterion in self.criteria for leaf in (criterion.children or [criterion])]

    @property
    def failing(self) -> list[Judged]:
        """The leaves of the criteria that are not met."""
        failing = (criterion for criterion in self.criteria if not criterion.passed)
        return [leaf for criterion in failing for leaf in (criterion.children or [criterion])]

    @property
    def headline(self) -> str:
        """One sentence: `3 条都符合。` or what does not fit and the value that decides it."""
        if self.member:
            return f"{len(self.criteria)} 条都符合。"
        return f"{'；'.join(leaf.otherwise for leaf in self.failing if leaf.otherwise)}。"


def explain(roster: Roster, context: Context, person: Q, *, by: Any) -> Explanation:
    """Explain the one person that `person` finds. NotFound unless the person is now in the user's scope, or on this roster
    of the area (as computed or as once published), so that nobody can ask about a stranger."""
    with reaching(by, context):
        row = _judged_rows(roster, context).filter(person).first()
        if row is None:
            raise NotFound(NOT_THERE)
        scope = by.scope("roster.view")
        inside = scope.holds(row["hukou_area"]) or scope.holds(row["living_area"])
        if not (inside or _is_member(roster, row) or was_published(roster.key, context.area, row["id"])):
            raise NotFound(NOT_THERE)
        shown = row if inside else _withholding(roster, row)
        return _explanation(roster, context, shown, outside=not inside)


def explain_many(roster: Roster, context: Context, person_ids: list[int]) -> dict[int, Explanation]:
    """Explanations by person id, for differences. Inside `reaching()`; the caller has made sure the ids are its own. Those who
    are no longer on the roster may live anywhere: their addresses are withheld."""
    rows = list(_judged_rows(roster, context).filter(pk__in=person_ids))
    return {row["id"]: _explanation(roster, context, _withholding(roster, row)) for row in rows}


def judge_visible(roster: Roster, context: Context, person_id: int) -> Explanation | None:
    """Explain somebody whom the request's own scope already shows (person page): one statement under row-level security."""
    row = _judged_rows(roster, context).filter(pk=person_id).first()
    return _explanation(roster, context, row, with_sources=False) if row else None


def judge_together(asked: Sequence[tuple[Roster, Context]], person_id: int) -> list[Explanation]:
    """`judge_visible` by several rosters of the same day in one statement; empty where the person is out of sight."""
    days = {context.as_of for _, context in asked}
    if not asked:
        return []
    if len(days) > 1 or any(context.known_at for _, context in asked):
        raise ValueError("rosters are judged together as of one day, by what is known now")
    plain = dict.fromkeys((*_PLAIN, *(name for roster, _ in asked for name in roster.person_columns)))
    own = [(f"r{place}_", _expressions(*one)) for place, one in enumerate(asked)]
    columns = {f"{prefix}{name}": one for prefix, expressions in own for name, one in expressions.items()}
    row = people_on(days.pop()).filter(pk=person_id).values(*plain, **columns).first()
    if row is None:
        return []
    return [
        _explanation(*one, {**row, **{name: row[f"{prefix}{name}"] for name in expressions}}, with_sources=False)
        for one, (prefix, expressions) in zip(asked, own, strict=True)
    ]


_PLAIN = ("id", "uid", "hukou_area", "living_area")


def _judged_rows(roster: Roster, context: Context) -> Any:
    return people_on(context.as_of).values(*_PLAIN, *roster.person_columns, **_expressions(roster, context))


def _expressions(roster: Roster, context: Context) -> dict[str, Any]:
    """Category, what each criterion says, and what the evidence needs besides the person's own columns."""
    flags = {
        _flag(criterion): _as_boolean(criterion.condition(context))
        for top in roster.criteria
        for criterion in (top, *top.any_of)
    }
    return {"category": category_of(roster, context), **flags, **roster.evidence_fields(context)}


def _is_member(roster: Roster, row: Row) -> bool:
    return all(row[_flag(criterion)] for criterion in roster.criteria)


def _withholding(roster: Roster, row: Row) -> Row:
    """The row without the addresses of somebody who is not on the roster."""
    return row if _is_member(roster, row) else {**row, **dict.fromkeys(roster.withheld, "")}


def _as_boolean(condition: Q) -> Case:
    """True or False, never NULL: a missing value does not meet a criterion."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _flag(criterion: Criterion) -> str:
    return f"meets_{criterion.key}"


def _explanation(
    roster: Roster, context: Context, row: Row, *, outside: bool = False, with_sources: bool = True
) -> Explanation:
    evidence: dict[str, Evidence] = {
        criterion.key: criterion.evidence(context, row)
        for top in roster.criteria
        for criterion in (top, *top.any_of)
        if criterion.evidence
    }
    words = describe([found.source for found in evidence.values() if found.source]) if with_sources else {}
    judged = [_judged(criterion, context, row, evidence, words) for criterion in roster.criteria]
    member = _is_member(roster, row)
    return Explanation(
        roster,
        context,
        row["id"],
        row["uid"],
        row["name"],
        member,
        row["category"] if member else "",
        judged,
        roster.remark(context, row),
        outside,
    )


def _judged(
    criterion: Criterion, context: Context, row: Row, evidence: dict[str, Evidence], words: dict[str, Any]
) -> Judged:
    found = evidence.get(criterion.key, NOTHING_SEEN)
    source = words.get(found.source)
    return Judged(
        criterion.key,
        bool(row[_flag(criterion)]),
        criterion.words(context),
        criterion.clause(context),
        found.value,
        source.text if source else "",
        source.url if source else None,
        criterion.otherwise(context, row) if criterion.otherwise else "",
        found,
        [_judged(part, context, row, evidence, words) for part in criterion.any_of],
    )

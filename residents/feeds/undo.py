"""Taking a batch of residents back: what it made is removed, what it changed is put back, what others rest on stays.

Every row it wrote names it (`GA05:17:3`), every change it made is in the history with its context; so undo needs no notes
of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model

from core.history import restorable
from core.imports.feed import Kept, Undo
from core.outbox import first_event_of, others_events, void_source
from residents.linking import keepers
from residents.models import (
    Benefit,
    DeathReport,
    DisabilityCertificate,
    Disagreement,
    FormerName,
    Household,
    HouseholdMembership,
    IdentityDocument,
    Kinship,
    MarriageRecord,
    Person,
    PossibleExit,
    Residence,
    ResidencePermit,
    Schooling,
)
from residents.selectors.deaths_resting import surviving_spouses

CHANGED_LATER = "此人的资料后来又改过"
_MANY = 1000  # rows of a batch
# What is put back, and the column that names the person.
_RESTORED: tuple[tuple[type[Model], str], ...] = (
    (Person, "id"),
    (Household, "head_id"),
    (HouseholdMembership, "person_id"),
    (Residence, "person_id"),
    (Kinship, "person_id"),
    (IdentityDocument, "person_id"),
    (FormerName, "person_id"),
    (PossibleExit, "person_id"),
    (DeathReport, "person_id"),
    (Disagreement, "person_id"),
    (ResidencePermit, "person_id"),
    (Schooling, "person_id"),
    (MarriageRecord, "person_id"),
    (DisabilityCertificate, "person_id"),
    (Benefit, "person_id"),
)


@dataclass
class _Plan:
    source: str
    lines: dict[int, int]
    made: dict[int, int] = field(default_factory=dict)  # person → line
    kept: dict[int, str] = field(default_factory=dict)  # person → reason
    beside: set[int] = field(default_factory=set)  # whose rows stay because somebody kept died married to them

    @property
    def gone(self) -> list[int]:
        return [pk for pk in self.made if pk not in self.kept]

    @property
    def kept_sources(self) -> list[str]:
        return [f"{self.source}:{self.lines[pk]}" for pk in self.kept if pk in self.lines]


def undo(what: Undo) -> list[Kept]:
    """Take the batch back inside the caller's transaction; returns the rows that stay."""
    plan = _Plan(what.source, dict(what.lines), kept=dict(what.stay))
    for pk, source in Person.objects.filter(source__startswith=f"{what.source}:").values_list("pk", "source"):
        plan.made[pk] = int(source.rpartition(":")[2])
    plan.lines |= plan.made
    if len(plan.lines) >= _MANY:
        _know_the_histories()
    _find_kept(plan)
    plan.beside = surviving_spouses(plan.kept, source=plan.source)
    _remove_facts(plan)
    _put_back(plan)
    _remove_people(plan)
    # A line may have two persons by now: the one it made, and the survivor into whom that one was merged.
    said = {plan.lines[pk]: reason for pk, reason in plan.kept.items()}
    return [Kept(line, reason) for line, reason in said.items()]


def _know_the_histories() -> None:
    """What a large batch has just written is not in the planner's statistics yet: without them it joins row by row."""
    _run("ANALYZE pghistory_context", [])
    for model, _ in _RESTORED:
        _run(f"ANALYZE {model._meta.db_table}event", [])


def _find_kept(plan: _Plan) -> None:
    people, prefix = list(plan.lines), f"{plan.source}:"
    # First those who say most plainly what has to be done before.
    for keeper in keepers:
        for pk, reason in keeper.find(people).items():
            plan.kept.setdefault(pk, reason)
    for model, words in (
        (Residence, "后来登记了居住变动"),
        (HouseholdMembership, "后来改了户成员关系"),
        (Kinship, "后来登记的亲属关系用到此人"),
        (IdentityDocument, "后来登记了证件"),
    ):
        rows = model.objects.filter(person_id__in=list(plan.made)).exclude(source__startswith=prefix)
        for pk, source in rows.values_list("person_id", "source"):
            if source != plan.source:
                plan.kept.setdefault(pk, words)
    after = first_event_of(plan.source)
    for pk, event_id in others_events(people, source=plan.source):
        if pk in plan.made or (after and event_id > after):
            plan.kept.setdefault(pk, "后来有事件用到此人")
    for pk in _changed_later(plan):
        plan.kept.setdefault(pk, CHANGED_LATER)
    # A marriage has two parties: the record of one is not taken from under the other.
    couples = MarriageRecord.objects.filter(source__startswith=prefix, person_id__in=list(plan.kept))
    for pk in couples.exclude(spouse=None).values_list("spouse_id", flat=True):
        plan.kept.setdefault(pk, "配偶后来有变动")


def _changed_later(plan: _Plan) -> Iterable[int]:
    """Persons whose own row somebody changed after this batch touched or made it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT e.pgh_obj_id FROM residents_personevent e
            LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
            WHERE e.pgh_obj_id = ANY(%s) AND coalesce(c.metadata ->> 'source', '') <> %s
              AND (e.pgh_obj_id = ANY(%s) OR e.pgh_id > coalesce(
                    (SELECT min(own.pgh_id) FROM residents_personevent own
                     JOIN pghistory_context o ON o.id = own.pgh_context_id
                     WHERE own.pgh_obj_id = e.pgh_obj_id AND o.metadata ->> 'source' = %s), 9223372036854775807))
            """,
            [list(plan.lines), plan.source, list(plan.made), plan.source],
        )
        return [row[0] for row in cursor.fetchall()]


def _remove_facts(plan: _Plan) -> None:
    """Every fact about persons who go, and the facts this batch wrote about others who do not stay."""
    _run("CREATE TEMP TABLE IF NOT EXISTS undo_gone (id bigint PRIMARY KEY) ON COMMIT DROP", [])
    _run("TRUNCATE undo_gone", [])
    _run("INSERT INTO undo_gone SELECT unnest(%s::bigint[])", [plan.gone])
    _run("ANALYZE undo_gone", [])
    kept = list(plan.kept)
    for table, columns in (
        ("residents_kinship", ("person_id", "relative_id")),
        ("residents_householdmembership", ("person_id",)),
        ("residents_residence", ("person_id",)),
        ("residents_identitydocument", ("person_id",)),
        ("residents_formername", ("person_id",)),
        ("residents_possibleexit", ("person_id",)),
        ("residents_deathreport", ("person_id",)),
        ("residents_disagreement", ("person_id",)),
        ("residents_birthrecord", ("person_id",)),
        ("residents_residencepermit", ("person_id",)),
        ("residents_schooling", ("person_id",)),
        ("residents_marriagerecord", ("person_id",)),
        ("residents_disabilitycertificate", ("person_id",)),
        ("residents_benefit", ("person_id",)),
    ):
        for column in columns:
            _run(f"DELETE FROM {table} t USING undo_gone g WHERE t.{column} = g.id", [])
        of_kept = " OR ".join(f"{column} = ANY(%s)" for column in columns)
        _run(
            f"DELETE FROM {table} WHERE (source LIKE %s OR source = %s) AND NOT ({of_kept})",
            [f"{plan.source}:%", plan.source, *([kept] * len(columns))],
        )


def _remove_people(plan: _Plan) -> None:
    _run("UPDATE residents_household h SET head_id = NULL FROM undo_gone g WHERE h.head_id = g.id", [])
    Household.objects.filter(source__startswith=f"{plan.source}:", memberships=None).delete()
    _run("DELETE FROM residents_person p USING undo_gone g WHERE p.id = g.id", [])
    void_source(plan.source, keep=plan.kept_sources)


def _put_back(plan: _Plan) -> None:
    """Rows that were there before: ended or changed ones get their old values, removed ones return."""
    for model, owner in _RESTORED:
        table = model._meta.db_table
        columns = restorable(model)
        _restore_changed(table, columns, owner, plan)
        _restore_deleted(table, columns, owner, plan)


_OWN = """
    FROM {table}event e JOIN pghistory_context c ON c.id = e.pgh_context_id
    WHERE c.metadata ->> 'source' = %s AND e.pgh_label = %s AND NOT (coalesce(e.{owner}, 0) = ANY(%s))
      AND NOT EXISTS (SELECT FROM {table}event later LEFT JOIN pghistory_context l ON l.id = later.pgh_context_id
                      WHERE later.pgh_obj_id = e.pgh_obj_id AND later.pgh_id > e.pgh_id
                        AND coalesce(l.metadata ->> 'source', '') NOT IN (%s, %s))
"""


def _restore_changed(table: str, columns: list[str], owner: str, plan: _Plan) -> None:
    own = _OWN.format(table=table, owner=owner)
    sets = ", ".join(f'"{column}" = old."{column}"' for column in columns)
    _run(
        f"UPDATE {table} t SET {sets} FROM (SELECT DISTINCT ON (e.pgh_obj_id) e.* {own} ORDER BY e.pgh_obj_id, e.pgh_id) old"
        " WHERE t.id = old.pgh_obj_id",
        [plan.source, "changed", [*plan.kept, *plan.beside], plan.source, f"undo:{plan.source}"],
    )


def _restore_deleted(table: str, columns: list[str], owner: str, plan: _Plan) -> None:
    own = _OWN.format(table=table, owner=owner)
    names = ", ".join(f'"{column}"' for column in columns)
    picked = ", ".join(f'e."{column}"' for column in columns)
    _run(
        f"INSERT INTO {table} (id, {names}) SELECT e.pgh_obj_id, {picked} {own} ON CONFLICT DO NOTHING",
        [plan.source, "deleted", [*plan.kept, *plan.beside], plan.source, f"undo:{plan.source}"],
    )


def _run(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)

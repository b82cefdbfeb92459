"""What an act wrote about people: found afterwards, whatever services it called, and taken back from the history.

Before the act a mark is set on every tracked table of the base; after it, rows beyond the mark that belong to its people are its
footprint: those it began, and the versions that it replaced. Taking back puts them as they were, column by column, unless somebody
has changed since what the act wrote: then nothing is changed, and the refusal names what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from core.errors import Conflict
from core.event_views import events_about
from core.history import restorable
from residents.linking import keepers
from residents.models import Household, HouseholdMembership, Kinship, Person
from residents.services.projections import project_residences
from residents.services.register import conflict_words

Marks = Mapping[str, tuple[int, int]]  # table → (last id, last id of its history)
Footprint = dict[str, dict[str, Any]]  # model → {"began": [ids], "versions": {id: [first, last history id]}}

# Follow from residences: project_residences() says them anew.
_PROJECTED = frozenset({"hukou_area", "living_area", "hukou_address", "living_address"})
# Say when, by whom and from where: not what the act asserted. Put back where nobody wrote them since.
_BESIDE = frozenset({"updated_at", "recorded_at", "recorded_by", "source", "sources", "why"})


@dataclass(frozen=True)
class _Table:
    """A tracked table of the base; `owners`: the columns by which its rows belong to people."""

    model: type[models.Model]
    owners: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def history(self) -> str:
        return f"{self.name}event"


@cache
def _tables() -> dict[str, _Table]:
    """By label. Persons first: what hangs on them is taken back before them."""
    found = {Person._meta.label: _Table(Person, ("id",)), Household._meta.label: _Table(Household, ("head_id",))}
    for model in apps.get_app_config("residents").get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if hasattr(model, "pgh_event_model") and "person" in names:
            owners = ("person_id", "relative_id") if model is Kinship else ("person_id",)
            found[model._meta.label] = _Table(model, owners)
    return found


def mark() -> Marks:
    """Where every table stands now."""
    parts = " UNION ALL ".join(
        f"SELECT '{table.name}', (SELECT coalesce(max(id), 0) FROM {table.name}),"
        f" (SELECT coalesce(max(pgh_id), 0) FROM {table.history})"
        for table in _tables().values()
    )
    with connection.cursor() as cursor:
        cursor.execute(parts)
        return {name: (last, past) for name, last, past in cursor.fetchall()}


def footprint(marks: Marks, people: Collection[int]) -> Footprint:
    """What was written about these people since the marks; call it before the transaction ends, past the second wall."""
    found: Footprint = {}
    for label, table in _tables().items():
        last, past = marks[table.name]
        whose = " OR ".join(f"{owner} = ANY(%(people)s)" for owner in table.owners)
        if table.model is Household:  # a head to confirm is a change of a household that names somebody else by now
            whose += f" OR id IN (SELECT household_id FROM {HouseholdMembership._meta.db_table} WHERE person_id = ANY(%(people)s))"
        values: dict[str, Any] = {"people": list(people), "last": last, "past": past}
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table.name} WHERE id > %(last)s AND ({whose}) ORDER BY id", values)
            began = [pk for (pk,) in cursor.fetchall()]
            cursor.execute(
                f"SELECT id, min(pgh_id), max(pgh_id) FROM {table.history} WHERE pgh_id > %(past)s AND ({whose})"
                " AND id <= %(last)s GROUP BY id",
                values,
            )
            versions = {str(pk): [first, latest] for pk, first, latest in cursor.fetchall()}
            # A row that the act began may have versions of the act's own.
            cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {table.history} WHERE id = ANY(%s)", [began])
            until = cursor.fetchone()[0]
        if began or versions:
            found[label] = {"began": began, "until": until, "versions": versions}
    return found


def take_back(written: Footprint, *, people: Iterable[int], events: Collection[int] = ()) -> None:
    """Put everything as it was before the act. Conflict names what was changed or told since; then nothing is changed.

    `events`: the act's own. In the caller's transaction, past the second wall; who may do it was asked before.
    """
    tables = [(_tables()[label], part) for label, part in written.items() if label in _tables()]
    for table, part in tables:
        _nothing_since(table, part)
    brought_in = written.get(Person._meta.label, {}).get("began", [])
    if brought_in:
        _nobody_needs(brought_in, written, events)
    try:
        with transaction.atomic():
            for table, part in reversed(tables):
                _remove(table, part["began"])
            for table, part in tables:
                for pk, (first, last) in part["versions"].items():
                    _put_back(table, int(pk), first, last)
    except IntegrityError as error:
        raise conflict_words(error) from error
    project_residences(set(people) - set(brought_in))


def _nothing_since(table: _Table, part: Mapping[str, Any]) -> None:
    standing = set(table.model._default_manager.filter(pk__in=part["began"]).values_list("pk", flat=True))
    for pk in part["began"]:
        if pk not in standing or _changed(table, pk, part["until"], _asserted(table.model)):
            raise _since(table, pk)
    for pk, (first, last) in part["versions"].items():
        if _changed(table, int(pk), last, _changed_by_act(table, int(pk), first, last)):
            raise _since(table, int(pk))


def _asserted(model: type[models.Model]) -> list[str]:
    return [column for column in restorable(model) if column not in _PROJECTED | _BESIDE]


def _state(table: _Table, pk: int, after: int) -> dict[str, Any] | None:
    """The row right after a version of it: the next one in the history, else as it stands; None when it is gone."""
    names = ", ".join(f'"{column}"' for column in restorable(table.model))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM {table.history} WHERE id = %s AND pgh_id > %s ORDER BY pgh_id LIMIT 1", [pk, after]
        )
        row = cursor.fetchone()
        if row is None:
            cursor.execute(f"SELECT {names} FROM {table.name} WHERE id = %s", [pk])
            row = cursor.fetchone()
    return dict(zip(restorable(table.model), row, strict=True)) if row else None


def _version(table: _Table, pgh_id: int) -> dict[str, Any]:
    names = ", ".join(f'"{column}"' for column in restorable(table.model))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table.history} WHERE pgh_id = %s", [pgh_id])
        row = cursor.fetchone()
    return dict(zip(restorable(table.model), row, strict=True))


def _changed_by_act(table: _Table, pk: int, first: int, last: int) -> list[str]:
    """The columns of its assertion that the act gave another value; all of them when it removed the row."""
    before, after = _version(table, first), _state(table, pk, last)
    columns = _asserted(table.model)
    return columns if after is None else [column for column in columns if before[column] != after[column]]


def _written_beside(table: _Table, pk: int, first: int, last: int) -> list[str]:
    """Source, reason and the like, where the act wrote them and nobody did since."""
    before, after = _version(table, first), _state(table, pk, last) or {}
    columns = [column for column in _BESIDE & before.keys() if before[column] != after.get(column)]
    return [column for column in columns if not _changed(table, pk, last, [column])]


def _changed(table: _Table, pk: int, last: int, columns: Iterable[str]) -> bool:
    """Does any of these columns say something else now than right after the act?"""
    after = _state(table, pk, last)
    with connection.cursor() as cursor:
        names = ", ".join(f'"{column}"' for column in restorable(table.model))
        cursor.execute(f"SELECT {names} FROM {table.name} WHERE id = %s", [pk])
        row = cursor.fetchone()
    now = dict(zip(restorable(table.model), row, strict=True)) if row else None
    if after is None or now is None:
        return (after is None) != (now is None)
    return any(after[column] != now[column] for column in columns)


def _remove(table: _Table, began: list[int]) -> None:
    if not began:
        return
    if table.model is Person:
        Household.objects.filter(head_id__in=began).update(head_id=None)
    table.model._default_manager.filter(pk__in=began).delete()


def _put_back(table: _Table, pk: int, first: int, last: int) -> None:
    columns = restorable(table.model)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if _state(table, pk, last) is None:
            cursor.execute(
                f"INSERT INTO {table.name} (id, {names}) SELECT id, {names} FROM {table.history} WHERE pgh_id = %s",
                [first],
            )
            return
        mended = [*_changed_by_act(table, pk, first, last), *_written_beside(table, pk, first, last)]
        if mended:
            sets = ", ".join(f'"{column}" = was."{column}"' for column in mended)
            cursor.execute(
                f"UPDATE {table.name} t SET {sets} FROM {table.history} was WHERE was.pgh_id = %s AND t.id = was.id",
                [first],
            )


def _nobody_needs(people: list[int], written: Footprint, events: Collection[int]) -> None:
    """Persons whom the act brought in go only while nothing else is known or told of them."""
    for keeper in keepers:
        for pk, reason in keeper.find(people).items():
            raise Conflict(f"{_name(pk)}{reason}。", remedy="请改用更正。")
    for label, table in _tables().items():
        own = written.get(label, {}).get("began", [])
        for owner in table.owners if table.model is not Person else ():
            rows = table.model._default_manager.filter(**{f"{owner}__in": people}).exclude(pk__in=own)
            for pk in rows.values_list("pk", flat=True)[:1]:
                raise _since(table, pk)
    if others := events_about(people, besides=events):
        person, title, on = others[0]
        raise Conflict(f"{_name(person)}后来又有一件事：{title}（{on}）。", remedy="要先把它作废，或改用更正。")


def _name(person: int) -> str:
    return Person.objects.values_list("name", flat=True).get(pk=person)


def _since(table: _Table, pk: int) -> Conflict:
    """Who changed what, when, by name: what has to be taken back first."""
    label, who = str(table.model._meta.verbose_name), _whose(table, pk)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT h.pgh_created_at, c.metadata ->> 'by', c.metadata ->> 'why' FROM {table.history} h"
            " LEFT JOIN pghistory_context c ON c.id = h.pgh_context_id WHERE h.id = %s ORDER BY h.pgh_id DESC LIMIT 1",
            [pk],
        )
        row = cursor.fetchone()
    when = f"（{row[0]:%Y-%m-%d} {row[1] or '系统'}{f'，{row[2]}' if row[2] else ''}）" if row else ""
    return Conflict(f"{who}的{label}后来又改过{when}。", remedy="要先把后来的那一件作废，或改用更正。")


def _whose(table: _Table, pk: int) -> str:
    owner = table.owners[0]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.name FROM {table.name} t JOIN residents_person p ON p.id = t.{owner} WHERE t.id = %(pk)s UNION ALL"
            f" SELECT p.name FROM {table.history} t JOIN residents_person p ON p.id = t.{owner} WHERE t.id = %(pk)s LIMIT 1",
            {"pk": pk},
        )
        row = cursor.fetchone()
    return row[0] if row else "此人"

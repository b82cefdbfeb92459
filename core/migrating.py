"""Tables of a migration made together.

Django builds its picture of all models anew after each operation on a model with relations: with some three hundred models half a second
each, a minute and more for a room's first tables. Here the picture is built once for a run of operations. What is written in the database
is the same: a table is made in the shape that it has at the end of the run.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger

_PARTS = (AddField, AddIndex, AddConstraint)


class TablesTogether(Operation):
    """Some tables with their columns, indexes, constraints and triggers, as one step."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = list(operations)
        self.made = {one.name_lower for one in self.operations if isinstance(one, CreateModel)}

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # the picture; built again when it is first asked for
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for one in self._steps():
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for one in reversed(self._steps()):
            if isinstance(one, CreateModel):  # triggers go with their table
                one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Make {', '.join(sorted(self.made))}"

    def _steps(self) -> list[Operation]:
        """What the tables do not bring along by being made in their last shape."""
        return [one for one in self.operations if not isinstance(one, _PARTS)]


def tables_together(operations: Iterable[Operation]) -> list[Operation]:
    """The operations of a migration, with each run that makes tables as one step."""
    found: list[Operation] = []
    run: list[Operation] = []
    for one in operations:
        if isinstance(one, CreateModel) or _belongs(one, run):
            run.append(one)
            continue
        found += [TablesTogether(run)] if run else []
        run = []
        found.append(one)
    return found + ([TablesTogether(run)] if run else [])


def _belongs(one: Operation, run: list[Operation]) -> bool:
    """Is it a part of a table that this run makes?"""
    made = {table.name_lower for table in run if isinstance(table, CreateModel)}
    return isinstance(one, (*_PARTS, AddTrigger)) and str(one.model_name).lower() in made

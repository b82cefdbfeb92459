"""A newborn follows its parents: who they are, and the links to them."""

from __future__ import annotations

from collections.abc import Iterable

from core.imports.feed import Commit, Row
from residents.services.kinship import KinLink


def parents_in(row: Row) -> list[int]:
    """Mother first: the child follows her."""
    return [pk for pk in (row.values.get("mother_pk"), row.values.get("father_pk")) if pk]


def kin_links(rows: Iterable[Row], batch: Commit) -> Iterable[KinLink]:
    """Each child's links to its parents, from birth."""
    for row in rows:
        for parent in parents_in(row):
            if row.person_id:
                yield KinLink(row.person_id, parent, "parent", row.values["birth_date"], batch.row_source(row))

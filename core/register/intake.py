"""A writable register's import: the same batch flow as a bureau's feed, made from the declared fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from core.domain.reading import Problem
from core.errors import UserError
from core.imports.feed import Cell, Check, Column, Commit, Feed, Kept, Row, Undo
from core.putting_back import put_back
from core.register.declaration import Field, Register

CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
CHANGED_LATER = "这一条后来又改过，没有改回。"


def feed_of(register: Register) -> Feed:
    """The feed that imports a register's template; its key is `REG-<KEY>`."""

    def judge(rows: list[Row], check: Check) -> None:
        seen: set[tuple[Any, ...]] = set()
        for row in rows:
            if not row.sound:
                continue
            try:
                outcome, words = register.plan(_values(register, row), by=check.by)  # type: ignore[misc]
            except UserError as error:
                row.refuse(_header(register, error.field), "register", error.message, error.remedy)
                continue
            key = tuple(sorted((name, str(value)) for name, value in row.values.items()))
            row.verdict = "unchanged" if outcome == UNCHANGED or key in seen else "accepted"
            row.note = words
            seen.add(key)

    def commit(chunks: Iterator[list[Row]], writing: Commit) -> None:
        for rows in chunks:
            for row in rows:
                register.save(_values(register, row), by=writing.by, source=writing.row_source(row))  # type: ignore[misc]

    def undo(asked: Undo) -> list[Kept]:
        kept = [Kept(_line(source), CHANGED_LATER) for source in put_back(register.manager.model, asked.source)]
        for found in register.manager.filter(source__startswith=f"{asked.source}:"):
            try:
                with transaction.atomic():
                    found.delete()
            except ProtectedError:
                kept.append(Kept(_line(found.source), "已经有别的记录用到它，不能撤销。"))
        if register.forget:
            register.forget(asked.source)
        return kept

    return Feed(
        key=f"REG-{register.key.upper()}",
        title=register.title,
        bureau="本系统空表",
        columns=tuple(_column(declared) for declared in register.fields),
        judge=judge,
        commit=commit,
        undo=undo,
        order=900,
    )


def _values(register: Register, row: Row) -> dict[str, Any]:
    """Every declared field of the row: an empty cell, or one whose column the file lacks, says "" as an empty form field."""
    said = {declared.key: row.values.get(declared.key) for declared in register.fields}
    return {key: "" if value is None else value for key, value in said.items()}


def _line(source: str) -> int:
    return int(source.rsplit(":", 1)[1])


def _column(declared: Field) -> Column:
    def read(raw: Any, check: Check) -> Cell:
        text = "" if raw is None else str(raw).strip()
        try:
            return Cell(declared.read(text) if text else "")
        except ValueError as error:
            return Cell(None, (), Problem("value", str(error), "请改正后再送。"))

    return Column(
        declared.key,
        declared.title,
        read,
        value_required=declared.required,
        column_required=declared.required,
        choices=tuple(declared.choices()) if declared.choices else (),
        help=declared.help,
        example=declared.example,
    )


def _header(register: Register, key: str) -> str:
    return next((declared.title for declared in register.fields if declared.key == key), "")

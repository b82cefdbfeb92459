"""A streamed workbook reads back as it was written, and the same content is the same file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sheet_stream import write_stream

# What a cell may hold: any text that XML can carry (openpyxl folds carriage returns).
texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12)


def _write(path: Path, rows: list[list[str | int]]) -> Path:
    shell = openpyxl.Workbook()
    shell.active.append(["甲", "乙"])
    shell.active.append(["文字", "文字"])
    assert write_stream(path, shell, rows, model_row=2) == len(rows)
    return path


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(texts, st.one_of(texts, st.integers(0, 10**6))), max_size=8))
def test_what_is_written_is_read(tmp_path_factory: object, rows: list[tuple[str, str | int]]) -> None:
    path = _write(tmp_path_factory.mktemp("s") / "a.xlsx", [list(row) for row in rows])  # type: ignore[attr-defined]
    read = list(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))
    assert [tuple("" if cell is None else cell for cell in row) for row in read] == rows


def test_markup_blanks_and_forbidden_signs(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.xlsx", [["<b>&", " 头尾有空 "], ["两\n行", "铃\x07声"]])
    read = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    assert read == [["<b>&", " 头尾有空 "], ["两\n行", "铃声"]]


def test_the_same_content_is_the_same_file(tmp_path: Path) -> None:
    rows: list[list[str | int]] = [["何丽容", 1]]
    assert _write(tmp_path / "a.xlsx", rows).read_bytes() == _write(tmp_path / "b.xlsx", rows).read_bytes()

"""Code tables of the national standards, and reading what people write in coded columns.

Handbook §1.3, D26, D27. A value that no table knows is held for a person, never guessed.
"""

import csv
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from core.domain.reading import Problem, Reading
from core.domain.text import cell_text, clean_text

_CODES = Path(__file__).resolve().parent.parent / "codes"
_PLACEHOLDER = re.compile(r"(?:[-—/\\.]+|无|空|不详|未知|未填|待补|暂无|null|none|n/a)\Z", re.IGNORECASE)
NOTE_PLACEHOLDER = "占位内容视为空"


@dataclass(frozen=True, slots=True)
class BookSpec:
    """Where one table lies: file, the column of the code, and its name on screen."""

    title: str
    file: str
    code_column: str = "code"
    name_column: str = "name"
    written_columns: tuple[str, ...] = ()


BOOKS: Mapping[str, BookSpec] = {
    "sex": BookSpec("性别", "gbt2261_1_sex.csv"),
    "marital": BookSpec("婚姻状况", "gbt2261_2_marital.csv"),
    "ethnicity": BookSpec("民族", "gbt3304_ethnicity.csv", written_columns=("name_without_zu", "known_dirty_forms")),
    "education": BookSpec("文化程度", "gbt4658_2006_education.csv"),
    "political": BookSpec("政治面貌", "gbt4762_political.csv"),
    "relation": BookSpec("与户主关系", "gbt4761_family_relation.csv", code_column="code2"),
    "certificate": BookSpec("证件类型", "id_cert_type.csv"),
    "household_nature": BookSpec("户口性质", "household_nature.csv"),
    "personal_status": BookSpec("个人身份", "gbt2261_4_personal_status.csv"),
    "disability": BookSpec("残疾类别", "disability_category.csv"),
    "disability_grade": BookSpec("残疾等级", "disability_grade.csv"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table; `extra` holds its further columns (group, implied sex …)."""

    code: str
    name: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeReading(Reading):
    """A coded value read from a cell; `code` "" without a problem means empty."""

    code: str = ""
    name: str = ""


class Codebook:
    """One code table with the ways people write its values."""

    def __init__(self, key: str, title: str, entries: list[Entry], written: Mapping[str, tuple[str, bool]]) -> None:
        """`written` maps a spelling to (code, whether it is ordinary and so no correction)."""
        self.key = key
        self.title = title
        self._entries = {entry.code: entry for entry in entries}
        self._width = max(len(code) for code in self._entries)
        self._written = {entry.name: (entry.code, True) for entry in reversed(entries)}
        for spelling, meaning in written.items():
            self._written.setdefault(spelling, meaning)
        self._memory: dict[str, CodeReading] = {}

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def entry(self, code: str) -> Entry:
        """The line of a code. KeyError for a code outside the table."""
        return self._entries[code]

    def name(self, code: str) -> str:
        """The standard's name of a code, or "" for an empty or unknown one."""
        entry = self._entries.get(code)
        return entry.name if entry else ""

    def choices(self) -> list[tuple[str, str]]:
        """(code, name) in the order of the standard."""
        return [(entry.code, entry.name) for entry in self._entries.values()]

    def read(self, raw: object) -> CodeReading:
        """A code, a name or a known spelling. The only problem is unknown_value (review)."""
        text = cell_text(raw)
        reading = self._memory.get(text)
        if reading is None:
            reading = self._read(text)
            # Unknown values are unbounded; only what the table knows is worth remembering.
            if reading.code:
                self._memory[text] = reading
        return reading

    def _read(self, raw: str) -> CodeReading:
        cleaned = clean_text(raw)
        text = cleaned.value.replace(" ", "")
        notes = cleaned.notes
        if not text:
            return CodeReading(raw)
        found = self._written.get(text)
        if found is None and text.isascii() and text.isdigit():
            code = text.zfill(self._width)
            found = (code, True) if code in self._entries else None
        if found is not None:
            code, ordinary = found
            name = self.name(code)
            said = () if ordinary else (f"{self.title}“{text}”归为“{name}”",)
            return CodeReading(raw, notes + said, None, code, name)
        if _PLACEHOLDER.match(text):
            return CodeReading(raw, (NOTE_PLACEHOLDER,))
        return CodeReading(raw, problem=self._unknown(text))

    def _unknown(self, text: str) -> Problem:
        close = difflib.get_close_matches(text, self._written, n=1, cutoff=0.6)
        likely = self.name(self._written[close[0]][0]) if close else ""
        examples = "、".join(entry.name for entry in list(self._entries.values())[:3])
        remedy = f"是否为“{likely}”？请改为标准写法" if likely else f"请改为标准写法，如{examples}"
        return Problem("unknown_value", f"{self.title}“{text}”不在代码表中", remedy, "review")


@cache
def codebook(key: str) -> Codebook:
    """A table by key: see BOOKS, and "education_1984" whose readings carry 2006 codes. KeyError otherwise."""
    if key == "education_1984":
        return _legacy_education()
    spec = BOOKS[key]
    rows = _rows(spec.file)
    entries = [_entry(row, spec) for row in rows]
    written: dict[str, tuple[str, bool]] = {}
    for row in rows:
        for column in spec.written_columns:
            for spelling in filter(None, row[column].split("|")):
                written.setdefault(spelling, (row[spec.code_column], False))
    for row in _rows("aliases.csv"):
        if row["book"] == key:
            written[row["written"]] = (row["code"], row["ordinary"] == "y")
    if key == "education":
        for row in _rows("gbt4658_1984_education_legacy.csv"):
            written.setdefault(row["name"], (row["suggest_map_to_2006"], False))
    return Codebook(key, spec.title, entries, written)


def _legacy_education() -> Codebook:
    """GB 4658-1984: its codes mean other things than the 2006 ones, so the feed must name the edition."""
    modern = codebook("education")
    written: dict[str, tuple[str, bool]] = {}
    for row in _rows("gbt4658_1984_education_legacy.csv"):
        written[row["code"]] = written[row["name"]] = (row["suggest_map_to_2006"], False)
    entries = [modern.entry(code) for code, _ in modern.choices()]
    return Codebook("education_1984", modern.title, entries, written)


def _entry(row: Mapping[str, str], spec: BookSpec) -> Entry:
    extra = {k: v for k, v in row.items() if k not in (spec.code_column, spec.name_column, "source", "certainty")}
    return Entry(row[spec.code_column], row[spec.name_column], extra)


def _rows(file: str) -> list[dict[str, str]]:
    with (_CODES / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))

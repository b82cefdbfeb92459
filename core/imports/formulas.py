"""Cells whose formula has no stored result: a program wrote the workbook and no spreadsheet ever calculated it (D23)."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree.ElementTree import ParseError, iterparse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Z]+)(\d+)\Z")


def formula_holes(content: bytes, index: int) -> set[tuple[int, int]]:
    """(line, column from 0) of such cells in the sheet with this position; empty for files of other kinds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = _sheet_part(archive, index)
            if part not in archive.namelist():
                return set()
            with archive.open(part) as stream:
                if not _mentions_formula(stream.read()):
                    return set()
            with archive.open(part) as stream:
                return set(_holes(stream))
    except (zipfile.BadZipFile, ParseError, KeyError):
        return set()


def _mentions_formula(sheet: bytes) -> bool:
    return b"<f>" in sheet or b"<f " in sheet or b":f>" in sheet


def _sheet_part(archive: zipfile.ZipFile, index: int) -> str:
    with archive.open("xl/workbook.xml") as stream:
        ids = [element.get(_RELATION) for _, element in iterparse(stream) if element.tag == f"{_MAIN}sheet"]
    with archive.open("xl/_rels/workbook.xml.rels") as stream:
        targets = {element.get("Id"): element.get("Target") or "" for _, element in iterparse(stream)}
    target = targets.get(ids[index], "").lstrip("/")
    return target if target.startswith("xl/") else f"xl/{target}"


def _holes(stream: object) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for _, element in iterparse(stream):  # type: ignore[arg-type]
        if element.tag == f"{_MAIN}c":
            value = element.findtext(f"{_MAIN}v")
            reference = _REFERENCE.match(element.get("r") or "")
            if element.find(f"{_MAIN}f") is not None and not value and reference:
                found.append((int(reference[2]), _column(reference[1])))
        elif element.tag == f"{_MAIN}row":
            element.clear()
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1

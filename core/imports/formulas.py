"""Cells whose formula has no stored result: a program wrote the workbook and no spreadsheet ever calculated it (D23).

The reader of values shows such a cell as empty. The sheet's XML is searched as text: a hostile file can then at worst be
misread, which no XML parser would promise.
"""

from __future__ import annotations

import io
import re
import zipfile

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\b\w+:id=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=\"([^\"]*)\"")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*?(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")


def formula_holes(content: bytes, index: int) -> set[tuple[int, int]]:
    """(line, column from 0) of such cells in the sheet with this position; empty for files of other kinds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheet = archive.read(_sheet_part(archive, index))
    except (zipfile.BadZipFile, KeyError, IndexError):
        return set()
    if not _FORMULA.search(sheet):
        return set()
    return {
        (int(line), _column(letters.decode()))
        for letters, line, inside in _CELL.findall(sheet)
        if _FORMULA.search(inside) and not _VALUE.search(inside)
    }


def _sheet_part(archive: zipfile.ZipFile, index: int) -> str:
    wanted = _SHEET.findall(archive.read("xl/workbook.xml"))[index]
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        said = dict(_ATTRIBUTE.findall(relation))
        if said.get(b"Id") == wanted:
            target = said.get(b"Target", b"").decode().lstrip("/")
            return target if target.startswith("xl/") else f"xl/{target}"
    raise KeyError(wanted)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1

"""Styled workbooks of any length: openpyxl draws one model row, the others are streamed in its styles.

openpyxl alone needs a gigabyte for 200,000 rows, and the quick writers know no print set-up. So the shell (title, headings,
one model row, foot, page set-up) is an openpyxl workbook, and the rows are written straight into its sheet as inline text.
The same content gives the same bytes: nothing in the file tells when it was made.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

_SHEET = "xl/worksheets/sheet1.xml"
_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NEEDS_CARE = re.compile("[<>&\x00-\x1f\ufffe\uffff]|^\\s|\\s$").search
_CHUNK = 500

Cell = str | int


def write_stream(
    path: Path,
    shell: Workbook,
    rows: Iterable[Sequence[Cell]],
    *,
    model_row: int,
    height: Callable[[Sequence[Cell]], float] | None = None,
) -> int:
    """Write `shell` with `rows` in place of its row `model_row`, whose cells give the styles. Returns how many rows.
    `height`: points for a row (not every program fits the height to wrapped text when it opens a file).

    The shell has one sheet, no merged cells below the model row, and at least one row of data is expected to look right
    (with none, the model row is left out). Text stays text: numbers of documents never become 4.40E+17.
    """
    source = io.BytesIO()
    shell.save(source)
    counted = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(name)
            if name != _SHEET:
                new.writestr(info, _timeless(content) if name == _CORE else content)
                continue
            # By name: the entry then takes the archive's quick compression, and the epoch as its time.
            with new.open(name, "w", force_zip64=True) as sheet:
                for chunk in _sheet(content.decode(), rows, model_row, height):
                    counted += chunk[1]
                    sheet.write(chunk[0].encode())
    return counted


def _timeless(core: bytes) -> bytes:
    """Creation and change times set to the epoch of the archive."""
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", core)


def _sheet(
    xml: str, rows: Iterable[Sequence[Cell]], model_row: int, height: Callable[[Sequence[Cell]], float] | None
) -> Iterator[tuple[str, int]]:
    """Pieces of the sheet with the number of data rows in each."""
    model = re.search(rf'<row r="{model_row}".*?</row>', xml, re.DOTALL)
    if model is None:
        raise ValueError(f"The shell has no row {model_row}.")
    styles = re.findall(r'<c r="[A-Z]+\d+"(?: s="(\d+)")?', model[0])
    heads = [
        (get_column_letter(number), f' s="{style}"' if style else "") for number, style in enumerate(styles, start=1)
    ]
    yield re.sub(r"<dimension [^>]*/>", "", xml[: model.start()]), 0
    number, piece = model_row, []
    for row in rows:
        tall = f' ht="{height(row):g}" customHeight="1"' if height else ""
        piece.append(_row(number, row, heads, tall))
        number += 1
        if len(piece) == _CHUNK:
            yield "".join(piece), len(piece)
            piece = []
    yield "".join(piece), len(piece)
    yield _shifted(xml[model.end() :], number - model_row - 1), 0


def _row(number: int, row: Sequence[Cell], heads: Sequence[tuple[str, str]], attributes: str) -> str:
    cells = []
    for (letter, style), value in zip(heads, row, strict=True):
        if isinstance(value, int):
            cells.append(f'<c r="{letter}{number}"{style}><v>{value}</v></c>')
        elif value:
            text = _with_care(value) if _NEEDS_CARE(value) else f"<t>{value}</t>"
            cells.append(f'<c r="{letter}{number}"{style} t="inlineStr"><is>{text}</is></c>')
        else:
            cells.append(f'<c r="{letter}{number}"{style}/>')
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def _with_care(value: str) -> str:
    """Markup escaped, what XML forbids left out, blanks and line breaks kept. Few cells need it."""
    return f'<t xml:space="preserve">{escape(_ILLEGAL.sub("", value))}</t>'


def _shifted(tail: str, by: int) -> str:
    """The rows after the model row, moved down."""
    end = tail.index("</sheetData>")
    foot = re.sub(r'(<row r=")(\d+)', lambda m: f"{m[1]}{int(m[2]) + by}", tail[:end])
    foot = re.sub(r'(<c r="[A-Z]+)(\d+)', lambda m: f"{m[1]}{int(m[2]) + by}", foot)
    return foot + tail[end:]

"""`export-xlsx`: rows of 20 columns with decrypted numbers and phones from the database into a workbook, by the two writers
of the product: the stream of the registers' lists and the styled one of the rosters.

The floor is rustpy-xlsxwriter on the same rows that lie ready in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.db import connection, transaction
from openpyxl import Workbook
from rustpy_xlsxwriter import FastExcel

from bench.apart import apart
from bench.figures import Figure, limit
from bench.population import Population
from bench.timing import seconds
from core.crypto import decrypt
from core.sheet_stream import write_stream
from core.sheets import write_xlsx

_ROWS, _SAMPLE = 200_000, 5_000
_HEADERS = (
    *(
        "姓名",
        "拼音",
        "性别",
        "出生日期",
        "民族",
        "婚姻",
        "学历",
        "政治面貌",
        "证号",
        "电话",
        "状态",
        "户籍地",
        "户籍地址",
    ),
    *("现住地", "现住地址", "首字母", "国籍", "来源", "记录人", "记录时刻"),
)
_SEALED = (8, 9)
_SQL = """
SELECT p.name, p.pinyin, p.sex, p.birth_date::text, p.ethnicity, p.marital_status, p.education, p.political_status,
       d.number, p.phone, p.status, p.hukou_area, p.hukou_address, p.living_area, p.living_address, p.initials,
       p.nationality, p.source, p.recorded_by, p.recorded_at::text
FROM residents_person p JOIN residents_identitydocument d ON d.person_id = p.id AND d.active
CROSS JOIN generate_series(1, %s) again ORDER BY again, p.id LIMIT %s
"""


def rows(population: int, wanted: int) -> Iterator[list[str]]:
    """So many rows, the people told again when there are fewer; read in pieces, sealed columns opened."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.itersize = 5000
        cursor.execute(_SQL, [wanted // max(1, population // 2) + 1, wanted])
        for found in cursor:
            row = list(found)
            for place in _SEALED:
                row[place] = decrypt(row[place]) if row[place] else ""
            yield row


def list_export(population: int, path: Path) -> int:
    return write_xlsx(path, sheet="居民", headers=_HEADERS, rows=rows(population, _ROWS))


def styled_export(population: int, path: Path) -> int:
    book = Workbook()
    book.active.append(list(_HEADERS))
    book.active.append(["文字"] * len(_HEADERS))
    return write_stream(path, book, rows(population, _ROWS), model_row=2)


def run(population: Population) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        floor, slow = _floors(population, path)
        yield from _figures("export-xlsx", list_export, population, path, floor, slow)
        yield from _figures("export-xlsx:styled", styled_export, population, path, floor, slow)


def _floors(population: Population, path: Path) -> tuple[float, float]:
    """Cells a second of the quick writer on rows in memory, and of openpyxl on a few of them."""
    ready = [dict(zip(_HEADERS, row, strict=True)) for row in rows(population.residents, _ROWS)]
    sample = [list(row.values()) for row in ready[:_SAMPLE]]
    quick = seconds(lambda: FastExcel(str(path)).sheet("居民", ready).save())
    return _rate(len(ready), quick), _rate(_SAMPLE, seconds(lambda: _openpyxl(path, sample)))


def _figures(
    name: str, act: Callable[[int, Path], int], population: Population, path: Path, floor: float, slow: float
) -> Iterator[Figure]:
    taken = apart(act, population.residents, path)
    rate = _rate(taken.result, taken.seconds)
    goal = f"≥ 60% of the floor; ≥ 4× openpyxl ({slow:,.0f})"
    yield Figure(
        name,
        round(rate),
        "cells/s",
        goal,
        rate >= 0.6 * floor and rate >= 4 * slow,
        round(floor),
        round(rate / floor, 2),
    )
    yield limit(
        f"{name}:memory", round(taken.megabytes, 1), "MB", at_most=150, words="≤ 150 MB beyond the process at rest"
    )


def _rate(count: int, taken: float) -> float:
    return count * len(_HEADERS) / taken


def _openpyxl(path: Path, sample: Sequence[Sequence[str]]) -> None:
    book = Workbook()
    for row in sample:
        book.active.append(row)
    book.save(path)

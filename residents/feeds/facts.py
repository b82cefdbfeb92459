"""What a row says of a person in two places must agree (D11, D18); what it leaves out is taken from the number."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from core.domain.dates import NOTE_MONTH
from core.imports.feed import Check, Fix, Row
from residents.domain.id_number import birth_date
from residents.domain.names import NOTE_TEMPORARY
from residents.domain.number_reading import NumberReading, disagreements

FILE_DATE = "data_date"


def person_facts(row: Row) -> None:
    """Number, sex and birth date of a row (`number`, `sex`, `birth_date` in its values)."""
    v = row.values
    v["temporary_name"] = any(fix.reason == NOTE_TEMPORARY for fix in row.fixes)
    if not v["number"]:
        return
    reading = NumberReading(v["number"], (), None, v["number"], "resident")
    born, said = birth_date(v["number"]), v["birth_date"]
    by_month = said and any(fix.column == "出生日期" and fix.reason == NOTE_MONTH for fix in row.fixes)
    if by_month and born and (said.year, said.month) == (born.year, born.month):
        said = born
    for problem in disagreements(reading, sex=v["sex"], birth=said):
        row.note_problem("性别" if problem.code == "sex_disagrees" else "出生日期", problem)
    if not v["sex"] or row.decided:
        v["sex"] = reading.sex  # the number is believed once a person has looked
    v["birth_date"] = born or said


def prepare_file_date(rows: list[Row], check: Check) -> None:
    """The day the file is true for: the one most rows give. A full file is true for one day."""
    days = Counter(row.values[FILE_DATE] for row in rows if row.values.get(FILE_DATE))
    if days:
        check.memory["file_date"] = days.most_common(1)[0][0]


def file_date(row: Row, check: Check) -> dt.date:
    """The row's own day, else the file's, else today; writes it into the row."""
    v = row.values
    if not v.get(FILE_DATE):
        v[FILE_DATE] = check.memory.get("file_date", check.today)
        if not any(finding.column == "数据日期" for finding in row.findings):
            row.fixes.append(Fix("数据日期", f"没有填，按本表的 {v[FILE_DATE].isoformat()}"))
    day: dt.date = v[FILE_DATE]
    return day

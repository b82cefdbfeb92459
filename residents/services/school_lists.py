"""After a term's list of pupils: children who must be at school and are found nowhere (控辍保学, handbook §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core.parameters import read
from core.telling import emit_selected
from residents.domain import schooling as rule
from residents.parameters import COMPARE_AUTUMN, COMPARE_SPRING, SCHOOL_AGE, SCHOOL_CUT_OFF
from residents.selectors.schooling import MISSING, compulsory_births, missing_params

MISSING_EVENT = "person.not_in_school"


def compares_on(day: dt.date, area: str) -> dt.date | None:
    """The day of this term from which a list is compared with the base; None while the parameter is 待确认."""
    begins = rule.term_begins(day)
    key = COMPARE_AUTUMN.key if begins.month == rule.SCHOOL_YEAR_BEGINS[0] else COMPARE_SPRING.key
    value = read(key, on=day, area=area).value
    if value is None:
        return None
    month, date = (int(part) for part in value.split("-"))
    return dt.date(begins.year, month, date)


def school_births(day: dt.date, area: str) -> tuple[dt.date, dt.date] | None:
    """Birth dates of those who must be at school on a day, by the parameters of the area; None while one is 待确认."""
    age, cut_off = (read(key, on=day, area=area).value for key in (SCHOOL_AGE.key, SCHOOL_CUT_OFF.key))
    if age is None or cut_off is None:
        return None
    month, date = (int(part) for part in cut_off.split("-"))
    return compulsory_births(day, age=age, cut_off=(month, date))


def tell_missing(areas: Sequence[str], *, on: dt.date, source: str, by: Any) -> int:
    """Tell person.not_in_school of every child of these communities who is found nowhere; once a term. Returns how many.

    Set-based; in the caller's transaction, past the second wall like the import that calls it.
    """
    births = school_births(on, areas[0])
    if births is None:
        return 0
    term = rule.term_begins(on)
    params = {**missing_params(areas, on, births), "term": f"{term:%Y-%m}"}
    select = (
        "SELECT one.person_id, one.area, %(day)s::date AS day, one.person_id || ':' || %(term)s AS key,"
        f" jsonb_build_object('term', %(term)s::text) AS payload FROM ({MISSING}) one"
    )
    return emit_selected(MISSING_EVENT, select, params, source=source, by=by.username)

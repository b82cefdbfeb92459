"""After a term's list of pupils: children who must be at school and are found nowhere (控辍保学, handbook §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from core import clock
from core.imports.surveys import KeptSurvey, kept_surveys, waits_no_longer
from core.parameters import read
from core.scope import as_system
from core.telling import emit_selected
from residents.domain import schooling as rule
from residents.parameters import COMPARE_AUTUMN, COMPARE_SPRING, SCHOOL_AGE, SCHOOL_CUT_OFF
from residents.selectors.schooling import MISSING, compulsory_births, missing_params

MISSING_EVENT: Final = "person.not_in_school"
BY: Final = "system"


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


def tell_missing(areas: Sequence[str], *, on: dt.date, list_of: dt.date, source: str, by: str) -> int:
    """Tell person.not_in_school of every child of these communities who is found nowhere on a day; once a term. Returns how many.

    `list_of`: the day of the list that does not name them. Set-based; in the caller's transaction, past the second wall like the
    import that calls it.
    """
    births = school_births(on, areas[0])
    if births is None:
        return 0
    term = rule.term_begins(on)
    params = {**missing_params(areas, on, births), "term": f"{term:%Y-%m}", "list": list_of.isoformat()}
    select = (
        "SELECT one.person_id, one.area, %(day)s::date AS day, one.person_id || ':' || %(term)s AS key,"
        f" jsonb_build_object('term', %(term)s::text, 'list', %(list)s::text) AS payload FROM ({MISSING}) one"
    )
    return emit_selected(MISSING_EVENT, select, params, source=source, by=by)


def compare_waiting_lists(*, on: dt.date) -> int:
    """By night: lists of this term that came before the day of comparing are compared once that day has come. Returns how many
    children were told of.

    A community is compared once a term, by its newest list; nights that were missed are caught up with by the next one.
    """
    told, done = 0, []
    term = rule.term_begins(on)
    with as_system("lists of pupils cover the district; whoever reads the events filters by area"):
        compared: set[str] = set()
        for kept in _lists_of_term(term):
            areas = sorted(set(kept.said["areas"]) - compared)
            if kept.waits and areas:
                if not _day_has_come(on, areas[0]):
                    continue
                list_of = dt.date.fromisoformat(kept.said["on"])
                told += tell_missing(areas, on=on, list_of=list_of, source=kept.source, by=BY)
            if kept.waits:
                done.append(kept.batch)
            compared.update(areas)
        waits_no_longer(done)
    return told


def _lists_of_term(term: dt.date) -> list[KeptSurvey]:
    """The newest list first."""
    begins = dt.datetime.combine(term, dt.time(), clock.SHANGHAI)
    lists = [kept for kept in kept_surveys("JY01", since=begins) if kept.said.get("areas")]
    own = [kept for kept in lists if rule.term_begins(dt.date.fromisoformat(kept.said["on"])) == term]
    return sorted(own, key=lambda kept: (kept.said["on"], kept.batch), reverse=True)


def _day_has_come(on: dt.date, area: str) -> bool:
    """False too while the day, or who must be at school, is 待确认."""
    day = compares_on(on, area)
    return day is not None and on >= day and school_births(on, area) is not None

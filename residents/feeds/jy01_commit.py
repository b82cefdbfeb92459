"""A term's pupils enter the base; then the list is laid beside the children of compulsory age whom it should name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from core.imports.feed import Check, Commit, Kept, Row, Undo
from core.imports.surveys import LATER
from core.outbox import void_told_by
from residents.domain import schooling as rule
from residents.feeds.undo import undo
from residents.models import Schooling
from residents.selectors.schooling import cover_of, missing_count
from residents.services.school_lists import compares_on, school_births, tell_missing
from residents.services.schooling import NewSchooling, record_schooling

FEED = "JY01"
WHY = "教育局在校学生名单"


def fact_of(row: Row, current: Schooling | None, *, source: str) -> NewSchooling:
    """What a row says of its pupil, and since when: a place at school is held for the school year, everything else since the list."""
    v = row.values
    day: dt.date = v["data_date"]
    since = day
    if v["state"] in (rule.ENROLLED, rule.AT_HOME) and (current is None or current.state == v["state"]):
        since = rule.year_begins(rule.school_year(day))
        if current is not None:
            since = max(since, current.during.lower)
    elif current is not None and current.state == v["state"]:
        since = current.during.lower
    return NewSchooling(
        row.person_id or 0,
        v["state"],
        since,
        source,
        school=v.get("school") or "",
        class_name=v["class_name"] or "",
        grade=v["grade"],
        student_no=v["student_no"] or "",
        confirmed_on=day,
    )


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        record_schooling([_fact(row, batch) for row in rows], by=batch.by, why=WHY)


def _fact(row: Row, batch: Commit) -> NewSchooling:
    v = row.values
    assert row.person_id is not None, "only rows about a child of the base are accepted"
    return NewSchooling(
        row.person_id,
        v["state"],
        v["since"],
        batch.row_source(row),
        school=v.get("school") or "",
        class_name=v["class_name"] or "",
        grade=v["grade"],
        student_no=v["student_no"] or "",
        confirmed_on=v["data_date"],
    )


def survey(batch_id: int, check: Check) -> dict[str, Any]:
    """Kept with the batch: the day, the communities it speaks of, and the words of the preview. A list from before the day of
    comparing waits for the night of that day (services/school_lists.py).
    """
    on: dt.date = check.memory.get("file_date", check.today)
    cover = cover_of(batch_id)
    if not cover.areas:
        return {}
    births, compared = school_births(on, cover.areas[0]), compares_on(on, cover.areas[0])
    said: dict[str, Any] = {"on": on.isoformat(), "areas": cover.areas}
    if births is None or compared is None:
        words = "比对日或入学年龄的参数待确认，先入库；参数确认以后，到了比对日的夜里比对谁没有上学。"
        return {**said, LATER: True, "words": [words]}
    left_out = missing_count(cover.areas, on, births, but_of=batch_id)
    words = f"名单说到 {len(cover.areas)} 个社区 {cover.pupils:,} 名学生；"
    words += f"这些社区里另有 {left_out:,} 个该上学的孩子，名单和底册里都没有入学"
    if on < compared:
        words += f"。比对日是 {compared}，这一份较早：先入库，到了那天夜里比对，还没有入学的再派人上门。"
        return {**said, LATER: True, "missing": left_out, "words": [words]}
    words += "，入库后逐个上门核实。" if left_out else "。"
    return {**said, "missing": left_out, "words": [words]}


def conclude(batch: Commit) -> None:
    """After all rows are in: a child found nowhere is told of once a term, and a duty visits."""
    kept = batch.survey
    if kept and kept.get("areas") and not kept.get(LATER):
        on = dt.date.fromisoformat(kept["on"])
        tell_missing(kept["areas"], on=on, list_of=on, source=batch.source, by=batch.by.username)


def undo_list(what: Undo) -> list[Kept]:
    """The batch, and what it told of children whom it did not name."""
    kept = undo(what)
    void_told_by(what.source)
    return kept

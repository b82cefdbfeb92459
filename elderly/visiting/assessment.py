"""The assessment forms: at a door or at a desk, kept on the phone, sent once; offered where a result runs out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.urls import reverse

from core import clock
from core.errors import UserError
from core.ui.formats import full_years
from elderly.domain import assessment_ability as ability
from elderly.domain import assessment_selfcare as selfcare
from elderly.domain import assessment_tcm as tcm
from elderly.domain.assessment import OLD, Given
from elderly.domain.assessment_words import (
    ABILITY,
    FIRST,
    INFORMANTS,
    PLACES,
    REASONS,
    SCALES,
    SELFCARE,
    SOURCES,
    YEARLY,
)
from elderly.selectors.assessments import due_among, standing_of
from elderly.services.assessments import ASSESS, NewAssessment, record_assessment
from lifecycle.visiting.forms import DoorForm, Filled, Offer, Opened, Stored, door_forms

KEY = "assessment"
ITEM, EVENT = "item.", "event."
_YES_NO = (("yes", "是"), ("no", "否"))
_TIMES = tuple((str(n), f"{n} 次" if n < 3 else "3 次或更多") for n in range(4))


def questions_of(scale: str) -> list[dict[str, Any]]:
    """Every item as the form shows it: name of the field, dimension, words, options. Points are not shown: nobody is led."""
    if scale == ABILITY:
        return [
            {"name": f"{ITEM}{item.code}", "part": part.name, "label": item.name, "options": item.options}
            for part in ability.dimensions()
            for item in part.items
        ]
    if scale == SELFCARE:
        options = tuple(selfcare.OPTIONS.items())
        return [
            {"name": f"{ITEM}{item.key}", "part": "", "label": item.name, "options": options}
            for item in selfcare.items().values()
        ]
    answers = tuple((number, words) for number, words in tcm.ANSWERS.items())
    return [
        {"name": f"{ITEM}{number}", "part": f"第 {number} 题", "label": words, "options": answers}
        for number, words in tcm.questions().items()
    ]


def contexts(opened: Sequence[Opened]) -> list[dict[str, Any] | None]:
    """None for a scale that nobody knows, for the dead and for whoever is not old."""
    known = standing_of({one.door.person_id for one in opened})
    return [_context(one, (one.door.person_id, one.about) in known) for one in opened]


def _context(one: Opened, again: bool) -> dict[str, Any] | None:
    door = one.door
    young = door.birth_date is not None and full_years(door.birth_date, one.on) < OLD
    if one.about not in SCALES or not door.living or young:
        return None
    return {
        "scale": one.about,
        "title": SCALES[one.about],
        "standard": SOURCES[one.about],
        "questions": questions_of(one.about),
        "ability": one.about == ABILITY,
        "reasons": REASONS,
        "reason": YEARLY if again else FIRST,
        "places": PLACES,
        "informants": INFORMANTS,
        "events": [(f"{EVENT}{key}", words) for key, words in ability.EVENTS.items()],
        "times": _TIMES,
        "yes_no": _YES_NO,
    }


def store(filled: Filled) -> Stored:
    """Score and record. A field at fault is named as the form names it."""
    recorded = record_assessment(
        NewAssessment(
            client_uid=filled.client_uid,
            person_uid=filled.person_uid,
            scale=filled.about,
            given=_given(filled),
            assessed_on=filled.filled_at.astimezone(clock.SHANGHAI).date(),
            reason=filled.value("reason"),
            place=filled.value("place"),
            informant=filled.value("informant"),
            informant_name=filled.value("informant_name"),
            second=filled.value("second"),
            note=filled.value("note"),
            anyway=filled.anyway,
            source=f"desk:{filled.by.username}",
        ),
        by=filled.by,
    )
    title = SCALES[recorded.row.scale]
    return Stored(reverse("assessment", args=[recorded.row.uid]), f"{title}存好了。", recorded.again)


def _given(filled: Filled) -> Given:
    answers = {
        name.removeprefix(ITEM): filled.value(name)
        for name in filled.values
        if name.startswith(ITEM) and filled.value(name)
    }
    if filled.about != ABILITY:
        return Given(answers)
    for name, words in (("coma", "现在昏迷吗"), ("diagnosis", "确诊过痴呆或精神障碍吗")):
        if filled.value(name) not in dict(_YES_NO):
            raise UserError(f"「{words}」还没有答。", field=name, remedy="选是或否。")
    events = {key: _times(words, filled.value(f"{EVENT}{key}")) for key, words in ability.EVENTS.items()}
    risks = ability.Risks(filled.value("coma") == "yes", filled.value("diagnosis") == "yes", events)
    return Given(answers, risks)


def _times(words: str, text: str) -> int:
    if not text.isdigit():
        raise UserError(f"「{words}」近 30 天有几次还没有填。", field=words, remedy="没有发生过的填 0 次。")
    return int(text)


def offered(people: Collection[int], on: dt.date) -> dict[int, list[Offer]]:
    """Whose result runs out or has run out, and whose state has changed since."""
    found: dict[int, list[Offer]] = {}
    for due in due_among(people, on=on):
        found.setdefault(due.person_id, []).append(Offer(f"{SCALES[due.scale]}{due.words}", due.tone, due.scale))
    return found


door_forms.register(
    DoorForm(
        KEY,
        "评估",
        "clipboard-list",
        ASSESS,
        "elderly/assessments/form.html",
        contexts,
        store,
        offered,
        done="评完，存好",
        order=20,
    )
)

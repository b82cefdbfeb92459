"""The survey of a home for an aid case: filled in there, with or without a signal, by two people (社会救助法 第四十三条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from aid.domain.case_states import State
from aid.domain.law import AID_KINDS
from aid.domain.survey import QUESTIONS, in_words
from aid.selectors.case_survey import surveyed_as, to_survey, to_survey_at
from aid.services.case_findings import VERDICTS, record_survey
from core.errors import Conflict, UserError
from lifecycle.visiting.forms import DoorForm, Filled, Offer, Opened, Stored, door_forms

KEY = "aid-survey"


def contexts(opened: Sequence[Opened]) -> list[Mapping[str, Any] | None]:
    """None for a case that waits for no visit, or is not this person's."""
    cases = to_survey({one.about for one in opened})
    found: list[Mapping[str, Any] | None] = []
    for one in opened:
        case = cases.get(one.about)
        fits = case is not None and one.door.person_id == case.applicant_id
        found.append(
            {
                "title": f"{AID_KINDS[case.kind].title}入户调查",
                "number": case.number,
                "questions": QUESTIONS,
                "verdicts": VERDICTS.items(),
            }
            if fits and case is not None
            else None
        )
    return found


def store(filled: Filled) -> Stored:
    """The finding of the case; the same form sent again answers with what was stored."""
    case = UUID(filled.about)
    url = reverse("aid-case", args=[case])
    if surveyed_as(filled.client_uid):
        return Stored(url, "入户调查已经存好了。", again=True)
    if str(case) not in to_survey({filled.about}):
        raise Conflict("这件救助现在不等入户了，可能同事已经登记过。", remedy="请打开这件救助看最新的情况。")
    partner = filled.value("partner")
    if not partner:
        raise UserError("请写和你一起入户的人。", field="partner", remedy="入户调查要两人以上。")
    record_survey(
        case,
        on=filled.filled_at.date(),
        who=[filled.by.display_name, *partner.replace("，", "、").replace(",", "、").split("、")],
        verdict=filled.value("verdict"),
        words=in_words({name: filled.value(name) for name, _, _ in QUESTIONS}, filled.value("words")),
        by=filled.by,
        uid_of_form=filled.client_uid,
    )
    return Stored(url, "入户调查存好了，等街道审核。")


def offered(people: Collection[int], _on: dt.date) -> Mapping[int, Sequence[Offer]]:
    """Applicants whose homes wait for the visit."""
    return {
        person: [Offer(f"{AID_KINDS[kind].title}：{State.SURVEYING.title}", "a", str(uid))]
        for person, (kind, uid) in to_survey_at(people).items()
    }


door_forms.register(
    DoorForm(
        KEY, "救助入户调查", "home-search", "aid.assist", "aid/survey/form.html", contexts, store, offered, order=60
    )
)

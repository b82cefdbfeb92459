"""An assessment is recorded once, by two who looked; a later one takes its place, a wrong one is voided and stays readable."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.selectors.users import names_of
from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from core.outbox import NewEvent, Subject, emit
from core.parameters import read_many
from core.ui.formats import full_years
from elderly.domain.assessment import OLD, Given, score, valid_until
from elderly.domain.assessment_words import ABILITY, INFORMANTS, PLACES, REASONS, SCALES
from elderly.models import Assessment
from elderly.parameters.assessment import ASSESSORS, BOTH_STEPS, VALID_MONTHS
from residents.services.access import locked_person, must_live

ASSESSED = "person.assessed"
ASSESS = "elder.assess"
_NAME_MOST, _NOTE_MOST = 60, 500


@dataclass(frozen=True)
class NewAssessment:
    """An assessment as a form or a program sends it. `second`: the other assessor's name; `anyway`: kept beside one of the same day."""

    client_uid: UUID
    person_uid: UUID
    scale: str
    given: Given
    assessed_on: dt.date
    reason: str
    place: str
    informant: str
    source: str
    informant_name: str = ""
    second: str = ""
    note: str = ""
    anyway: bool = False


@dataclass(frozen=True)
class Recorded:
    """The assessment; `again`: it was recorded before, nothing was written."""

    row: Assessment
    again: bool = False


@dataclass(frozen=True)
class _Numbers:
    months: int | None = None
    assessors: int | None = None
    both: int | None = None


def record_assessment(new: NewAssessment, *, by: Any) -> Recorded:
    """Write an assessment. The same `client_uid` again answers with what was recorded.

    Raises UserError (with the field at fault), NotFound, Conflict when one of the scale and day stands already and `anyway` is not said.
    """
    with acting(by=by.username, why=SCALES.get(new.scale, "能力评估"), source=new.source):
        person = locked_person(new.person_uid, by=by, permission=ASSESS)
        if known := Assessment.objects.filter(client_uid=new.client_uid).first():
            if known.assessor != by.username:
                raise NotFound("没有这次评估，或者不在你的范围里。")
            return Recorded(known, True)
        area = person.living_area or person.hukou_area
        _may_be_assessed(person, new)
        numbers = _numbers(area, new.assessed_on)
        second = _second(new, by, numbers.assessors)
        _nobody_was_quicker(person.pk, new)
        scored = score(new.scale, new.given, steps_when_both=numbers.both)
        row = Assessment.objects.create(
            client_uid=new.client_uid,
            person=person,
            area_code=area,
            scale=new.scale,
            assessed_on=new.assessed_on,
            level=scored.level,
            score=scored.score,
            answers=json.dumps(dict(new.given.answers)),
            risks=json.dumps(_risks(new)) if new.scale == ABILITY else "",
            workings=json.dumps(dict(scored.workings), ensure_ascii=False),
            reason=_choice("reason", "为什么评", new.reason, REASONS),
            place=_choice("place", "在哪里评", new.place, PLACES),
            informant=_choice("informant", "谁提供信息", new.informant, INFORMANTS),
            informant_name=new.informant_name.strip()[:_NAME_MOST],
            assessor=by.username,
            second_name=second,
            second_user=second if second in names_of([second]) else "",
            note=new.note.strip()[:_NOTE_MOST],
            valid_until=valid_until(new.assessed_on, numbers.months),
            standing=False,
            recorded_at=clock.now(),
            source=new.source,
        )
        _stand(person.pk, new.scale)
        row.refresh_from_db()
        _tell(row, by)
        return Recorded(row)


def void_assessment(uid: UUID, *, reason: str, by: Any) -> Assessment:
    """Declare an assessment wrong; the one before it counts again. UserError without a reason, Conflict when it is void already."""
    why = reason.strip()[:200]
    if not why:
        raise UserError("没有写为什么作废。", field="reason", remedy="例如：评错了人。")
    with acting(by=by.username, why=f"评估作废：{why}"[:120], source=f"assessment:{uid}"):
        row = Assessment.objects.select_for_update().filter(by.scope(ASSESS).q("area_code"), uid=uid).first()
        if row is None:
            raise NotFound("没有这次评估，或者不在你的范围里。")
        if row.voided_at:
            raise Conflict("这次评估已经作废了。", remedy="刷新后看结果。")
        row.voided_at, row.voided_by, row.void_reason, row.standing = clock.now(), by.username, why, False
        row.save(update_fields=["voided_at", "voided_by", "void_reason", "standing"])
        _stand(row.person_id, row.scale)
        _tell(row, by)
        return row


def _stand(person_id: int, scale: str) -> None:
    """The latest that nobody voided counts, and no other."""
    rows = Assessment.objects.filter(person_id=person_id, scale=scale)
    latest = (
        rows.filter(voided_at=None).order_by("-assessed_on", "-recorded_at", "-id").values_list("pk", flat=True).first()
    )
    rows.filter(standing=True).exclude(pk__in=[latest]).update(standing=False)
    rows.filter(pk__in=[latest], standing=False).update(standing=True)


def _tell(row: Assessment, by: Any) -> None:
    payload = {"scale": row.scale, "level": row.level, "assessment": str(row.uid), "voided": row.voided_at is not None}
    on = clock.today() if row.voided_at else row.assessed_on
    key = f"assessment:{row.uid}{':void' if row.voided_at else ''}"
    about = (Subject(row.person_id, "subject", row.area_code),)
    emit(NewEvent(ASSESSED, on, about, f"desk:{by.username}", key, payload=payload), by=by.username)


def _may_be_assessed(person: Any, new: NewAssessment) -> None:
    if new.scale not in SCALES:
        raise UserError(f"没有“{new.scale}”这种量表。", field="scale", remedy=f"可选 {'、'.join(SCALES)}。")
    must_live([person], "评估")
    today = clock.today()
    if new.assessed_on > today:
        raise UserError("评估日期在今天之后。", field="assessed_on", remedy="请核对日期。")
    if person.birth_date and full_years(person.birth_date, new.assessed_on) < OLD:
        raise UserError(f"{person.name}那天还不满 {OLD} 周岁。", field="assessed_on", remedy="这几种量表只用于老年人。")


def _second(new: NewAssessment, by: Any, needed: int | None) -> str:
    """The other assessor: needed for GB/T 42195, and never the one who signs in."""
    second = " ".join(new.second.split())[:_NAME_MOST]
    if second and second in (by.username, by.name):
        raise UserError("另一位评估员不能是你自己。", field="second", remedy="写一起去的那一位。")
    if new.scale == ABILITY and (needed or 0) > 1 and not second:
        raise UserError(
            f"能力评估要至少 {needed} 名评估员，还没有写另一位。", field="second", remedy="写一起去的那一位的姓名。"
        )
    return second


def _nobody_was_quicker(person_id: int, new: NewAssessment) -> None:
    same = Assessment.objects.filter(person_id=person_id, scale=new.scale, assessed_on=new.assessed_on, voided_at=None)
    row = same.order_by("-recorded_at").first()
    if row is None or new.anyway:
        return
    who = names_of([row.assessor]).get(row.assessor, row.assessor)
    day = "今天" if new.assessed_on == clock.today() else f"{new.assessed_on:%m-%d} 那天"
    raise Conflict(
        f"已有人在{day}做过这份评估：{who}，{row.recorded_at.astimezone(clock.SHANGHAI):%H:%M} 存的。",
        field="assessed_on",
        remedy="两份都要留的，点「也留下这一份」，后存的一份算数。",
    )


def _risks(new: NewAssessment) -> dict[str, Any]:
    risks = new.given.risks
    return {"coma": risks.coma, "diagnosis": risks.diagnosis, "events": dict(risks.events)}


def _numbers(area: str, on: dt.date) -> _Numbers:
    read = read_many([VALID_MONTHS.key, ASSESSORS.key, BOTH_STEPS.key], on=on, area=area)
    return _Numbers(*(read[one.key].value for one in (VALID_MONTHS, ASSESSORS, BOTH_STEPS)))


def _choice(name: str, label: str, value: str, words: Mapping[str, str]) -> str:
    if value not in words:
        raise UserError(f"「{label}」还没有选。", field=name, remedy=f"可选{'、'.join(words.values())}。")
    return value

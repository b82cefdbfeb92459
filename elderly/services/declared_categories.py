"""Groups that an office declares with its evidence, and groups of the base that it contests with a reason."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, UserError
from core.scope import as_system
from elderly.domain.categories import OLD, categories, name_of
from elderly.models import CategoryContest, ElderCategory
from elderly.services.care import settle
from residents.domain.ages import has_turned
from residents.services.access import locked_person, must_live

EDIT = "elder.edit"
_WALL = "the person was found inside the scope; what follows may touch the visits of another community"


def declare(person_uid: UUID, code: str, *, evidence: str, by: Any) -> None:
    """From today on somebody belongs to a group, on this evidence. Raises UserError, NotFound, Conflict when they do already."""
    today = clock.today()
    words = _said(evidence, "evidence", "依据")
    with acting(by=by.username, why=f"认定{_name(code)}", source=f"desk:{by.username}"):
        person = locked_person(person_uid, by=by, permission=EDIT)
        must_live([person], "认定")
        if person.birth_date is None or not has_turned(person.birth_date, OLD, today):
            raise UserError(f"{person.name}未满 {OLD} 周岁。", field="code", remedy="请核对出生日期。")
        rows = ElderCategory.objects.filter(person=person, code=code, during__contains=today)
        if rows.filter(derived=False).exists():
            raise Conflict(f"已经认定为{name_of(code)}。", field="code")
        with as_system(_WALL):
            _give_way(rows.filter(derived=True), today)
            _end_contests(person.pk, code, today)
            ElderCategory.objects.create(
                person=person,
                code=code,
                during=(today, None),
                derived=False,
                evidence=words,
                **_recorded(by, "人工认定"),
            )
            settle([person.pk], by=by, on=today, cause=f"认定{name_of(code)}")


def end_declared(line_id: int, *, reason: str, by: Any) -> None:
    """From today on a declared group no longer holds. Raises UserError when it is told by the base: that is contested instead."""
    today = clock.today()
    words = _said(reason, "reason", "理由")
    row = ElderCategory.objects.filter(pk=line_id, during__contains=today).select_related("person").first()
    if row is None:
        raise Conflict("这一项已经结束。", remedy="请刷新看最新的。")
    if row.derived:
        raise UserError("这一项由底册推出，不能直接结束。", remedy="请改底册，或者用「不采用」写明理由。")
    with acting(by=by.username, why=words[:120], source=f"desk:{by.username}"):
        person = locked_person(row.person.uid, by=by, permission=EDIT)
        with as_system(_WALL):
            _give_way(ElderCategory.objects.filter(pk=row.pk), today)
            settle([person.pk], by=by, on=today, cause=f"不再认定{name_of(row.code)}")


def contest(person_uid: UUID, code: str, *, reason: str, by: Any) -> None:
    """From today on what the base tells is not accepted, for this reason. Raises UserError, NotFound, Conflict."""
    today = clock.today()
    words = _said(reason, "reason", "理由")
    with acting(by=by.username, why=f"不采用{_name(code)}", source=f"desk:{by.username}"):
        person = locked_person(person_uid, by=by, permission=EDIT)
        if not ElderCategory.objects.filter(person=person, code=code, derived=True, during__contains=today).exists():
            raise Conflict(f"底册现在没有推出{name_of(code)}。", remedy="请刷新看最新的。")
        with as_system(_WALL):
            CategoryContest.objects.create(
                person=person, code=code, during=(today, None), reason=words, **_recorded(by, "不采用")
            )
            settle([person.pk], by=by, on=today, cause=f"不采用{name_of(code)}")


def accept_again(person_uid: UUID, code: str, *, by: Any) -> None:
    """What was contested counts again from today."""
    today = clock.today()
    with acting(by=by.username, why=f"恢复采用{_name(code)}", source=f"desk:{by.username}"):
        person = locked_person(person_uid, by=by, permission=EDIT)
        with as_system(_WALL):
            _end_contests(person.pk, code, today)
            settle([person.pk], by=by, on=today, cause=f"恢复采用{name_of(code)}")


def _give_way(rows: Any, on: dt.date) -> None:
    """End rows today; one that began today never held."""
    for row in rows:
        if row.during.lower >= on:
            row.delete()
        else:
            row.during = (row.during.lower, on)
            row.save(update_fields=["during"])


def _end_contests(person: int, code: str, on: dt.date) -> None:
    _give_way(CategoryContest.objects.filter(person_id=person, code=code, during__contains=on), on)


def _recorded(by: Any, why: str) -> dict[str, Any]:
    return {"recorded_at": clock.now(), "recorded_by": by.username, "source": f"desk:{by.username}", "why": why}


def _said(text: str, field: str, noun: str) -> str:
    words = text.strip()
    if not words:
        raise UserError(f"要写{noun}。", field=field, remedy="一句话就行，例如：子女都在深圳，一年回来一次。")
    return words[:500]


def _name(code: str) -> str:
    if code not in categories():
        raise UserError("没有这一类。", field="code", remedy="请从列表里选。")
    return name_of(code)

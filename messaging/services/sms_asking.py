"""Ask for messages: `send_sms`. It writes what is wanted, once for each key, and says at once what will not go and why.

Nothing leaves here: a worker sends what is queued (services/sms_sending.py).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from core import clock
from core.audit import acting
from core.crypto import digest
from messaging.declaration import Recipient, address_book
from messaging.domain.segments import segments
from messaging.domain.sms_states import RECALLABLE, State
from messaging.domain.wording import fill, trouble_with
from messaging.models import Sms, SmsBatch, SmsTemplate
from messaging.models.sms import TemplateState, Whose
from messaging.selectors.silence import silent_words
from messaging.services.sms_templates import templates

NO_PHONE, DEAD, TWICE, SAME_HOME = "没有登记电话", "已去世", "同一号码已有同样内容的一条", "同一户已有一条"


@dataclass(frozen=True, slots=True)
class NewSms:
    """A message that is wanted.

    `key`: what makes it the same message (subject and period); asked for again, nothing happens. `person`: whom it is about.
    `whose`: "self" for the person's own number, "guardian" for the guardian's, "contact" for `phone`, a number registered for this
    purpose. `cause`: what it comes from (`event:12`, `task:<uid>`, `alarm:<uid>`).
    """

    template: str
    key: str
    area: str
    person: int | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    whose: str = Whose.OWN.value
    phone: str = ""
    cause: str = ""


def send_sms(messages: Sequence[NewSms], *, by: str, why: str, batch: SmsBatch | None = None) -> dict[str, int]:
    """Ask for messages; returns {key: id of the message}. Those of a batch wait as drafts until it is approved.

    A message that must not or cannot go is kept too, with the reason (`state` suppressed, or held when a person can mend it).
    """
    wanted = {one.key: one for one in messages}
    made = dict(Sms.objects.filter(key__in=wanted).values_list("key", "pk"))
    new = [one for key, one in wanted.items() if key not in made]
    if not new:
        return made
    texts = templates(one.template for one in new)
    rows = _judge(_addressed(new, texts), texts, batch)
    with acting(by=by, why=why):
        for row in rows:
            row.requested_by, row.batch = by, batch
        Sms.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return dict(Sms.objects.filter(key__in=wanted).values_list("key", "pk"))


def call_back(keys: Iterable[str], *, by: str, why: str) -> dict[str, bool]:
    """What caused them is void: unsent messages stay unsent. {key: was it still in time}."""
    wanted = list(keys)
    with acting(by=by, why=why):
        rows = dict(Sms.objects.select_for_update().filter(key__in=wanted).values_list("key", "state"))
        stopped = [key for key, state in rows.items() if state in RECALLABLE]
        Sms.objects.filter(key__in=stopped).update(state=State.SUPPRESSED, reason=why[:200])
    return {key: key in stopped or state == State.SUPPRESSED for key, state in rows.items()}


@dataclass(frozen=True, slots=True)
class _Addressed:
    """A wanted message with the number it would go to, whose that is, and what is in its way already."""

    asked: NewSms
    phone: str
    mark: bytes | None
    household: int | None
    trouble: str


def _addressed(new: Sequence[NewSms], texts: Mapping[str, SmsTemplate]) -> list[_Addressed]:
    """Numbers for all of them: one look into the address book, a second for guardians."""
    book, today = address_book(), clock.today()
    people = {one.person for one in new if one.person is not None}
    wards = {one.person for one in new if one.whose == Whose.GUARDIAN and one.person is not None}
    guardians = book.guardians(wards, today) if wards else {}
    known = book.find(people | {guardian for found in guardians.values() for guardian in found})
    return [_address(one, known, guardians) for one in new]


def _address(one: NewSms, known: Mapping[int, Recipient], guardians: Mapping[int, Sequence[int]]) -> _Addressed:
    about = known.get(one.person) if one.person is not None else None
    phone, trouble = one.phone, ""
    if one.whose == Whose.OWN:
        phone, trouble = (about.phone, "" if about.living else DEAD) if about else ("", "")
    elif one.whose == Whose.GUARDIAN and one.person is not None:
        holders = [known[pk] for pk in guardians.get(one.person, ()) if pk in known]
        phone = next((holder.phone for holder in holders if holder.living and holder.phone), "")
    mark = digest(phone, "phone") if phone else None
    return _Addressed(one, phone, mark, about.household if about else None, trouble or ("" if phone else NO_PHONE))


def _judge(addressed: Sequence[_Addressed], texts: Mapping[str, SmsTemplate], batch: SmsBatch | None) -> list[Sms]:
    """The rows: state and reason of each."""
    silent = silent_words(
        [(one.asked.person if one.asked.whose == Whose.OWN else None, one.mark) for one in addressed],
        address_book().holders([one.mark for one in addressed if one.mark]),
    )
    now, begun = clock.now(), State.DRAFT if batch else State.QUEUED
    seen: set[tuple[Any, ...]] = set()
    rows = []
    for one, quiet in zip(addressed, silent, strict=True):
        template = texts[one.asked.template]
        row = _row(one, template, now)
        words = one.trouble or quiet or _repeats(one, template, row.text, seen)
        row.state, row.reason = (State.SUPPRESSED, words) if words else (begun, "")
        if not words and (mend := _to_mend(template, one.asked.params)):
            row.state, row.reason = State.HELD, mend
        rows.append(row)
    return rows


def _row(one: _Addressed, template: SmsTemplate, now: dt.datetime) -> Sms:
    text = fill(template.text, one.asked.params)
    return Sms(
        key=one.asked.key,
        person_id=one.asked.person,
        area_code=one.asked.area,
        whose=one.asked.whose,
        phone=one.phone,
        phone_digest=one.mark,
        phone_last4=one.phone[-4:],
        template=template,
        params=json.dumps(dict(one.asked.params), ensure_ascii=False),
        text=text,
        segments=segments(f"【{settings.SMS_SIGN}】{text}"),
        not_before=now,
        cause=one.asked.cause,
        requested_at=now,
    )


def _repeats(one: _Addressed, template: SmsTemplate, text: str, seen: set[tuple[Any, ...]]) -> str:
    """One number gets one text once; a notice for households goes to one number of each (handbook §14: 同户去重)."""
    marks: list[tuple[tuple[Any, ...], str]] = [((template.pk, one.mark, text), TWICE)]
    if template.per_household and one.household is not None:
        marks.append(((template.pk, "household", one.household), SAME_HOME))
    words = next((words for mark, words in marks if mark in seen), "")
    if not words:
        seen.update(mark for mark, _ in marks)
    return words


def _to_mend(template: SmsTemplate, params: Mapping[str, str]) -> str:
    if template.state != TemplateState.ACTIVE:
        return f"短信模板「{template.title}」没有启用"
    return trouble_with(template.text, params)

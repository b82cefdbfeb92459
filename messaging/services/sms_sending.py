"""Send what is queued. The table is the truth: a message is claimed and committed before anything leaves, and one whose outcome is
not known is asked about, never sent again unseen (handbook §14: 无幂等 → 禁盲重试).
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef

from core import clock
from core.audit import acting
from core.clock import SHANGHAI
from core.parameters import ParameterBook
from core.scope import as_system
from messaging.declaration import address_book
from messaging.domain.quiet_hours import may_go_at, next_morning
from messaging.domain.sms_states import SENT, State
from messaging.gateways import Answer, Gateway, Outcome, Outgoing, gateway
from messaging.models import Sms, SmsBatch
from messaging.models.sms import BatchState, SmsKind, TemplateState, Whose
from messaging.parameters import CLOSES, DAILY_CAP, OPENS
from messaging.selectors.silence import silent_words

CLAIM = 50  # messages taken at once: so many may be in doubt after a crash
TRIES = 3
_BY, _WHY = "sms", "发送短信"
_log = logging.getLogger(__name__)


def send_waiting(*, most: int = 2000) -> int:
    """Send up to `most` messages whose time has come; returns how many the gateway took."""
    taken = _send(most)
    if taken:
        _finish_batches()
    return taken


def _finish_batches() -> None:
    """A batch of which nothing waits any more has been sent."""
    unsent = Sms.objects.filter(batch=OuterRef("pk"), state__in=[State.DRAFT, State.QUEUED, State.SENDING])
    with as_system("batches of every area"), acting(by=_BY, why=_WHY):
        SmsBatch.objects.filter(~Exists(unsent), state=BatchState.APPROVED).update(state=BatchState.SENT)


def _send(most: int) -> int:
    taken, left, carrier = 0, most, gateway()
    while left > 0 and (claimed := _claim(min(CLAIM, left))):
        left -= len(claimed)
        for sms in _look_again(claimed):
            answer = _try(carrier, sms)
            _record(sms, answer)
            taken += answer.outcome is Outcome.ACCEPTED
            if answer.outcome is Outcome.PAUSED:
                _give_back([other for other in claimed if other.pk != sms.pk], "平台暂停，等恢复后再发")
                return taken
    return taken


def _claim(number: int) -> list[Sms]:
    """Take messages for sending: committed before anything leaves. Urgent ones first; two workers never take the same."""
    with as_system("the queue holds messages of every area"), acting(by=_BY, why=_WHY):
        waiting = Sms.objects.filter(state=State.QUEUED, not_before__lte=clock.now())
        free = waiting.select_related("template").select_for_update(skip_locked=True, of=("self",))
        inorder = free.order_by("not_before", "id")
        rows = list(inorder.filter(template__kind=SmsKind.URGENT)[:number]) or list(inorder[:number])
        now, ids = clock.now(), [row.pk for row in rows]
        Sms.objects.filter(pk__in=ids).update(state=State.SENDING, claimed_at=now)
        for row in rows:
            row.claimed_at = now
    return rows


def _look_again(claimed: Sequence[Sms]) -> list[Sms]:
    """Right before they leave: silence, hours, how often the number got one today. Returns those that go."""
    with as_system("silence is asked about in every area"), acting(by=_BY, why=_WHY):
        marks = [bytes(row.phone_digest) if row.phone_digest else None for row in claimed]
        silent = silent_words(
            [
                (row.person_id if row.whose == Whose.OWN else None, mark)
                for row, mark in zip(claimed, marks, strict=True)
            ],
            address_book().holders([mark for mark in marks if mark]),
        )
        later = _postponed(claimed)
        go = []
        for row, words in zip(claimed, silent, strict=True):
            if words:
                _write(row, State.SUPPRESSED, reason=words)
            elif row.template.state != TemplateState.ACTIVE:
                _write(row, State.HELD, reason=f"短信模板「{row.template.title}」没有启用")
            elif row.pk in later:
                when, why = later[row.pk]
                _write(row, State.QUEUED, reason=why, not_before=when)
            else:
                go.append(row)
    return go


def _postponed(claimed: Sequence[Sms]) -> dict[int, tuple[dt.datetime, str]]:
    """{message: (when, why)} of notices outside the hours, and of those whose number has had its share today."""
    now = clock.now().astimezone(SHANGHAI)
    book = ParameterBook([OPENS.key, CLOSES.key, DAILY_CAP.key])
    had = _had_today([row for row in claimed if row.template.kind == SmsKind.NOTICE], now)
    found: dict[int, tuple[dt.datetime, str]] = {}
    for row in claimed:
        if row.template.kind != SmsKind.NOTICE:
            continue
        opens, closes, cap = (
            book.read(key, on=now.date(), area=row.area_code).value for key in (OPENS.key, CLOSES.key, DAILY_CAP.key)
        )
        if opens is not None and closes is not None and (when := may_go_at(now, opens, closes)) != now:
            found[row.pk] = (when, f"{opens}:00–{closes}:00 之外不发，到点再发")
            continue
        mark = bytes(row.phone_digest or b"")
        if cap is not None and had.get(mark, 0) >= cap:
            found[row.pk] = (next_morning(now, opens or 0), f"这个号码今天已发 {cap} 条，明天再发")
            continue
        had[mark] = had.get(mark, 0) + 1
    return found


def _had_today(rows: Sequence[Sms], now: dt.datetime) -> dict[bytes, int]:
    midnight = dt.datetime.combine(now.date(), dt.time(), SHANGHAI)
    sent = Sms.objects.filter(
        phone_digest__in=[row.phone_digest for row in rows],
        accepted_at__gte=midnight,
        state__in=SENT,
        template__kind=SmsKind.NOTICE,
    )
    return {bytes(mark): n for mark, n in sent.values_list("phone_digest").annotate(n=Count("id"))}


def _try(carrier: Gateway, sms: Sms) -> Answer:
    """One attempt. Whatever goes wrong on the way leaves the outcome unknown."""
    outgoing = Outgoing(
        sms.uid.hex, str(sms.phone), sms.template.gateway_code, json.loads(str(sms.params)), str(sms.text)
    )
    try:
        return carrier.send(outgoing)
    except OSError as error:  # the disk, the net: the answer is lost, the message perhaps not
        _log.warning("sms %s: no answer: %s", sms.uid, type(error).__name__)
        return Answer(Outcome.UNKNOWN, words="平台没有回答，正在查发没发出去")


def _record(sms: Sms, answer: Answer) -> None:
    """Write the outcome; an unknown one stays `sending` until somebody has asked."""
    now = clock.now()
    with as_system("the queue holds messages of every area"), acting(by=_BY, why=_WHY):
        if answer.outcome is Outcome.ACCEPTED:
            _write(sms, State.ACCEPTED, accepted_at=now, biz_id=answer.biz_id, code=answer.code, reason="", tried=True)
        elif answer.outcome is Outcome.REFUSED:
            _write(sms, State.FAILED, code=answer.code, reason=answer.words, tried=True)
        elif answer.outcome is Outcome.PAUSED:
            _write(sms, State.HELD, code=answer.code, reason=answer.words, tried=True)
        else:
            Sms.objects.filter(pk=sms.pk, state=State.SENDING).update(
                code=answer.code, reason=answer.words[:200], tries=sms.tries + 1
            )


def _give_back(rows: Sequence[Sms], why: str) -> None:
    """Claimed and surely not sent: they wait again, an hour."""
    later = clock.now() + dt.timedelta(hours=1)
    with as_system("the queue holds messages of every area"), acting(by=_BY, why=_WHY):
        Sms.objects.filter(pk__in=[row.pk for row in rows], state=State.SENDING, tries=0, code="").update(
            state=State.QUEUED, reason=why, not_before=later, claimed_at=None
        )


def _write(row: Sms, state: State, *, tried: bool = False, **values: object) -> None:
    """One message out of `sending`; somebody else's later word (a receipt) is not overwritten."""
    if "reason" in values:
        values["reason"] = str(values["reason"])[:200]
    if tried:
        values["tries"] = row.tries + 1
    Sms.objects.filter(pk=row.pk, state=State.SENDING).update(state=state, **values)

"""What became of messages: receipts that the gateway sends, questions about those it was silent on, and replies of the people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from core import clock
from core.audit import acting
from core.crypto import digest
from core.parameters import read
from core.scope import as_system
from messaging.declaration import address_book
from messaging.domain.sms_states import State, before
from messaging.gateways import GatewaySilent, Report, gateway
from messaging.models import Sms
from messaging.models.silence import SilenceReason
from messaging.parameters import ASK_AFTER
from messaging.services.silence import NewSilence, silence
from messaging.services.sms_sending import TRIES

_BY = "sms"
_NATION = "000000"
_ASKED_FOR = dt.timedelta(hours=72)  # operators' receipts come within three days; QuerySendDetails answers for thirty
_STOP_WORDS = frozenset({"TD", "T", "退订", "N", "UNSUBSCRIBE"})


def take_reports(reports: Iterable[Report]) -> int:
    """Write receipts; one that comes twice, or of a message nobody knows, changes nothing. Returns how many changed something."""
    changed = 0
    with as_system("receipts come for messages of every area"), acting(by=_BY, why="短信回执"):
        for report in reports:
            if report.delivered is not None and (uid := _uid(report.out_id)):
                changed += _settle(uid, report)
    return changed


def ask_about_silent(*, most: int = 200) -> int:
    """Ask the gateway about messages without an answer: those of a killed worker, and those without a receipt. Returns how many
    now have one.
    """
    with as_system("the queue holds messages of every area"):
        minutes = read(ASK_AFTER.key, on=clock.today(), area=_NATION).value
        if minutes is None:
            return 0
        now = clock.now()
        rows = list(
            Sms.objects.filter(
                state__in=[State.SENDING, State.ACCEPTED],
                claimed_at__lt=now - dt.timedelta(minutes=minutes),
                claimed_at__gt=now - _ASKED_FOR,
            ).order_by("claimed_at")[:most]
        )
    return sum(_ask(row) for row in rows)


def _ask(row: Sms) -> bool:
    claimed = row.claimed_at or clock.now()
    try:
        report = gateway().find(row.uid.hex, str(row.phone), claimed.astimezone(clock.SHANGHAI).date())
    except (GatewaySilent, OSError):
        return False
    with as_system("the queue holds messages of every area"), acting(by=_BY, why="向平台查短信"):
        if report is None:
            return _nowhere(row)
        if row.state == State.SENDING:
            Sms.objects.filter(pk=row.pk, state=State.SENDING).update(
                state=State.ACCEPTED,
                accepted_at=report.at or claimed,
                biz_id=report.biz_id,
                code=report.code,
                reason="",
            )
        return bool(report.delivered is not None and _settle(row.uid, report))


def _nowhere(row: Sms) -> bool:
    """The gateway does not know it. Claimed and lost before it left: it waits again, and after some tries for a person."""
    waiting = Sms.objects.filter(pk=row.pk, state=State.SENDING)
    if row.tries + 1 >= TRIES:
        return bool(waiting.update(state=State.HELD, reason="几次都没有发出去，平台也查不到，请人工处理"))
    again = waiting.update(state=State.QUEUED, tries=row.tries + 1, claimed_at=None, reason="没有发出去，重新排队")
    return bool(again)


def _settle(uid: UUID, report: Report) -> int:
    state = State.DELIVERED if report.delivered else State.FAILED
    rows = Sms.objects.filter(uid=uid, state__in=before(state))
    if state == State.FAILED:
        rows = rows.exclude(state=State.FAILED)
    values = {
        "state": state,
        "reported_at": report.at or clock.now(),
        "code": report.code,
        "reason": report.words[:200],
    }
    return rows.update(**values)


def _uid(out_id: str) -> UUID | None:
    try:
        return UUID(out_id)
    except ValueError:
        return None


def take_replies(replies: Sequence[tuple[str, str]]) -> int:
    """(number, text) of replies: whoever answers TD gets nothing any more, at that number. Returns how many numbers fell silent."""
    numbers = {phone for phone, text in replies if phone and text.strip().upper() in _STOP_WORDS}
    with as_system("a number may be anybody's"):
        marks = {digest(phone, "phone"): phone for phone in numbers}
        holders = address_book().holders(list(marks))
        known = address_book().find(list(holders.values()))
        people = [
            NewSilence(
                holders.get(mark),
                SilenceReason.OPTED_OUT.value,
                "sms-reply",
                known[holders[mark]].area if mark in holders else "",
                mark,
                phone[-4:],
            )
            for mark, phone in marks.items()
        ]
        silence(people, by=_BY, why="回复退订")
    return len(people)

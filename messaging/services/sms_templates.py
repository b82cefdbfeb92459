"""Templates: those that ship with the product are written when first asked for; an office writes its own and puts them in use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from messaging.declaration import sms_texts
from messaging.domain.wording import forbidden_in, places
from messaging.models import SmsTemplate
from messaging.models.sms import SmsKind, TemplateState

_SHIPPED = "seed"


def ship_texts() -> None:
    """Write the texts that code declares: new ones in use, changed ones changed. Repeating it writes nothing."""
    kept = {row.code: row for row in SmsTemplate.objects.filter(code__in=sms_texts.keys())}
    now = clock.now()
    said = {
        text.key: {"title": text.title, "text": text.text, "kind": text.kind, "per_household": text.per_household}
        for text in sms_texts
    }
    new = [code for code in said if code not in kept]
    changed = [
        row for code, row in kept.items() if any(getattr(row, name) != value for name, value in said[code].items())
    ]
    if not new and not changed:
        return
    with acting(by=_SHIPPED, why="载入随产品发布的短信模板"):
        SmsTemplate.objects.bulk_create(
            [
                SmsTemplate(
                    code=code,
                    **said[code],
                    declared=True,
                    state=TemplateState.ACTIVE,
                    changed_at=now,
                    changed_by=_SHIPPED,
                )
                for code in new
            ],
            ignore_conflicts=True,
        )
        for row in changed:
            SmsTemplate.objects.filter(pk=row.pk).update(**said[row.code], changed_at=now, changed_by=_SHIPPED)


def templates(codes: Iterable[str]) -> dict[str, SmsTemplate]:
    """{code: template}; LookupError for one that neither code nor an office knows."""
    wanted = set(codes)
    found = {row.code: row for row in SmsTemplate.objects.filter(code__in=wanted)}
    if any(code in sms_texts for code in wanted - set(found)):
        ship_texts()
        found = {row.code: row for row in SmsTemplate.objects.filter(code__in=wanted)}
    if missing := wanted - set(found):
        raise LookupError(f"No message template is called {sorted(missing)}.")
    return found


def template_named(code: str) -> SmsTemplate:
    """One of them; NotFound for a user who asks for one that does not exist."""
    try:
        return templates([code])[code]
    except LookupError as error:
        raise NotFound("没有这个短信模板。") from error


def write_template(*, code: str, title: str, text: str, kind: str, per_household: bool, by: Any) -> SmsTemplate:
    """An office's own template; it waits until somebody enters the operator's number for it."""
    _sane(text, kind)
    with acting(by=by.username, why="新建短信模板"):
        row, made = SmsTemplate.objects.get_or_create(
            code=code,
            defaults={
                "title": title,
                "text": text,
                "kind": kind,
                "per_household": per_household,
                "changed_at": clock.now(),
                "changed_by": by.username,
            },
        )
    if not made:
        raise Conflict("这个编号已经有了。", remedy="请换一个编号。", field="code")
    return row


def set_template(*, code: str, gateway_code: str, state: str, by: Any) -> SmsTemplate:
    """Enter the operator's number, put in use or take out of use."""
    if state not in TemplateState.values:
        raise UserError("状态不对。", field="state")
    with acting(by=by.username, why="改短信模板"):
        row = SmsTemplate.objects.select_for_update().filter(code=code).first()
        if row is None:
            raise NotFound("没有这个短信模板。")
        row.gateway_code, row.state = gateway_code.strip(), state
        row.changed_at, row.changed_by = clock.now(), by.username
        row.save()
    return row


def _sane(text: str, kind: str) -> None:
    if kind not in SmsKind.values:
        raise UserError("种类不对。", field="kind")
    try:
        places(text)
    except ValueError as error:
        raise UserError(str(error), field="text") from error
    if word := forbidden_in(text):
        raise UserError(f"「{word}」不写进短信。", remedy="收短信的手机可能在别人手里，请换个说法。", field="text")

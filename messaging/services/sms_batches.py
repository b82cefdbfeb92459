"""One notice to many: drafted, looked at as it would go, approved by somebody else, sent (handbook §14: 每批审批人≠发起人)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.parameters import read
from messaging.declaration import address_book, audiences
from messaging.domain.sms_states import State
from messaging.domain.wording import places, trouble_with
from messaging.models import Sms, SmsBatch
from messaging.models.sms import BatchState, SmsKind, TemplateState
from messaging.parameters import BATCH_MOST
from messaging.services.sms_asking import NewSms, send_sms
from messaging.services.sms_templates import template_named

NAME = "name"  # the place that takes each person's own name


def draft_batch(*, area: str, title: str, template: str, audience: str, params: Mapping[str, str], by: Any) -> SmsBatch:
    """Write one message for each of the audience as a draft, so that the preview is what will be sent."""
    if not by.scope("sms.send").covers(area):
        raise NotAllowed("这个地区不在你的范围内。", field="area")
    if not title.strip():
        raise UserError("请填事由。", remedy="例如：全区停水通知。", field="title")
    chosen = template_named(template)
    if chosen.state != TemplateState.ACTIVE or chosen.kind != SmsKind.NOTICE:
        raise UserError("这个模板不能成批发。", remedy="请选在用的通知模板。", field="template")
    said = {name: params.get(name, "").strip() for name in places(chosen.text)}
    if trouble := trouble_with(chosen.text, {**said, **({NAME: "居民"} if NAME in said else {})}):
        raise UserError(f"{trouble}。", field="params")
    people = _people(audience, area)
    with acting(by=by.username, why=f"起草成批短信：{title.strip()}"):
        batch = SmsBatch.objects.create(
            area_code=area,
            title=title.strip(),
            template=chosen,
            params=said,
            audience=audience,
            drafted_by=by.username,
            drafted_at=clock.now(),
        )
        send_sms(_messages(batch, people), by=by.username, why=batch.title, batch=batch)
    return batch


def _people(audience: str, area: str) -> list[int]:
    if audience not in audiences:
        raise UserError("请选发给谁。", field="audience")
    today = clock.today()
    people = list(audiences[audience].people(area, today))
    most = read(BATCH_MOST.key, on=today, area=area).value
    if not people:
        raise UserError("这个地区没有这样的人。", remedy="请换一个范围。", field="audience")
    if most is not None and len(people) > most:
        raise UserError(f"一共 {len(people)} 人，一批最多 {most} 人。", remedy="请按社区分开发。", field="audience")
    return people


def _messages(batch: SmsBatch, people: list[int]) -> list[NewSms]:
    known = address_book().find(people)
    return [
        NewSms(
            batch.template.code,
            f"batch:{batch.pk}:{pk}",
            known[pk].area,
            pk,
            batch.params | ({NAME: known[pk].name} if NAME in batch.params else {}),
            cause=f"batch:{batch.uid}",
        )
        for pk in people
        if pk in known
    ]


def approve_batch(*, uid: UUID, why: str, by: Any) -> int:
    """Let it go: somebody else than the drafter, whose grants reach the whole area. Returns how many messages are queued."""
    with acting(by=by.username, why="批准成批短信"):
        batch = _waiting(uid, by)
        if batch.drafted_by == by.username:
            raise NotAllowed("起草的人不能批准自己的一批短信。", remedy="请同一级或上级有批准权限的人批准。")
        number = _drafts(batch).update(state=State.QUEUED, not_before=clock.now())
        _decide(batch, BatchState.APPROVED, why, by)
    return number


def drop_batch(*, uid: UUID, why: str, by: Any) -> int:
    """Not sent. The drafter may withdraw, an approver refuse; both say why. Returns how many messages stay unsent."""
    if not why.strip():
        raise UserError("请写为什么不发。", field="why")
    with acting(by=by.username, why="不发成批短信"):
        batch = _waiting(uid, by, drafter_too=True)
        number = Sms.objects.filter(batch=batch, state__in=[State.DRAFT, State.HELD]).update(
            state=State.SUPPRESSED, reason=f"这一批没有发：{why.strip()}"[:200]
        )
        _decide(batch, BatchState.DROPPED, why, by)
    return number


def _waiting(uid: UUID, by: Any, *, drafter_too: bool = False) -> SmsBatch:
    batch = SmsBatch.objects.select_for_update().filter(uid=uid).first()
    if batch is None or not by.scope("sms.view").holds(batch.area_code):
        raise NotFound("没有这一批短信。")
    if not by.scope("sms.approve").covers(batch.area_code) and not (drafter_too and batch.drafted_by == by.username):
        raise NotAllowed("你不能决定这一批短信。", remedy="批准权限在街道以上。")
    if batch.state != BatchState.DRAFT:
        raise Conflict("这一批已经有人决定了。", remedy="请刷新看看。")
    return batch


def _drafts(batch: SmsBatch) -> Any:
    return Sms.objects.filter(batch=batch, state=State.DRAFT)


def _decide(batch: SmsBatch, state: str, why: str, by: Any) -> None:
    batch.state, batch.decided_by, batch.decided_at = state, by.username, clock.now()
    batch.decided_why = why.strip()[:200]
    batch.save()


def release_held(*, uid: UUID, by: Any) -> None:
    """A held message goes back into the queue: what stood in its way was mended."""
    with acting(by=by.username, why="重新排队"):
        row = Sms.objects.select_for_update().filter(uid=uid).select_related("template").first()
        if row is None or not by.scope("sms.send").holds(row.area_code):
            raise NotFound("没有这条短信。")
        if row.state != State.HELD:
            raise Conflict("这条短信没有暂停着。", remedy="请刷新看看。")
        if row.template.state != TemplateState.ACTIVE:
            raise UserError(f"短信模板「{row.template.title}」还没有启用。", remedy="先在「模板」里启用。")
        if trouble := trouble_with(row.template.text, json.loads(str(row.params))):
            raise UserError(f"{trouble}。", remedy="这一条改不了，请重新登记一条。")
        Sms.objects.filter(pk=row.pk).update(state=State.QUEUED, not_before=clock.now(), reason="", claimed_at=None)

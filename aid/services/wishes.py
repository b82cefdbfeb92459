"""心愿 and what is brought month by month: noted, promised, handed over at a visit, or dropped with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from aid.domain.supplies import months_due
from aid.models import SupplyPlan, SupplyWish
from aid.models.supplies import OPEN_WISHES, WishState
from aid.services.supplies import EDIT, Receiver, exact, hand_out, item_by_uid
from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from core.scope import as_system
from residents.selectors.at_home import homes_on
from residents.services.access import locked_person

_ENDED = "本人去世或迁走"


def wish(
    person_uid: UUID, item_uid: UUID, quantity: Decimal, *, by: Any, reason: str = "", wanted_by: dt.date | None = None, source: str = ""
) -> SupplyWish:  # fmt: skip
    """Somebody needs something. The same open wish again answers with the one that stands."""
    with acting(by=by.username, why="记下心愿"):
        person = locked_person(person_uid, by=by, permission=EDIT)
        item, number = item_by_uid(item_uid), exact(quantity)
        standing = SupplyWish.objects.filter(person=person, item=item, plan=None, state__in=OPEN_WISHES).first()
        if standing:
            return standing
        home = homes_on([person.pk], clock.today()).get(person.pk)
        return SupplyWish.objects.create(
            person=person,
            household_id=home.household_id if home else None,
            area_code=person.living_area or person.hukou_area,
            item=item,
            quantity=number,
            reason=reason.strip()[:120],
            wanted_by=wanted_by,
            opened_at=clock.now(),
            opened_by=by.username,
            source=source or f"desk:{by.username}",
        )


def promise(uid: UUID, who: str, *, by: Any) -> SupplyWish:
    """Somebody will give it: a donor, a shop, a colleague."""
    if not who.strip():
        raise UserError("请写谁认领。", field="who")
    with acting(by=by.username, why="认领心愿"):
        row = open_wish(uid, by=by)
        row.promised_by, row.state = who.strip()[:60], WishState.PROMISED
        row.save(update_fields=["promised_by", "state"])
    return row


def fulfil(
    uid: UUID, place_uid: UUID, *, by: Any, on: dt.date | None = None, visit_uid: UUID | None = None
) -> SupplyWish:
    """It was handed over: out of a place's stock, bound to the visit. UserError when the place has not so much."""
    with acting(by=by.username, why="送到心愿"):
        row = open_wish(uid, by=by)
        to = Receiver(row.person_id, row.household_id, row.pk, visit_uid)
        hand_out(place_uid, row.item.uid, row.quantity, to=to, by=by, on=on, reason=row.reason)
        row.state = WishState.GIVEN
        row.save(update_fields=["state"])
    return row


def drop(uid: UUID, why: str, *, by: Any) -> SupplyWish:
    """It will not be given; the reason stays."""
    if not why.strip():
        raise UserError("请写为什么不送。", field="why")
    with acting(by=by.username, why="心愿不送了"):
        row = open_wish(uid, by=by)
        row.state, row.ended_why = WishState.DROPPED, why.strip()[:120]
        row.save(update_fields=["state", "ended_why"])
    return row


def open_wish(uid: UUID, *, by: Any) -> SupplyWish:
    """An open wish, locked, of the user's area. NotFound, Conflict."""
    rows = SupplyWish.objects.select_for_update(of=("self",)).filter(by.scope(EDIT).q("area_code"), uid=uid)
    row = rows.select_related("item").first()
    if row is None:
        raise NotFound("没有这个心愿，或者不在你的范围里。")
    if row.state not in OPEN_WISHES:
        raise Conflict(f"这个心愿已经是「{row.get_state_display()}」。", remedy="刷新后看最新的情况。")
    return row


def plan_monthly(
    person_uid: UUID, item_uid: UUID, quantity: Decimal, *, every: int, since: dt.date, reason: str, by: Any, source: str = ""
) -> SupplyPlan:  # fmt: skip
    """So much every so many months from a month on, because of need; Conflict when one for the item runs already."""
    if not reason.strip():
        raise UserError("请写为什么按月送。", field="reason", remedy="例如：低保独居，行动不便。")
    if not 1 <= every <= 12:
        raise UserError("每几个月要在 1 到 12 之间。", field="every")
    with acting(by=by.username, why="定下按月送的物资"):
        person = locked_person(person_uid, by=by, permission=EDIT)
        home = homes_on([person.pk], clock.today()).get(person.pk)
        try:
            with transaction.atomic():
                plan = SupplyPlan.objects.create(
                    person=person,
                    household_id=home.household_id if home else None,
                    area_code=person.living_area or person.hukou_area,
                    item=item_by_uid(item_uid),
                    quantity=exact(quantity),
                    every=every,
                    since=since.replace(day=1),
                    reason=reason.strip()[:120],
                    recorded_by=by.username,
                    source=source or f"desk:{by.username}",
                )
        except IntegrityError as twice:
            raise Conflict("这个人这一样已经按月在送。", remedy="先停原来的，再定新的。") from twice
        make_due(through=clock.today(), plans=[plan.pk])
    return plan


def end_plan(uid: UUID, why: str, *, by: Any, on: dt.date | None = None) -> SupplyPlan:
    """Stop; what was not yet brought is dropped with the same reason."""
    if not why.strip():
        raise UserError("请写为什么停。", field="why")
    with acting(by=by.username, why="停止按月送"):
        rows = SupplyPlan.objects.select_for_update(of=("self",)).filter(by.scope(EDIT).q("area_code"), uid=uid)
        plan = rows.first()
        if plan is None:
            raise NotFound("没有这一项，或者不在你的范围里。")
        if plan.ended_on:
            raise Conflict(f"{plan.ended_on} 已经停了。")
        _end([plan.pk], why.strip(), max(on or clock.today(), plan.since))
    plan.refresh_from_db()
    return plan


_MAKE_DUE = """
INSERT INTO aid_supplywish (uid, person_id, household_id, area_code, item_id, quantity, state, reason, promised_by, plan_id, month,
  wanted_by, ended_why, opened_at, opened_by, source)
SELECT gen_random_uuid(), plan.person_id, plan.household_id, plan.area_code, plan.item_id, plan.quantity, 'open', plan.reason, '', plan.id,
  due.month, (due.month + interval '1 month - 1 day')::date, '', now(), 'system', 'plan:' || plan.uid
FROM unnest(%s::bigint[], %s::date[]) AS due(plan_id, month) JOIN aid_supplyplan plan ON plan.id = due.plan_id
ON CONFLICT DO NOTHING
"""


def make_due(*, through: dt.date, plans: Iterable[int] | None = None) -> int:
    """Make the wishes of the months that have begun, each once; returns how many are new. Months long past are not made up for."""
    with as_system("plans of every community, by night"):
        rows = SupplyPlan.objects.filter(ended_on=None, since__lte=through)
        rows = rows if plans is None else rows.filter(pk__in=list(plans))
        month = through.replace(day=1)
        due = [
            plan.pk
            for plan in rows
            if month in months_due(plan.since, plan.every, through=through)
        ]  # fmt: skip
        with acting(by="system", why="按月送的物资"), connection.cursor() as cursor:
            cursor.execute(_MAKE_DUE, [due, [month] * len(due)])
            return cursor.rowcount


def end_for(people: Iterable[int], *, on: dt.date, why: str = _ENDED) -> int:
    """Nobody is there any more to bring it to: plans end and open wishes are dropped; returns how many plans."""
    pks = list(people)
    with as_system("whoever died or left, wherever the goods were to come from"), acting(by="rules", why=why):
        plans = list(SupplyPlan.objects.filter(person_id__in=pks, ended_on=None).values_list("pk", flat=True))
        _end(plans, why, on)
        SupplyWish.objects.filter(person_id__in=pks, state__in=OPEN_WISHES).update(
            state=WishState.DROPPED, ended_why=why[:120]
        )
    return len(plans)


def _end(plans: Iterable[int], why: str, on: dt.date) -> None:
    pks = list(plans)
    for plan in SupplyPlan.objects.filter(pk__in=pks):
        plan.ended_on, plan.ended_why = max(on, plan.since), why[:120]
        plan.save(update_fields=["ended_on", "ended_why"])
    SupplyWish.objects.filter(plan_id__in=pks, state__in=OPEN_WISHES).update(
        state=WishState.DROPPED, ended_why=why[:120]
    )


def resume_for(person: int, *, why: str, reason: str) -> int:
    """What had ended for a reason that was a mistake goes on from now; returns how many plans."""
    with as_system("plans of a person, whichever community they were of"), acting(by="rules", why=reason):
        back = 0
        for plan in SupplyPlan.objects.filter(person_id=person, ended_why=why[:120]).exclude(ended_on=None):
            if not SupplyPlan.objects.filter(person_id=person, item=plan.item_id, ended_on=None).exists():
                plan.ended_on, plan.ended_why = None, ""
                plan.save(update_fields=["ended_on", "ended_why"])
                back += 1
    return back


_FOLLOW = """
UPDATE {table} t SET area_code = here.area FROM (
  SELECT id, coalesce(nullif(living_area, ''), hukou_area) AS area FROM residents_person WHERE id = ANY(%s)
) here WHERE here.id = t.person_id AND t.area_code <> here.area AND length(here.area) >= 12 AND {open}
"""


def follow_people(people: Iterable[int]) -> None:
    """Running plans and open wishes belong to the community where the person lives now."""
    pks = list(people)
    with (
        as_system("who moved is served by another community"),
        acting(by="rules", why="人搬到别的社区"),
        connection.cursor() as cursor,
    ):
        cursor.execute(_FOLLOW.format(table="aid_supplyplan", open="t.ended_on IS NULL"), [pks])
        cursor.execute(_FOLLOW.format(table="aid_supplywish", open="t.state IN ('open', 'promised')"), [pks])

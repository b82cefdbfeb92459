"""Acts of two offices as their readers see them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from accounts.models import JointAct, User
from accounts.selectors.users import visible_users
from core import clock
from core.errors import NotFound

_SHOWN_FOR = dt.timedelta(days=90)


def visible_acts(by: User) -> QuerySet[JointAct]:
    """Acts about accounts that `by` sees: open ones, and what was decided in the last 90 days; open ones first."""
    lately = Q(state__in=["waiting", "confirmed"]) | Q(started_at__gte=clock.now() - _SHOWN_FOR)
    rows = JointAct.objects.filter(lately, user__in=visible_users(by))
    return rows.select_related("user", "successor", "started_by", "decided_by")


def acts_in_order(by: User) -> list[JointAct]:
    """Those that wait first, then those of a coming day, then the rest; each the newest first."""
    order = {state: number for number, state in enumerate(JointAct.State.values)}
    rows = sorted(visible_acts(by), key=lambda act: act.started_at, reverse=True)
    return sorted(rows, key=lambda act: order[act.state])


def visible_act(by: User, pk: int) -> JointAct:
    """One of them; raises NotFound for the others."""
    act = visible_acts(by).filter(pk=pk).first()
    if act is None:
        raise NotFound("没有这件事，或者不在你的范围里。")
    return act


def open_acts_of(user: User) -> list[JointAct]:
    """What is under way about one account."""
    rows = JointAct.objects.filter(user=user, state__in=["waiting", "confirmed"])
    return list(rows.select_related("successor", "started_by").order_by("-started_at"))


def waiting_acts(by: User) -> int:
    """How many wait for a security administrator who sees them."""
    return JointAct.objects.filter(state="waiting", user__in=visible_users(by)).count()

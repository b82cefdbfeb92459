"""Published rosters and frozen payment lists never change: they keep the areas and names of their day, and an area that has some
cannot vanish. Open tasks, visits that wait for a decision and open overpayments go with their community; the others stay."""

from __future__ import annotations

from accounts.following import Act, AreaFollower, Figure, Held, area_followers
from accounts.services.area_rows import rows_follow
from core.scope import Scope
from lifecycle.models import Election, PaymentRun, RosterVersion, WardPart


def _preview(act: Act) -> list[Figure]:
    old = [one.old for one in act.plan.moving]
    number = RosterVersion.objects.filter(area_code__in=old).count()
    return [Figure("已发布的名册", number, "不改动，仍写当时的地区。")] if number else []


def _obstacles(act: Act) -> list[str]:
    new = [one.code for one in act.plan.created]
    number = RosterVersion.objects.filter(area_code__in=new).count()
    return [f"新地区已经发布了 {number} 次名册。"] if number else []


def _held(code: str) -> list[Held]:
    return [Held("已发布的名册", RosterVersion.objects.filter(Scope.of([code]).q("area_code")).count(), "份")]


area_followers.register(AreaFollower("rosters", 50, _preview, obstacles=_obstacles, held=_held))


def _elections(act: Act) -> list[Figure]:
    old = [one.old for one in act.plan.moving]
    number = WardPart.objects.filter(area_code__in=old, election__day__gt=act.on).count()
    return [Figure("将要举行的选举的选区", number, "不改动，请在选举页重新划分。")] if number else []


def _elections_held(code: str) -> list[Held]:
    return [Held("选举", Election.objects.filter(Scope.of([code]).q("area_code")).count(), "次")]


area_followers.register(AreaFollower("elections", 55, _elections, held=_elections_held))
area_followers.register(
    rows_follow("tasks", "lifecycle_task", "待办", "件", only="t.state IN ('open', 'started', 'paused')", order=70)
)
area_followers.register(
    rows_follow("visits", "lifecycle_visit", "两人填得不一样的走访", "次", only="t.standing = 'differs'", order=71)
)


def _runs(act: Act) -> list[Figure]:
    old = [one.old for one in act.plan.moving]
    number = PaymentRun.objects.filter(area_code__in=old).count()
    return [Figure("已冻结的发放名单", number, "不改动，仍写当时的地区。")] if number else []


def _runs_held(code: str) -> list[Held]:
    return [Held("发放名单", PaymentRun.objects.filter(Scope.of([code]).q("area_code")).count(), "份")]


area_followers.register(AreaFollower("payment-runs", 56, _runs, held=_runs_held))
area_followers.register(
    rows_follow(
        *("overpayments", "lifecycle_overpayment", "没了结的多发", "笔"),
        only="t.state IN ('open', 'agreed')",
        order=72,
    )
)

"""Published rosters never change: they keep the areas and names of their day, and an area that has some cannot vanish. Open
tasks go with their community; closed ones stay where they were done."""

from __future__ import annotations

from accounts.following import Act, AreaFollower, Figure, Held, area_followers
from accounts.services.area_rows import rows_follow
from core.scope import Scope
from lifecycle.models import RosterVersion


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
area_followers.register(
    rows_follow("tasks", "lifecycle_task", "待办", "件", only="t.state IN ('open', 'started', 'paused')", order=70)
)

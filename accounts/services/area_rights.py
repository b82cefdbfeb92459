"""Rights follow when areas change: nobody is shut out the day after, and nobody keeps for good what is no longer theirs.

Whoever held an area that ended holds its main successor as before. Of the other successors, and of parts that were split off,
the right is kept for a time of handing over (policy parameter), so that the security administrator can give it anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from accounts.following import Act, AreaFollower, Figure, Held
from accounts.models import Grant, User
from accounts.parameters import AREA_TRANSITION
from accounts.roles import roles
from core import clock
from core.parameters import read
from core.scope import Scope

KEPT = "grants"


def preview(act: Act) -> list[Figure]:
    """How many people's rights follow, and until when a part that is split off stays with them."""
    mains, extras = _successors(act)
    moved = _live(act, [code for code in mains if mains[code] != code])
    shared = _live(act, extras)
    figures = []
    if moved:
        figures.append(Figure("授权跟着走", len(moved), _names(moved), "a"))
    if shared:
        end = _transition_end(act, next(iter(extras)))
        until = f"到 {end}" if end else "没有设期限（参数待确认），请安全管理员到时收回"
        figures.append(Figure("划出部分暂时仍归原来的人", len(shared), f"{_names(shared)}；{until}", "a"))
    homes = User.objects.filter(home_area__in=[code for code in mains if mains[code] != code]).count()
    if homes:
        figures.append(Figure("账号的单位改到新地区", homes))
    return figures


def follow(act: Act) -> dict[str, int]:
    """Grants and offices of ended areas pass to the main successor; the other successors are lent for a time."""
    mains, extras = _successors(act)
    gone = [code for code in mains if mains[code] != code]
    kept: dict[str, list[list[str | int | None]]] = {"moved": [], "ended": [], "made": [], "homes": []}
    for row in _live(act, extras):
        for code in extras[row.area_code]:
            _lend(act, row, code, kept)
    for row in _live(act, gone):
        _pass_on(act, row, mains[row.area_code], kept)
    for user in User.objects.filter(home_area__in=gone):
        kept["homes"].append([user.pk, user.home_area])
        user.home_area = mains[user.home_area]
        user.save(update_fields=["home_area"])
    act.kept[KEPT] = kept
    return {"授权": len(kept["moved"]) + len(kept["ended"]) + len(kept["made"])}


def undo(act: Act) -> None:
    """Every grant and office as it was."""
    kept = act.kept.get(KEPT, {})
    Grant.objects.filter(pk__in=[pk for (pk,) in kept.get("made", [])]).delete()
    for pk, area in kept.get("moved", []):
        Grant.objects.filter(pk=pk).update(area_code=area)
    for pk, until in kept.get("ended", []):
        Grant.objects.filter(pk=pk).update(until=dt.date.fromisoformat(until) if until else None)
    for pk, area in kept.get("homes", []):
        User.objects.filter(pk=pk).update(home_area=area)


def obstacles(act: Act) -> list[str]:
    """Rights given in the new areas since: an undo would take them away."""
    new, kept = [one.code for one in act.plan.created], act.kept.get(KEPT, {})
    own = [*(pk for (pk,) in kept.get("made", [])), *(pk for pk, _ in kept.get("moved", []))]
    homes = [pk for pk, _ in kept.get("homes", [])]
    found = []
    if later := Grant.objects.filter(area_code__in=new).exclude(pk__in=own).count():
        found.append(f"新地区后来又授了 {later} 项权。")
    if later := User.objects.filter(home_area__in=new).exclude(pk__in=homes).count():
        found.append(f"新地区后来建了 {later} 个账号。")
    return found


def held(code: str) -> list[Held]:
    """Accounts and grants of an area and everything in it."""
    inside = Scope.of([code])
    return [
        Held("账号", User.objects.filter(inside.q("home_area")).count(), "个"),
        Held("授权", Grant.objects.filter(inside.q("area_code")).count(), "项"),
    ]


def _successors(act: Act) -> tuple[dict[str, str], dict[str, list[str]]]:
    """{area: main successor}, {area: other successors}."""
    mains = {one.old: one.new for one in act.plan.recodes if one.main}
    extras: dict[str, list[str]] = {}
    for one in act.plan.recodes:
        if not one.main:
            extras.setdefault(one.old, []).append(one.new)
    return mains, extras


def _live(act: Act, codes: Iterable[str]) -> list[Grant]:
    living = Q(until=None) | Q(until__gte=act.on)
    found = Grant.objects.filter(living, area_code__in=list(codes)).select_related("user").order_by("user__name", "pk")
    return list(found)


def _names(rows: list[Grant]) -> str:
    names = list(dict.fromkeys(f"{row.user.name}（{roles[row.role].title}）" for row in rows))
    return "、".join(names[:6]) + (f"等 {len(names)} 人" if len(names) > 6 else "")


def _transition_end(act: Act, area: str) -> dt.date | None:
    days = read(AREA_TRANSITION.key, on=act.on, area=area).value
    return act.on + dt.timedelta(days=days) if days is not None else None


def _pass_on(act: Act, row: Grant, code: str, kept: dict[str, list[list[str | int | None]]]) -> None:
    same = Grant.objects.filter(user_id=row.user_id, role=row.role, area_code=code).first()
    if same is None:
        kept["moved"].append([row.pk, row.area_code])
        row.area_code = code
        row.save(update_fields=["area_code"])
        return
    # Held both of two areas that are one now: the longer right stays, the other ends.
    if same.until is not None and (row.until is None or row.until > same.until):
        _end(same, row.until, kept)
    _end(row, act.on - dt.timedelta(days=1), kept)


def _end(row: Grant, until: dt.date | None, kept: dict[str, list[list[str | int | None]]]) -> None:
    kept["ended"].append([row.pk, row.until.isoformat() if row.until else None])
    row.until = until
    row.save(update_fields=["until"])


def _lend(act: Act, row: Grant, code: str, kept: dict[str, list[list[str | int | None]]]) -> None:
    end = _transition_end(act, row.area_code)
    until = min(filter(None, [row.until, end]), default=None)
    made, created = Grant.objects.get_or_create(
        user_id=row.user_id,
        role=row.role,
        area_code=code,
        defaults={
            "until": until,
            "granted_by": act.by.username,
            "granted_at": clock.now(),
            "why": f"地区变更交接：{act.plan.words}"[:200],
        },
    )
    if created:
        kept["made"].append([made.pk])


RIGHTS = AreaFollower("rights", 20, preview, follow, undo, obstacles, held)

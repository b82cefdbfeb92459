"""What accounts and the mechanisms below do when areas change."""

from __future__ import annotations

from accounts.following import Act, AreaFollower, Figure, Held, area_followers
from accounts.selectors.area_changes import describe
from accounts.services.area_rights import RIGHTS
from accounts.services.area_rows import rows_follow
from core.services import area_codes
from core.sources import SourceKind, source_kinds

_PARAMETERS, _VIEWS = "parameters", "views"

area_followers.register(RIGHTS)


def _pairs(act: Act) -> list[tuple[str, str]]:
    """(old, new) area, the main successors of each first."""
    moving = sorted(act.plan.moving, key=lambda one: not one.main)
    return [(one.old, one.new) for one in moving]


def _mains(act: Act) -> dict[str, str]:
    return {one.old: one.new for one in act.plan.moving if one.main}


def _preview(act: Act) -> list[Figure]:
    old, mains = [one.old for one in act.plan.moving], _mains(act)
    found = []
    if number := area_codes.count_parameters(old, on=act.on):
        found.append(Figure("政策参数带到新地区", number))
    if number := len(area_codes.views_naming(mains)):
        found.append(Figure("存下的视图改指新地区", number))
    if number := area_codes.waiting_batches(old):
        found.append(Figure("还没入库的导入要重新检查", number, "已检查的文件里有旧地区的行。", "a"))
    return found


def _follow(act: Act) -> dict[str, int]:
    mains = _mains(act)
    made = area_codes.carry_parameters(_pairs(act), on=act.on, by=act.by.username, why=act.plan.words)
    views = area_codes.rewrite_views(mains)
    act.kept[_PARAMETERS], act.kept[_VIEWS] = made, {str(pk): query for pk, query in views.items()}
    area_codes.check_again([one.old for one in act.plan.moving])
    return {"政策参数": len(made), "存下的视图": len(views)}


def _undo(act: Act) -> None:
    area_codes.drop_parameters(act.kept.get(_PARAMETERS, []))
    area_codes.restore_views({int(pk): query for pk, query in act.kept.get(_VIEWS, {}).items()})
    area_codes.check_again([one.new for one in act.plan.moving])


def _obstacles(act: Act) -> list[str]:
    new = [one.code for one in act.plan.created]
    later = area_codes.later_parameters(new, act.kept.get(_PARAMETERS, []))
    return [f"新地区后来录了 {later} 个参数。"] if later else []


def _held(code: str) -> list[Held]:
    return [Held("政策参数", area_codes.count_parameters_inside(code), "个")]


area_followers.register(AreaFollower("mechanisms", 30, _preview, _follow, _undo, _obstacles, _held))
source_kinds.register(SourceKind("area-change", describe))
# Leads that somebody still has to take: they lie before the successor.
area_followers.register(
    rows_follow("leads", area_codes.LEADS, "待收的线索", "条", only="t.state IN ('dispatch', 'open')")
)

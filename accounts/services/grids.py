"""Grids: the committee's own division of its community, the lowest level of the tree."""

from __future__ import annotations

from typing import Any

from accounts.models import Area, User
from accounts.selectors.areas import community_by_name, forget_areas
from core import clock
from core.audit import acting
from core.errors import UserError

Values = dict[str, Any]


def plan_grid(values: Values, *, by: User) -> tuple[str, str]:
    """What `save_grid` would do with these values: outcome and words; UserError when the community is not the user's."""
    grid = Area.objects.filter(code=_code(values, by), level=Area.Level.GRID).first()
    if grid is None:
        return "created", f"新设{values['name']}"
    if (grid.name, grid.keeper) == (values["name"], values["keeper"]):
        return "unchanged", "底册已有"
    return "changed", f"{grid.name} {grid.keeper} 改为 {values['name']} {values['keeper']}"


def save_grid(values: Values, *, by: User, source: str) -> tuple[Area, str]:
    """Set up a grid, or change its name or keeper. Values: community (name or code), number 01–99, name, keeper."""
    code = _code(values, by)
    with acting(by=by.username, why="网格登记", source=source):
        outcome, _ = plan_grid(values, by=by)
        grid, _ = Area.objects.update_or_create(
            code=code,
            defaults={"name": values["name"], "keeper": values["keeper"]},
            create_defaults={
                "name": values["name"],
                "keeper": values["keeper"],
                "level": Area.Level.GRID,
                "parent_id": code[:12],
                "valid": (clock.today(), None),
                "source": source,
            },
        )
    forget_areas()
    return grid, outcome


def _code(values: Values, by: User) -> str:
    """The grid's code: its community's, and two digits."""
    community = community_by_name(values["community"])
    code = community.code if community else values["community"]
    if not Area.objects.filter(code=code, level=Area.Level.COMMUNITY).exists():
        raise UserError(
            f"没有「{values['community']}」这个社区。", field="community", remedy="请写社区全名或 12 位代码。"
        )
    if not by.scope("register.grids").holds(code):
        raise UserError(
            f"「{values['community']}」不在你的范围内。", field="community", remedy="请由所在社区或街道登记。"
        )
    return f"{code}{values['number']}"

"""What the page of an area shows: the area, what lies in it, how many people live there, who works for it, its drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from accounts.domain.area_tree import AreaNode
from accounts.models import Area, Grant, User
from accounts.roles import roles
from accounts.selectors.areas import area_tree
from core import clock
from core.registry import Registry
from core.scope import Scope, area_prefix

URBAN_RURAL = {
    "111": "主城区",
    "112": "城乡结合区",
    "121": "镇中心区",
    "122": "镇乡结合区",
    "123": "特殊区域",
    "210": "乡中心区",
    "220": "村庄",
}
CHILDREN = {
    "nation": "省",
    "province": "市",
    "city": "区",
    "district": "街道",
    "street": "社区",
    "community": "网格",
    "grid": "",
}


@dataclass(frozen=True)
class AreaCount:
    """A number that a room above shows beside each area: people, households …

    `count(scope)` gives number by community code; only communities in the scope, in one query. Who lacks the permission
    sees no number.
    """

    key: str
    title: str
    permission: str
    count: Callable[[Scope], Mapping[str, int]]


area_counts: Registry[AreaCount] = Registry("area count")


@dataclass(frozen=True)
class Numbers:
    """One kind of count, for any area: the sum of the communities in it."""

    title: str
    by_community: Mapping[str, int]
    scope: Scope

    def of(self, code: str) -> int | None:
        """None when the area does not lie wholly in the scope: a part would read as the whole."""
        if not self.scope.covers(code):
            return None
        prefix = area_prefix(code)
        return sum(number for area, number in self.by_community.items() if area.startswith(prefix))


@dataclass(frozen=True)
class Line:
    """An area in the list, with its numbers and the areas below it."""

    node: AreaNode
    numbers: Sequence[int | None]
    children: Sequence[Line] = ()


@dataclass(frozen=True)
class Staff:
    """Somebody with a live role in exactly this area."""

    user: User
    roles: str


@dataclass(frozen=True)
class Shape:
    """An outline in a drawing: `path` is SVG, (`x`, `y`) where its name stands."""

    node: AreaNode
    path: str
    x: float
    y: float

    @property
    def label(self) -> str:
        """The short name, so that it fits: 洪桥, 三眼井."""
        return self.node.name.removesuffix("街道").removesuffix("社区")


@dataclass(frozen=True)
class Drawing:
    """Outlines in metres, turned for SVG (y grows downwards)."""

    box: str
    outline: str
    shapes: Sequence[Shape] = field(default_factory=list)
    letter: int = 100  # size of the names, in metres


def numbers_for(user: User) -> list[Numbers]:
    """The counts this user may see, each in one query over the areas the permission reaches."""
    found = []
    for declared in area_counts:
        scope = user.scope(declared.permission)
        if scope:
            found.append(Numbers(declared.title, declared.count(scope), scope))
    return found


def lines_below(code: str, numbers: Sequence[Numbers], *, deep: bool) -> list[Line]:
    """The areas directly below one, with theirs below them when `deep`."""
    tree = area_tree()
    return [
        Line(
            node,
            [number.of(node.code) for number in numbers],
            lines_below(node.code, numbers, deep=False) if deep else (),
        )
        for node in tree.children(code)
        if not node.ended
    ]


def staff_of(area: Area) -> list[Staff]:
    """Active users with a role in exactly this area, each once."""
    today = clock.today()
    held: dict[int, tuple[User, list[str]]] = {}
    rows = Grant.objects.filter(area_code=area.code, user__is_active=True).select_related("user").order_by("user__name")
    for row in rows:
        if row.until is None or row.until >= today:
            held.setdefault(row.user_id, (row.user, []))[1].append(roles[row.role].title)
    return [Staff(user, "、".join(titles)) for user, titles in held.values()]


# Outlines are simplified to a few metres: a drawing of 600 px needs no more. ST_AsSVG turns y already.
_SHAPES = """
SELECT code, ST_AsSVG(ST_SimplifyPreserveTopology(boundary, %(step)s), 1, 0),
       ST_X(ST_PointOnSurface(boundary)), -ST_Y(ST_PointOnSurface(boundary))
FROM accounts_area WHERE parent_id = %(code)s AND boundary IS NOT NULL AND NOT coalesce(upper(valid) <= %(today)s, false)
ORDER BY code
"""
_OUTLINE = """
SELECT ST_AsSVG(ST_SimplifyPreserveTopology(boundary, %(step)s), 1, 0),
       ST_XMin(boundary), -ST_YMax(boundary), ST_XMax(boundary) - ST_XMin(boundary), ST_YMax(boundary) - ST_YMin(boundary)
FROM accounts_area WHERE code = %(code)s
"""


def drawing_of(area: Area) -> Drawing | None:
    """The outline of an area with the outlines of the areas below it; a community stands in the drawing of its street."""
    frame = area if area.level != Area.Level.COMMUNITY or area.parent_id is None else area.parent
    if frame is None or frame.boundary is None:
        return None
    step = max(frame.boundary.extent[2] - frame.boundary.extent[0], 1) / 600
    tree = area_tree()
    with connection.cursor() as cursor:
        cursor.execute(_OUTLINE, {"code": frame.code, "step": step})
        outline, left, top, width, height = cursor.fetchone()
        cursor.execute(_SHAPES, {"code": frame.code, "step": step, "today": clock.today()})
        rows = cursor.fetchall()
    shapes = [Shape(tree[code], path, round(x), round(y)) for code, path, x, y in rows if code in tree]
    margin = width * 0.01
    box = f"{left - margin:.0f} {top - margin:.0f} {width + 2 * margin:.0f} {height + 2 * margin:.0f}"
    return Drawing(box, outline, shapes, letter=round(max(width, height) / 30))

"""How a roster names areas, offices and its files."""

from __future__ import annotations

from accounts.selectors.areas import area_tree
from core.ui.moments import moment_words
from lifecycle.models import RosterVersion
from lifecycle.roster.declaration import Context, Roster
from residents.selectors.ground import NOW

_OFFICES = {"community": "居民委员会", "street": "办事处"}
_FROM_DISTRICT_ON = ("district", "street", "community", "grid")


def place(context: Context) -> str:
    """`越秀区洪桥街道三眼井社区`: what stands in the title of an official list, in the names of the list's day."""
    chain = area_tree().chain(context.area)
    names = [context.area_name(node.code) for node in chain if node.level in _FROM_DISTRICT_ON]
    return "".join(names) or context.area_name(context.area)


def office(context: Context) -> str:
    """The unit that hands the list over: `三眼井社区居民委员会`, `洪桥街道办事处`."""
    node = area_tree().get(context.area)
    return (
        f"{context.area_name(context.area)}{_OFFICES.get(node.level, '')}" if node else context.area_name(context.area)
    )


def title(roster: Roster, context: Context) -> str:
    return f"{place(context)} {roster.heading(context)}"


def unusual(context: Context) -> list[str]:
    """What a list by today's boundaries, or as known at a past moment, has to say of itself; nothing for the ordinary one."""
    known = context.known_at
    then = [f"按 {moment_words(known.at)} 当时底册里有的"] if known and not known.present else []
    return [*(["按现在的界线"] if context.boundary == NOW else []), *then]


def edition(version: RosterVersion | None) -> str:
    """`第 3 次发布 · 版本 b7c2 90e4`, or 草稿."""
    if version is None:
        return "草稿，未发布"
    return f"第 {version.number} 次发布 · 版本 {version.sha256[:4]} {version.sha256[4:8]}"


def file_name(roster: Roster, context: Context, form_title: str, suffix: str) -> str:
    """`适龄儿童2026_三眼井社区_截至2026-08-31_报送稿.xlsx`."""
    short = form_title.partition("（")[0]
    return f"{roster.title}{context.period}_{context.area_name(context.area)}_截至{context.as_of}_{short}.{suffix}"

"""The three offices that watch each other (SEC07), and which area's office looks after what.

Nobody holds two offices, and none of them reads residents' data. Administration goes level by level (handbook §13.2): an
office looks after its own level and the level directly below; further down only while nobody nearer is in office.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

SYSTEM, SECURITY, AUDIT = "system_administrator", "security_administrator", "auditor"
OFFICES = {SYSTEM: "系统管理员（建账号）", SECURITY: "安全管理员（授权）", AUDIT: "审计员（看日志）"}
LEVELS = ("nation", "province", "city", "district", "street", "community", "grid")
# The rights and open things of one desk; without somebody who holds one of these, an area has nobody at its desk.
DESKS = {"community": "committee_clerk", "street": "street_officer", "district": "district_officer"}


def conflict(held: Iterable[str], wanted: str) -> str:
    """Why somebody who holds these roles may not be given another; empty when they may."""
    for role in held:
        if role == wanted:
            continue
        if role in OFFICES and wanted in OFFICES:
            return f"同一个人不能又是{OFFICES[role]}又是{OFFICES[wanted]}。三员要由三个人分开担任。"
        if role in OFFICES:
            return f"这个账号是{OFFICES[role]}，不能再加业务岗位。请另建一个账号。"
        if wanted in OFFICES:
            return f"这个账号有业务岗位，不能再当{OFFICES[wanted]}。请另建一个账号，或先收回业务岗位。"
    return ""


def fits_level(role_level: str, area_level: str) -> bool:
    """A role may be given at its own level of the tree or below: a community clerk never gets a whole street."""
    return LEVELS.index(area_level) >= LEVELS.index(role_level)


def in_charge(upwards: Sequence[str], occupied: Collection[str]) -> tuple[str, ...]:
    """The areas whose office looks after the first area of `upwards` (that area, its parent, … the nation).

    `occupied`: areas where somebody is in that office. The area's own office and its parent's share the work; when both
    are vacant, the nearest above stands in. Empty when nobody is in office anywhere above.
    """
    near = tuple(code for code in upwards[:2] if code in occupied)
    if near:
        return near
    return next(((code,) for code in upwards[2:] if code in occupied), ())


def left_without_desk(held: Iterable[tuple[str, str]], others: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of the (role, area) pairs that somebody holds, the desks that nobody else holds."""
    desks = set(DESKS.values())
    return [pair for pair in held if pair[0] in desks and pair not in others]

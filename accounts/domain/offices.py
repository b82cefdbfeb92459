"""The three offices that watch each other (SEC07): nobody holds two, and none of them reads residents' data."""

from __future__ import annotations

from collections.abc import Iterable

SYSTEM, SECURITY, AUDIT = "system_administrator", "security_administrator", "auditor"
OFFICES = {SYSTEM: "系统管理员（建账号）", SECURITY: "安全管理员（授权）", AUDIT: "审计员（看日志）"}
LEVELS = ("nation", "province", "city", "district", "street", "community", "grid")


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

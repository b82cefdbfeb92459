"""岗位 × 权限: every role of the product against every permission, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.permissions import WORDS
from accounts.roles import Role, roles


@dataclass(frozen=True)
class Line:
    """A permission in words, and for each role whether it holds it: `all`, `part` (some of a pattern) or empty."""

    words: str
    held: list[str]


def rights_matrix() -> dict[str, Any]:
    """`roles` across, `groups` (title, lines) down."""
    across = roles.all()
    groups = [
        (title, [Line(words, [_holds(role, pattern) for role in across]) for pattern, words in said.items()])
        for title, said in WORDS.items()
    ]
    return {"roles": across, "groups": groups}


def _holds(role: Role, pattern: str) -> str:
    if role.allows(pattern):
        return "all"
    stem = pattern.removesuffix("*")
    return "part" if stem != pattern and any(held.startswith(stem) for held in role.permissions) else ""

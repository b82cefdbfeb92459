"""The area a user looks at: chosen in the top bar, kept in the session, never wider than the grants."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from accounts.domain.area_tree import AreaNode, AreaTree
from accounts.models import User
from accounts.selectors.areas import area_tree
from core.scope import NOWHERE, Scope

SESSION_KEY = "area"


@dataclass(frozen=True)
class AreaChoice:
    """An area as the switcher shows it; code "" means everything the grants reach."""

    code: str
    name: str
    parent_name: str = ""


EVERYTHING = AreaChoice("", "我的全部范围")


def chosen_area(request: HttpRequest) -> AreaChoice | None:
    """The area that lists are narrowed to; None for somebody without any grant."""
    user = request.user
    if not user.is_authenticated or not user.live_grants:
        return None
    code, tree = request.session.get(SESSION_KEY, ""), area_tree()
    if code and code in tree and may_choose(user, code):
        return _choice(tree, tree[code])
    tops = _top_areas(user, tree)
    return _choice(tree, tops[0]) if len(tops) == 1 else EVERYTHING


def area_choices(request: HttpRequest) -> list[AreaChoice]:
    """Where the user may switch to: each granted area, the areas below it, and those below the chosen one."""
    user, chosen = request.user, chosen_area(request)
    if chosen is None or not user.is_authenticated:
        return []
    tree = area_tree()
    tops = _top_areas(user, tree)
    choices = [EVERYTHING] if len(tops) > 1 else []
    for top in tops:
        choices.append(_choice(tree, top))
        for child in _present(tree, top.code):
            choices.append(_choice(tree, child))
            if chosen.code.startswith(child.code):
                choices += [_choice(tree, grandchild) for grandchild in _present(tree, child.code)]
    return choices


def _present(tree: AreaTree, code: str) -> list[AreaNode]:
    return [node for node in tree.children(code) if not node.ended]


def may_choose(user: User, code: str) -> bool:
    """Does any live grant reach the whole of this area?"""
    return Scope.of(grant.area_code for grant in user.live_grants).covers(code)


def chosen_scope(request: HttpRequest, permission: str) -> Scope:
    """What a list shows: the areas where the grants allow this, cut to the chosen one."""
    user, area = request.user, chosen_area(request)
    if area is None or not user.is_authenticated:
        return NOWHERE
    return user.scope(permission).within(area.code)


def _top_areas(user: User, tree: AreaTree) -> list[AreaNode]:
    """The granted areas that lie in no other granted area."""
    codes = {grant.area_code for grant in user.live_grants if grant.area_code in tree}
    scopes = {code: Scope.of([code]) for code in codes}
    tops = [code for code in codes if not any(other != code and scopes[other].covers(code) for other in codes)]
    return [tree[code] for code in sorted(tops)]


def _choice(tree: AreaTree, node: AreaNode) -> AreaChoice:
    parent = tree.get(node.parent or "")
    return AreaChoice(node.code, node.name, parent.name if parent else "")

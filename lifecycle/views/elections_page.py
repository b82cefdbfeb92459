"""What every page of one election shares: which election, which part of its area, and its tabs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.selectors.areas import area_name, area_tree
from core.errors import NotFound
from core.permission import permitted
from core.scope import Scope
from lifecycle.models import Election
from lifecycle.models.election import ElectionKind
from lifecycle.roster.context import open_context
from lifecycle.roster.declaration import Context
from lifecycle.rosters.voters_provings import PROVINGS
from lifecycle.selectors.elections import election_named, part_of
from lifecycle.selectors.elections_objections import posted_day
from lifecycle.selectors.elections_proof import Proving

VIEW, EDIT = "election.view", "election.edit"
_TABS = (
    ("election", "日程", ()),
    ("election-proof", "防遗漏", ()),
    ("election-declare", "参加登记", (ElectionKind.COMMITTEE.value,)),
    ("election-wards", "选区", (ElectionKind.CONGRESS.value,)),
    ("election-certificates", "资格证明", (ElectionKind.CONGRESS.value,)),
    ("election-objections", "申诉", ()),
    ("election-cards", "选民证", (ElectionKind.CONGRESS.value,)),
    ("election-proxies", "委托和候选人", ()),
)


@dataclass(frozen=True)
class Seen:
    """An election as somebody looks at it: `area` is the part of it that the user's grants and choice leave."""

    election: Election
    area: str
    by: Any
    page: str

    @property
    def committee(self) -> bool:
        return self.election.kind == ElectionKind.COMMITTEE

    @property
    def proving(self) -> Proving:
        return PROVINGS[self.election.kind]

    @cached_property
    def context(self) -> Context:
        return open_context(self.proving.roster, area=self.area, as_of=self.election.day)

    @property
    def scope(self) -> Scope:
        """Where this user sees people of the election."""
        return self.by.scope(VIEW).within(self.area)  # type: ignore[no-any-return]

    @property
    def runs(self) -> bool:
        """May change the election itself."""
        return bool(self.by.scope(EDIT).covers(self.election.area_code))

    @property
    def edits(self) -> bool:
        """May act for voters of the part shown."""
        return bool(self.by.scope(EDIT).covers(self.area))

    @property
    def area_name(self) -> str:
        return area_name(self.area)

    @cached_property
    def posted_on(self) -> dt.date | None:
        return posted_day(self.election, self.area)

    def url(self, name: str, *args: Any, **query: Any) -> str:
        """Another page of the same election and part."""
        kept = {"area": "" if self.area == self.election.area_code else self.area, **query}
        said = urlencode({key: value for key, value in kept.items() if value not in ("", None)})
        return f"{reverse(name, args=[self.election.uid, *args])}{f'?{said}' if said else ''}"

    def roster_url(self, name: str = "roster", *args: Any, **query: Any) -> str:
        """The roll itself, or why somebody is on it, on the pages of rosters."""
        said = urlencode({"area": self.area, "as_of": self.election.day.isoformat(), **query})
        return f"{reverse(name, args=[self.proving.roster.key, *args])}?{said}"

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "url": self.url(name), "current": name == self.page}
            for name, title, kinds in _TABS
            if not kinds or self.election.kind in kinds
        ]

    @property
    def parts(self) -> list[tuple[str, str, bool]]:
        """The areas one may look at below the one shown, with the way back up: (name, address, current)."""
        tree, scope = area_tree(), self.by.scope(VIEW).within(self.election.area_code)
        chain = [node for node in tree.chain(self.area) if scope.covers(node.code)]
        below = [
            node
            for node in sorted(tree.nodes.values(), key=lambda one: one.code)
            if node.parent == self.area and not node.ended and node.level != "grid"
        ]
        return [
            (node.name, f"{reverse(self.page, args=[self.election.uid])}?area={node.code}", node.code == self.area)
            for node in [*chain, *below]
        ]


View = Callable[..., HttpResponse]


def election_page(permission: str, name: str) -> Callable[[View], View]:
    """A view of one election: gets `seen` instead of its uid. What the grants do not reach is a 404."""

    def decorate(view: View) -> View:
        @permitted(permission)
        @never_cache
        @wraps(view)
        def page(request: HttpRequest, uid: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                scope = request.user.scope(permission)
                election = election_named(uid, scope)
                asked = request.GET.get("area", "")
                if asked and not scope.covers(asked):
                    raise NotFound("没有这个地区，或不在你的范围内。")
                chosen = asked or getattr(getattr(request, "area", None), "code", "")
                seen = Seen(election, part_of(election, scope, chosen), request.user, name)
                return view(request, seen, *args, **kwargs)
            except NotFound as missing:
                raise Http404(missing.message) from missing

        return page

    return decorate

"""On which ground a list of a past day stands: by the boundaries of that day, or by those of today.

By then-boundary an area is its code on that day: what was recorded answers, and a list asked again gives the same. By
now-boundary everybody counts where the home of that day lies today: by its dwelling where that is known, else by the mapping
from old to new codes (the main successor).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from accounts.selectors.areas import area_tree
from core.scope import Scope, area_range

THEN, NOW = "then", "now"
BOUNDARIES = {THEN: "按当时的界线", NOW: "按现在的界线"}


@dataclass(frozen=True)
class Ground:
    """An area by today's boundaries, for rows of another day. `followed`: codes changed since, with their main successor."""

    area: str
    followed: dict[str, str] = field(default_factory=dict)

    def inside(self, path: str) -> Q:
        """Residence rows (reached by `path`, "" = the row itself) whose place lies in the area today."""
        here, changed = Scope.of([self.area]), sorted(self.followed)
        if not changed:
            return here.q(f"{path}__area_code" if path else "area_code")
        if path:
            # Compared as an expression: a negation over a join would become a sub-select for each person.
            low, high = area_range(self.area)
            return Q(GreaterThanOrEqual(self.code(path), low), LessThan(self.code(path), high))
        mapped = [code for code, main in self.followed.items() if here.holds(main)]
        unchanged = here.q("area_code") & ~Q(area_code__in=changed)
        by_home = here.q("dwelling__area_code") & Q(area_code__in=changed)
        return unchanged | by_home | Q(area_code__in=mapped, dwelling=None)

    def code(self, path: str) -> Combinable:
        """The community of today that such a row counts under."""
        own = f"{path}__area_code"
        if not self.followed:
            return F(own)
        by_home = When(
            **{f"{own}__in": sorted(self.followed), f"{path}__dwelling__isnull": False},
            then=F(f"{path}__dwelling__area_code"),
        )
        by_code = [When(**{own: old}, then=Value(main)) for old, main in self.followed.items() if old != main]
        return Case(by_home, *by_code, default=F(own))


def ground_of(area: str, day: dt.date) -> Ground:
    """An area as it is today, for rows of a past day. (A day to come has today's boundaries.)"""
    lineage, since = area_tree().lineage, day + dt.timedelta(days=1)
    return Ground(area, {code: lineage.main(code, since=since) for code in lineage.followed(since=since)})


Place = str | Ground  # an area by the codes of the day, or by today's boundaries


def inside(place: Place, path: str) -> Q:
    """Residence rows reached by `path` that lie in the place."""
    if isinstance(place, Ground):
        return place.inside(path)
    return Scope.of([place]).q(f"{path}__area_code" if path else "area_code")


def code_of(place: Place, path: str) -> Any:
    """The community that such a row counts under."""
    return place.code(path) if isinstance(place, Ground) else F(f"{path}__area_code")

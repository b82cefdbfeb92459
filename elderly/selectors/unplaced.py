"""住处待核: living old people of ours whose dwelling nobody has said. With whom they live cannot be told, so it is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from core.scope import Scope
from core.ui.formats import age_text
from elderly.domain.categories import OLD
from residents.domain.ages import born_by
from residents.selectors.at_home import without_dwelling

PAGE = 50


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody to find out about."""

    id: int
    uid: UUID
    name: str
    who: str
    area: str
    address: str


@dataclass(frozen=True)
class UnplacedPage:
    lines: list[Unplaced]
    number: int
    next_after: int = 0


def unplaced_page(scope: Scope, *, after: int, today: dt.date) -> UnplacedPage:
    """Fifty at a time, in the order of their ids."""
    rows = without_dwelling(scope, born_by=born_by(OLD, today), on=today)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
    lines = [
        Unplaced(
            one.pk,
            one.uid,
            one.name,
            age_text(one.birth_date, today) if one.birth_date else "",
            one.living_area or one.hukou_area,
            one.living_address or one.hukou_address,
        )
        for one in found[:PAGE]
    ]
    return UnplacedPage(lines, rows.count(), found[PAGE - 1].pk if len(found) > PAGE else 0)

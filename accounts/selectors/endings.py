"""Rights that end soon: for the security administrator, who renews them, and for their holder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from accounts.domain.endings import SOON, urgency
from accounts.models import Grant, User
from accounts.roles import roles
from accounts.selectors.areas import area_path
from accounts.selectors.offices import live_grants, rights_offices
from core import clock


@dataclass(frozen=True)
class Ending:
    """A right in its last 30 days: `urgency` is `now` in the last seven, else `soon`; `left` counts the days after today."""

    grant: Grant
    title: str
    area: str
    urgency: str
    left: int
    mine: bool = False  # may the reader renew it?


def ending_grants(by: User) -> list[Ending]:
    """Rights that end within 30 days, where `by` sees the account or grants in the area; soonest first."""
    today = clock.today()
    near = Q(until__lte=today + dt.timedelta(days=SOON))
    seen = by.scope("user.view").q("user__home_area") | by.scope("grant.edit").q("area_code")
    offices = rights_offices()
    rows = sorted(live_grants(near, seen), key=lambda row: (row.until or today, row.user.username))
    return [_ending(row, today, mine=row.user_id != by.pk and offices.admits(by, row.area_code)) for row in rows]


def own_endings(user: User) -> list[Ending]:
    """The user's own rights that end soon; costs nothing, the grants are at hand."""
    today = clock.today()
    return [_ending(row, today) for row in user.live_grants if urgency(row.until, today)]


def _ending(row: Grant, today: dt.date, *, mine: bool = False) -> Ending:
    left = (row.until - today).days if row.until else 0
    return Ending(row, roles[row.role].title, area_path(row.area_code), urgency(row.until, today), left, mine)

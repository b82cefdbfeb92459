"""Plans of care that are open go with their community, and whoever answers there answers for them; closed ones and extra rounds stay."""

from __future__ import annotations

from accounts.following import Act, AreaFollower, area_followers
from accounts.services.area_rows import rows_follow
from elderly.services.care_owners import settle_owners_in

area_followers.register(
    rows_follow("care-plans", "elderly_careplan", "探访安排", "份", only="t.closed_on IS NULL", order=77)
)


def _settle(act: Act) -> dict[str, int]:
    number = settle_owners_in({code for one in act.plan.recodes for code in (one.old, one.new)})
    return {"探访责任人": number} if number else {}


def _back(act: Act) -> None:
    _settle(act)


# After rights (20), tasks (70) and plans (77); what is taken back runs the other way round, so that it comes last there too.
area_followers.register(AreaFollower("care-owners", 95, follow=_settle))
area_followers.register(AreaFollower("care-owners-back", 5, undo=_back))

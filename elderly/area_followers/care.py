"""Plans of care that are open go with their community; closed ones and extra rounds stay where they were."""

from __future__ import annotations

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(
    rows_follow("care-plans", "elderly_careplan", "探访安排", "份", only="t.closed_on IS NULL", order=77)
)

"""Open leads go with their community; closed ones stay where they were."""

from __future__ import annotations

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(
    rows_follow("hardship-leads", "aid_lead", "困难线索", "条", only="t.state <> 'closed'", order=80)
)

"""Cases that go on, and the aid they granted, follow their community; ended ones stay where they were decided."""

from __future__ import annotations

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

_ENDED = "('rejected', 'refused', 'withdrawn', 'stopped')"
area_followers.register(
    rows_follow("aid-cases", "aid_aidcase", "救助", "件", only=f"t.state NOT IN {_ENDED}", order=74)
)
area_followers.register(
    rows_follow("aid-awards", "aid_award", "救助待遇", "份", only="upper(t.during) IS NULL", order=75)
)

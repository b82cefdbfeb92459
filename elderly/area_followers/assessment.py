"""Assessments that count go with their community, so that whoever answers for the person asks for the next; old ones stay."""

from __future__ import annotations

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(
    rows_follow("assessments", "elderly_assessment", "现在有效的能力评估", "份", only="t.standing", order=76)
)

"""Certificates taken over go with their community."""

from __future__ import annotations

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(rows_follow("aid-certificates", "aid_takenover", "接收的在册救助", "户", order=76))

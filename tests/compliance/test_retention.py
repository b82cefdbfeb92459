"""What is past its time is listed, by kind, with the law and what follows (SEC26, 个人信息保护法 第十九条、第四十七条)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from compliance.expiry import kept, what_is_due
from compliance.models import RetentionCheck
from compliance.tasks import list_what_is_due
from core import clock
from core.audit import log_read

pytestmark = pytest.mark.django_db


def test_logs_are_due_after_183_days_and_not_before(shequ: User, client_as: Any, audit: User) -> None:
    with clock.travel(dt.date(2026, 1, 10)):
        log_read(by=shequ, action="view", kind="person", label="何丽容")
    due = {one.kind.key: one.due for one in what_is_due(on=dt.date(2026, 7, 12))}
    assert due["reads"] == 0
    with clock.travel(dt.date(2026, 7, 13)):
        list_what_is_due()
        row = RetentionCheck.objects.get(kind="reads")
        assert (row.due, row.oldest, row.day) == (1, dt.date(2026, 1, 10), dt.date(2026, 7, 13))
        page = client_as(audit).get(reverse("compliance-retention")).content.decode()
        assert "网络安全法 第二十三条" in page and "永久" in page


def test_every_kind_says_law_and_what_follows() -> None:
    assert all(kind.law and kind.action for kind in kept)

"""Nothing is collected without a duty in law (SEC22, 个人信息保护法 第三十四条)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from compliance.lawful import collected, matter_of, matters
from core.imports.feed import feeds
from core.register.declaration import registers


@pytest.mark.parametrize("feed", feeds.all(), ids=lambda feed: feed.key)
def test_every_column_of_every_feed_serves_a_statutory_matter(feed: Any) -> None:
    lacking = [column.field for column in feed.columns if matter_of(feed.key, column.field) is None]
    assert lacking == [], f"declare {feed.key} in compliance/lawful.py: which matter of law it is collected for"


@pytest.mark.parametrize("register", [one for one in registers if one.people_paths], ids=lambda register: register.key)
def test_every_register_about_people_serves_one(register: Any) -> None:
    assert matter_of(register.key), f"declare {register.key} in compliance/lawful.py"


def test_every_matter_cites_a_law_and_says_how_long() -> None:
    for matter in matters:
        assert matter.law and matter.kept_for and matter.basis, matter.key
    for one in collected:
        assert one.matter in matters and all(key in matters for key in one.other.values()), one.key


@pytest.mark.django_db
def test_the_page_shows_them(client_as: Any, audit: Any) -> None:
    page = client_as(audit).get(reverse("compliance-lawful")).content.decode()
    assert "户口登记条例" in page and "没有登记" not in page
    for name in ("compliance-retention", "compliance-requirements", "compliance"):
        assert client_as(audit).get(reverse(name)).status_code == 200

"""What auditors read, and what nobody else does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core import clock
from core.audit import log_read, register_export
from core.models import ReadLog
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db


def look(by: User, label: str, *, area: str = SANYANJING) -> ReadLog:
    return log_read(by=by, action="查看证号", kind="person", label=label, area=area, reason="电话核对")


def test_only_auditors_read_the_logs(client_as: Any, shequ: User, admin: User, audit: User) -> None:
    for page in ("audit", "audit-exports", "audit-sign-ins"):
        assert client_as(audit).get(reverse(page)).status_code == 200
        for other in (shequ, admin):
            assert client_as(other).get(reverse(page)).status_code == 403


def test_filters(client_as: Any, shequ: User, quji: User, audit: User) -> None:
    with clock.travel(dt.date(2026, 3, 1)):
        look(shequ, "何丽容")
    look(quji, "潘慧敏", area=PANFU)
    look(quji, "天河人", area="440106001001")
    client = client_as(audit)

    def shown(**asked: str) -> str:
        return client.get(reverse("audit"), asked).content.decode()

    everything = shown()
    assert "何丽容" in everything and "潘慧敏" in everything and "电话核对" in everything
    assert "天河人" not in everything  # outside the auditor's district
    assert "潘慧敏" not in shown(who="黎敏仪") and "何丽容" in shown(who="shequ")
    assert "何丽容" not in shown(what="潘")
    assert "何丽容" in shown(since="2026-3-1", until="2026-3-1")
    assert "潘慧敏" not in shown(until="2026-03-31")
    assert "看不懂日期" in shown(since="某天")
    client.post(reverse("switch-area"), {"area": PANFU})
    assert "何丽容" not in shown() and "潘慧敏" in shown()


def test_paging_by_key_forth_and_back(client_as: Any, shequ: User, audit: User) -> None:
    rows = [look(shequ, f"第{n:03d}人") for n in range(120)]
    client = client_as(audit)
    first = client.get(reverse("audit")).content.decode()
    assert "第119人" in first and "第070人" in first and "第069人" not in first
    second = client.get(reverse("audit"), {"before": rows[70].pk}).content.decode()
    assert "第069人" in second and "第020人" in second and f"after={rows[69].pk}" in second
    back = client.get(reverse("audit"), {"after": rows[69].pk}).content.decode()
    assert "第119人" in back and "第070人" in back
    assert client.get(reverse("audit"), {"before": "x"}).status_code == 200


def test_exports_with_purpose_and_hash(client_as: Any, shequ: User, audit: User) -> None:
    register_export(
        by=shequ,
        what="学龄名册",
        params={},
        area=SANYANJING,
        purpose="报教育局",
        file_format="xlsx",
        rows=42,
        sha256="ab" * 32,
        persons=[],
    )
    page = client_as(audit).get(reverse("audit-exports")).content.decode()
    assert all(words in page for words in ("学龄名册", "报教育局", "42", "abababababab", "黎敏仪"))


def test_sign_ins_and_failures_are_kept(client: Any, client_as: Any, shequ: User, audit: User) -> None:
    client.post(reverse("login"), {"username": "shequ", "password": "wrong-1"})
    client.post(reverse("login"), {"username": "shequ", "password": "Yisheng2026", "next": "/calendar/"})
    page = client_as(audit).get(reverse("audit-sign-ins"), {"who": "shequ"}).content.decode()
    assert page.count(">shequ<") == 2

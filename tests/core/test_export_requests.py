"""A file with many people needs the level above; it can be fetched for a day, and is gone after."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import User
from core import clock
from core.exports.approval import level_above, level_of, may_decide
from core.exports.requests import clear_files
from core.models import ExportContent, ExportRecord, ExportRequest, ParameterValue, ReadLog
from tests.support import factories
from tests.support.areas import DEYUANLI, SANYANJING
from tests.support.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def two_is_many(areas: None) -> None:
    """In this district a file of more than one person needs approval; two people live in 三眼井."""
    ParameterValue.objects.create(
        key="export.approval-above",
        area_code="000000",
        during=(dt.date(2020, 1, 1), None),
        value=1,
        document="测试",
        recorded_at=clock.now(),
        recorded_by="test",
    )
    factories.person("何丽容")
    factories.person("何小容")


@pytest.fixture
def asked(two_is_many: None, client_as: Any, shequ: User) -> ExportRequest:
    answer = client_as(shequ).post("/persons/export/", {"format": "xlsx", "purpose": "人口核对"})
    assert answer.status_code == 302 and answer.url == reverse("export-requests")
    return ExportRequest.objects.get()


def test_above_the_limit_there_is_a_request_and_no_file(asked: ExportRequest, client_as: Any, shequ: User) -> None:
    assert (asked.rows, asked.by, asked.state, asked.level_area) == (2, shequ, "pending", SANYANJING)
    assert not ExportRecord.objects.exists()
    page = client_as(shequ).get(reverse("export-requests")).content.decode()
    assert "待审批" in page and "等街道批" in page
    assert client_as(shequ).post(reverse("export-fetch", args=[asked.uid])).status_code == 409


def test_one_person_needs_nobody(two_is_many: None, client_as: Any, shequ: User) -> None:
    answer = client_as(shequ).post("/persons/export/?q=何小容", {"format": "xlsx", "purpose": "核对"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.worksheets[0].max_row == 2
    assert "黎敏仪（shequ）" in [cell.value for row in book["导出说明"].iter_rows() for cell in row]


def test_the_street_sees_it_on_its_start_page_agrees_and_the_clerk_fetches(
    asked: ExportRequest, client_as: Any, shequ: User, jiedao: User
) -> None:
    assert "批导出 · 黎敏仪" in client_as(jiedao).get(reverse("today")).content.decode()
    client_as(jiedao).post(reverse("export-decide", args=[asked.uid]), {"agreed": "1"})
    answer = client_as(shequ).post(reverse("export-fetch", args=[asked.uid]))
    content = b"".join(answer.streaming_content)
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].max_row == 3
    assert ExportRecord.objects.get().purpose == "人口核对"
    assert len(ExportContent.objects.get().person_ids) == 2
    again = client_as(shequ).post(reverse("export-fetch", args=[asked.uid]))
    assert b"".join(again.streaming_content) == content and ExportRecord.objects.count() == 1
    acts = list(ReadLog.objects.order_by("id").values_list("action", flat=True))
    assert acts == ["申请导出", "同意导出", "export", "取走导出文件", "取走导出文件"]
    assert client_as(jiedao).post(reverse("export-fetch", args=[asked.uid])).status_code == 404


def test_a_refusal_says_why(asked: ExportRequest, client_as: Any, shequ: User, jiedao: User) -> None:
    address = reverse("export-decide", args=[asked.uid])
    assert client_as(jiedao).post(address, {"agreed": "0"}).status_code == 422
    client_as(jiedao).post(address, {"agreed": "0", "answer": "用途没有说清"})
    assert "用途没有说清" in client_as(shequ).get(reverse("export-requests")).content.decode()
    assert client_as(shequ).post(reverse("export-fetch", args=[asked.uid])).status_code == 409
    assert "已经批过" in client_as(jiedao).post(address, {"agreed": "1"}).content.decode()


def test_nobody_else_decides(asked: ExportRequest, client_as: Any, shequ: User, panfu: User, audit: User) -> None:
    for user in (shequ, panfu, audit):
        assert client_as(user).post(reverse("export-decide", args=[asked.uid]), {"agreed": "1"}).status_code == 404


def test_the_file_is_gone_after_a_day(
    asked: ExportRequest, client_as: Any, shequ: User, jiedao: User, tmp_path: Path
) -> None:
    client_as(jiedao).post(reverse("export-decide", args=[asked.uid]), {"agreed": "1"})
    client_as(shequ).post(reverse("export-fetch", args=[asked.uid]))
    (file,) = (tmp_path / "exports").iterdir()
    assert b"PK" not in file.read_bytes()[:64], "sealed at rest"
    assert clear_files() == 0
    with clock.travel(clock.now() + dt.timedelta(hours=25)):
        assert clear_files() == 1
        assert not list((tmp_path / "exports").iterdir())
        assert client_as(shequ).post(reverse("export-fetch", args=[asked.uid])).status_code in (302, 409)


def test_more_rows_than_any_file_may_hold(two_is_many: None, client_as: Any, shequ: User) -> None:
    ParameterValue.objects.create(
        key="export.most-rows",
        area_code="000000",
        during=(dt.date(2020, 1, 1), None),
        value=1,
        document="测试",
        recorded_at=clock.now(),
        recorded_by="test",
    )
    page = client_as(shequ).post("/persons/export/", {"format": "xlsx", "purpose": "核对"})
    assert page.status_code == 422 and "一份导出最多 1 行" in page.content.decode()


def test_long_logs_are_decided_by_the_security_administrator(
    two_is_many: None, client_as: Any, shequ: User, audit: User, quji: User, user_named: Any
) -> None:
    client = client_as(shequ)
    for name in ("persons", "households", "grids"):
        client.post(f"/{name}/export/?q=没有这个人", {"format": "csv", "purpose": "核对"})
    answer = client_as(audit).post(reverse("audit-export", args=["reads"]), {"purpose": "季度审计"})
    assert answer.status_code == 302
    made = ExportRequest.objects.get()
    assert client_as(quji).post(reverse("export-decide", args=[made.uid]), {"agreed": "1"}).status_code == 404
    anquan = user_named("anquan")
    assert "等你批的导出" in client_as(anquan).get(reverse("today")).content.decode()
    assert client_as(anquan).post(reverse("export-decide", args=[made.uid]), {"agreed": "1"}).status_code == 302
    assert client_as(audit).post(reverse("export-fetch", args=[made.uid])).status_code == 200


def test_which_level_decides(user_named: Any) -> None:
    shequ, jiedao, quji = (user_named(name) for name in ("shequ", "jiedao", "quji"))
    other = make_user("minzheng")
    levels = {user: level_of(user.scope("register.export"), "") for user in (shequ, jiedao, quji)}
    assert [levels[user] for user in (shequ, jiedao, quji)] == [SANYANJING, "440104001", "440104"]
    assert [level_above(levels[user]) for user in (shequ, jiedao, quji)] == ["街道", "区", "区里另一位同事"]

    def decides(user: User, applicant: User) -> bool:
        return may_decide(user, permission="export.approve", level=levels[applicant], applicant=applicant)

    assert decides(jiedao, shequ) and decides(quji, shequ) and decides(quji, jiedao)
    assert not decides(jiedao, jiedao) and not decides(shequ, shequ) and not decides(quji, quji)
    assert not decides(jiedao, quji) and not decides(other, quji)
    assert level_of(jiedao.scope("register.export"), DEYUANLI) == "440104001"

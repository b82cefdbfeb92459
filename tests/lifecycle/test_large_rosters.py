"""A roster with many persons: from the page it needs the level above; by an operator's command it does not."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from core.models import ExportContent, ExportRecord, ExportRequest, ParameterValue
from lifecycle.roster.export import order_again, produce
from tests.support import factories as make
from tests.support.areas import SANYANJING

pytestmark = pytest.mark.django_db
ADDRESS = f"/rosters/school-age/export/?area={SANYANJING}&as_of=2026-08-31"
WANTED = {"form": "official", "numbers": "full", "format": "xlsx", "purpose": "报区教育局"}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def three_children(numbers: None) -> None:
    """Three on the roster, where more than two need approval."""
    ParameterValue.objects.filter(key="export.approval-above").update(value=2)
    for number in range(3):
        make.person(f"孩子{number}", birth=dt.date(2020, 3, 17 + number))


def asked(client: Any) -> Any:
    return client.post(ADDRESS, {**WANTED, "area": SANYANJING, "as_of": "2026-08-31"})


def test_the_page_makes_a_request_that_the_street_decides(
    three_children: None, client_as: Any, shequ: User, jiedao: User, tmp_path: Path
) -> None:
    answer = asked(client_as(shequ))
    assert answer.status_code == 302 and answer.url == reverse("export-requests")
    made = ExportRequest.objects.get()
    assert made.rows == 3 and "报送稿（全号），3 人" in made.what and not ExportRecord.objects.exists()
    client_as(jiedao).post(reverse("export-decide", args=[made.uid]), {"agreed": "1"})
    got = b"".join(client_as(shequ).post(reverse("export-fetch", args=[made.uid])).streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(got))
    assert "黎敏仪（shequ）" in book.properties.description and "导出" in book.active.oddFooter.left.text
    assert book.active.max_column == 24, "the official columns stay"
    record = ExportRecord.objects.get()
    assert len(ExportContent.objects.get(record_id=record.pk).person_ids) == 3
    again = produce(order_again(record.params, by=shequ), tmp_path / "again.xlsx", by=shequ)
    assert again.sha256 == record.sha256


def test_an_operators_command_is_direct_and_registered(
    three_children: None, quji: User, tmp_path: Path, capsys: Any
) -> None:
    out = ["--out", str(tmp_path / "a.xlsx"), "--by", "quji"]
    call_command("export_roster", "school-age", "--area", SANYANJING, "--as-of", "2026-08-31", *out)
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["rows"] == 3
    assert ExportRecord.objects.get().purpose == "命令行导出" and not ExportRequest.objects.exists()


def test_full_numbers_on_paper_need_it_too(three_children: None, client_as: Any, shequ: User) -> None:
    values = {"area": SANYANJING, "as_of": "2026-08-31", "reason": "报区教育局"}
    page = client_as(shequ).post("/rosters/school-age/print/", values).content.decode()
    assert "超过 2 人的全号稿要上级同意" in page and not ExportRecord.objects.exists()


def test_two_may_leave_alone(three_children: None, client_as: Any, shequ: User) -> None:
    ParameterValue.objects.filter(key="export.approval-above").update(value=3)
    assert asked(client_as(shequ)).status_code == 200
    assert ExportRecord.objects.get().rows == 3

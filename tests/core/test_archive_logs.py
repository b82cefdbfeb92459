"""Old logs leave the hot table for archives that can be searched; none is lost, none leaves early."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from accounts.models import User
from core import clock
from core.audit import log_read, register_export
from core.chain import archive_files
from core.chain.archiving import archive_logs
from core.chain.linking import chain_logs
from core.chain.verifying import verify
from core.models import ExportRecord, LogArchive, ReadLog
from core.scope import NOWHERE, scoped
from tests.support.commands import last_json

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def a_year_of_looks(shequ: User) -> None:
    """One look a month since December 2025, chained month by month."""
    for month in range(12):
        day = dt.date(2025 + (month + 11) // 12, (month + 11) % 12 + 1, 15)
        with clock.travel(day):
            log_read(by=shequ, action="view", kind="person", label=f"{day:%Y-%m} 的人", reason="核对")
            chain_logs()


def test_nothing_leaves_before_the_law_allows(a_year_of_looks: None, capsys: Any) -> None:
    with clock.travel(TODAY):
        with pytest.raises(CommandError, match="183 天（中华人民共和国网络安全法（2025 修正）第二十三条"):
            call_command("archive_logs", "--before", "2026-06-01", "--stream", "core_readlog")
        call_command("archive_logs", "--stream", "core_readlog")
        assert last_json(capsys) == {"files": 6, "rows": 6}
        edge = TODAY - dt.timedelta(days=183)
        assert ReadLog.objects.count() == 6
        assert all(row.at.astimezone(clock.SHANGHAI).date() >= edge for row in ReadLog.objects.all())


def test_exports_stay_three_years(shequ: User) -> None:
    with clock.travel(dt.date(2024, 3, 1)):
        register_export(
            by=shequ,
            what="名册",
            params={},
            area="",
            purpose="报区教育局",
            file_format="xlsx",
            rows=1,
            sha256="0" * 64,
            persons=[7],
        )
        chain_logs()
    with clock.travel(TODAY):
        assert archive_logs(by="test").rows == 0
    with clock.travel(dt.date(2027, 3, 3)):
        assert archive_logs(by="test").rows == 2  # the record, and whom it contained
        assert not ExportRecord.objects.exists()
        assert verify().sound


def test_archived_rows_verify_and_can_be_searched(a_year_of_looks: None, capsys: Any, tmp_path: Path) -> None:
    with clock.travel(TODAY):
        archive_logs(by="test")
        chain_logs()
    assert verify().sound
    call_command("verify_audit", "--archives", str(tmp_path / "archives"))
    assert last_json(capsys)["rows"] == 6
    call_command("read_archive", "--where", "subject_label=2026-02", "--until", "2026-04-01")
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[-1]) == {"rows": 1} and "2026-02 的人" in lines[0]
    assert "2026-02 的人".encode() not in b"".join(
        file.read_bytes() for file in (tmp_path / "archives").glob("*.sealed")
    )


def test_a_damaged_archive_is_found(a_year_of_looks: None, tmp_path: Path, capsys: Any) -> None:
    with clock.travel(TODAY):
        archive_logs(by="test")
    file = sorted((tmp_path / "archives").glob("*.sealed"))[2]
    content = bytearray(file.read_bytes())
    content[-3] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("verify_audit", "--archives", str(tmp_path / "archives"))
    assert file.name in last_json(capsys)["findings"][0]["words"]


def test_rows_stay_when_the_archive_cannot_be_read_back(a_year_of_looks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_files, "frames", lambda _path: iter(()))
    with clock.travel(TODAY), pytest.raises(Exception, match="读回来不对"):
        archive_logs(by="test")
    assert ReadLog.objects.count() == 12 and not LogArchive.objects.exists()


def test_a_row_put_back_into_the_archived_past_is_found(a_year_of_looks: None, shequ: User) -> None:
    with clock.travel(TODAY):
        archive_logs(by="test")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_readlog (id, at, by_id, action, subject_kind, subject_label, area_code, reason, request_id)"
            " VALUES (-1, '2026-01-01', %s, 'view', 'person', '假的', '', '', '')",
            [shequ.pk],
        )
    assert [one.kind for one in verify().findings] == ["inserted"]


def test_the_web_role_can_remove_nothing(a_year_of_looks: None) -> None:
    tables = (
        "core_readlog",
        "core_exportrecord",
        "core_exportcontent",
        "core_chainlink",
        "core_anchor",
        "core_logarchive",
    )
    for table in (*tables, "axes_accesslog", "axes_accessfailurelog"):
        with pytest.raises(ProgrammingError, match="permission denied"), scoped(NOWHERE), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")

"""The morning look of the system administrator: what was done, what failed, what is due."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from core.services.upkeep import check_all
from core.upkeep import note_upkeep, warnings
from residents.models import PersonTotal
from tests.support.factories import person

Clients = Callable[[User], Client]


@pytest.fixture(autouse=True)
def record(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    cache.clear()
    return tmp_path / "upkeep.jsonl"


def test_nothing_was_done_yet(admin: User, client_as: Clients) -> None:
    page = client_as(admin).get("/upkeep/").content.decode()
    assert page.count("该做了") == 4 and "没有做过" in page and "齐全" in page
    assert warnings() == ["backup", "rehearsal", "rollups", "reconciliation"]


def test_a_failure_after_a_success_is_shown_with_its_words(admin: User, client_as: Clients, record: Path) -> None:
    note_upkeep("backup", ok=True, seconds=41.2, bytes=687_215_946, rows=12_007_755)
    note_upkeep("rehearsal", ok=True, seconds=90)
    note_upkeep("rollups", ok=True)
    note_upkeep("reconciliation", ok=True)
    assert warnings() == []
    cache.clear()
    note_upkeep("backup", ok=False, message="pg_dump failed: no space left on device")
    with record.open("a", encoding="utf-8") as file:
        file.write('{"act": "backup", "at": "2026-11')  # cut short by a crash
    page = client_as(admin).get("/upkeep/").content.decode()
    assert "上次失败" in page and "no space left on device" in page and "12,007,755" in page
    assert warnings() == ["backup"]


def test_readiness_names_what_is_amiss_and_stays_ready(db: None, client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["warnings"] == ["backup", "rehearsal", "rollups", "reconciliation"]


def test_only_the_system_administrator_looks(shequ: User, audit: User, client_as: Clients) -> None:
    assert client_as(shequ).get("/upkeep/").status_code == 403
    assert client_as(audit).get("/upkeep/").status_code == 403


def test_a_nightly_difference_is_written_down(areas: None, record: Path) -> None:
    person("何丽容")
    assert check_all()
    PersonTotal.objects.update(number=2)
    assert not check_all()
    good, bad = map(json.loads, record.read_text(encoding="utf-8").splitlines())
    assert good["ok"] and not bad["ok"] and "person-totals" in bad["message"]
    assert PersonTotal.objects.get().number == 2

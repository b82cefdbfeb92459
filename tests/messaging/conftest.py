"""A file gateway with an empty folder for each test."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core import clock


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.SMS_FOLDER = tmp_path / "sms"
    settings.SMS_CALLBACK_SECRET = "a-word-of-ours"
    return tmp_path / "sms"


@pytest.fixture
def carried(folder: Path) -> Callable[[], list[dict[str, Any]]]:
    """What the gateway carried today."""

    def read() -> list[dict[str, Any]]:
        path = folder / f"{clock.today()}.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    return read

"""What commands print."""

from __future__ import annotations

import json
from typing import Any

import pytest


def last_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The JSON on the last line of standard output since the last call."""
    return json.loads(capsys.readouterr().out.splitlines()[-1])

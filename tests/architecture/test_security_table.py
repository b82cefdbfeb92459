"""docs/security.md answers every requirement of the list, and every test it names exists."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = {match[1]: match[0] for match in re.finditer(r"^\| (SEC\d\d) .*$", TEXT, re.MULTILINE)}
with (ROOT / "compliance" / "data" / "security_requirements.csv").open(encoding="utf-8", newline="") as _file:
    REQUIRED = [row["req_id"] for row in csv.DictReader(_file)]


def test_every_requirement_has_its_row_and_no_other() -> None:
    assert list(ROWS) == REQUIRED and len(REQUIRED) == 38


@pytest.mark.parametrize("requirement", REQUIRED)
def test_a_row_names_a_test_or_the_capability_that_will_bring_it(requirement: str) -> None:
    row = ROWS[requirement]
    assert "`tests/" in row or "comes with" in row, row


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[\w/.]+(?:::\w+)?)`", TEXT))))
def test_every_test_named_exists(named: str) -> None:
    path, _, function = named.partition("::")
    file = ROOT / path
    assert file.is_file(), path
    if function:
        assert re.search(rf"^def {function}\b", file.read_text(encoding="utf-8"), re.MULTILINE), named

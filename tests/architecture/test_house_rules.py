"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "core",
    "accounts",
    "compliance",
    "messaging",
    "facilities",
    "residents",
    "lifecycle",
    "elderly",
    "aid",
    "config",
)


def _files(*suffixes: str) -> list[Path]:
    """Files under version control or about to be (nothing that .gitignore names)."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).is_file()]


def _python() -> list[Path]:
    return [
        file for file in _files(".py") if "/migrations/" not in str(file) and file.relative_to(ROOT).parts[0] in ROOMS
    ]


def _offenders(pattern: str, files: list[Path]) -> list[str]:
    found = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if re.search(pattern, line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()}")
    return found


def test_only_the_clock_reads_the_clock() -> None:
    files = [file for file in _python() if file != ROOT / "core" / "clock.py"]
    assert _offenders(r"\bdate\.today\(|timezone\.now\(|datetime\.(now|utcnow)\(|localdate\(", files) == []


def test_files_stay_small_enough_to_read() -> None:
    long = {file.relative_to(ROOT): len(file.read_text(encoding="utf-8").splitlines()) for file in _python()}
    assert {str(file): lines for file, lines in long.items() if lines > 400} == {}


def test_no_rooms_for_odds_and_ends() -> None:
    names = {"utils", "helpers", "common", "misc"}
    assert [str(file.relative_to(ROOT)) for file in _python() if file.stem in names or file.parent.name in names] == []


def test_no_signals_and_no_bare_except() -> None:
    assert _offenders(r"@receiver\b|\.connect\(.*(post|pre)_(save|delete)|^\s*except:\s*$", _python()) == []


def test_nothing_is_left_for_later() -> None:
    words = "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3])
    assert _offenders(rf"\b({words})\b|raise NotImplementedError", _python()) == []


@pytest.mark.parametrize("place", ["/wo" + "rk/", "../sha" + "red", "/ro" + "ot/.pyenv"])
def test_the_project_stands_alone(place: str) -> None:
    texts = _files(
        ".py", ".md", ".html", ".css", ".js", ".mjs", ".json", ".toml", ".txt", ".in", ".yaml", ".csv", "run", "test"
    )
    assert _offenders(re.escape(place), texts) == []


def test_every_room_says_what_it_owns() -> None:
    for room in ROOMS[:-1]:
        words = (ROOT / room / "__init__.py").read_text(encoding="utf-8")
        assert all(word in words for word in ("Owns:", "Publishes:", "Imports:")), room


def test_models_are_reached_through_services_and_selectors() -> None:
    """An app's models are private to it (and to tests)."""
    found = []
    for file in _python():
        room = file.relative_to(ROOT).parts[0]
        for line in file.read_text(encoding="utf-8").splitlines():
            match = re.match(
                r"\s*from (accounts|compliance|facilities|residents|lifecycle|elderly|aid)\.models\b", line
            )
            if match and match[1] != room:
                found.append(f"{file.relative_to(ROOT)}: {line.strip()}")
    assert found == []

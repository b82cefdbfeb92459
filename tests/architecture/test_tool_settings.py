"""A new room must come under the same checks as the others: the tools name rooms one by one."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
ROOMS = {file.parent.name for file in ROOT.glob("*/apps.py")}


def test_every_room_is_under_the_import_contracts() -> None:
    assert set(TOOLS["importlinter"]["root_packages"]) == ROOMS | {"config"}


def test_the_models_of_every_room_are_protected() -> None:
    protected = {
        module.removesuffix(".models")
        for contract in TOOLS["importlinter"]["contracts"]
        for module in contract.get("protected_modules", [])
    }
    assert protected == {room for room in ROOMS if list((ROOT / room).glob("models*"))}


def test_every_room_is_under_the_type_checker() -> None:
    assert set(TOOLS["mypy"]["files"]) == ROOMS | {"bin/launch"}

"""A duplicate or broken declaration stops start-up with one clear sentence."""

from __future__ import annotations

import sys
import types
from dataclasses import dataclass

import pytest
from django.core.exceptions import ImproperlyConfigured

from core import registry
from core.registry import Registry


@dataclass(frozen=True)
class Thing:
    key: str
    size: int = 1


def test_keeps_order_and_finds_by_key() -> None:
    things: Registry[Thing] = Registry("thing")
    first, second = things.register(Thing("b")), things.register(Thing("a"))
    assert things.all() == [first, second]
    assert things["a"] is second and things.get("c") is None and "b" in things and len(things) == 2


def test_a_duplicate_key_is_refused() -> None:
    things: Registry[Thing] = Registry("thing")
    things.register(Thing("a"))
    with pytest.raises(ImproperlyConfigured, match="Two thing declarations have the key “a”"):
        things.register(Thing("a"))


def test_a_broken_declaration_is_refused_with_its_reason() -> None:
    things: Registry[Thing] = Registry("thing", check=lambda thing: None if thing.size else "it has no size.")
    with pytest.raises(ImproperlyConfigured, match="The thing “a” is broken: it has no size"):
        things.register(Thing("a", 0))
    with pytest.raises(ImproperlyConfigured, match="has no key"):
        things.register(Thing(""))


def test_a_file_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("broken_app")
    module.__path__ = []  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "broken_app", module)
    monkeypatch.setattr(registry, "find_spec", lambda path: object())

    def explode(path: str) -> None:
        raise NameError("name 'Rooster' is not defined")

    monkeypatch.setattr(registry.importlib, "import_module", explode)
    with pytest.raises(ImproperlyConfigured, match=r"broken_app\.rosters cannot be loaded: NameError: name 'Rooster'"):
        registry._import_declarations("broken_app.rosters")

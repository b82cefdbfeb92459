"""Declare, then derive: a registry per kind of thing, filled by files with fixed names.

An app adds a roster, a feed, a parameter, a panel … by adding a file; start-up finds it. A duplicate key or a broken
declaration stops start-up with one sentence that names the file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Generic, Protocol, TypeVar

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

# The same name always means the same thing; docs/architecture.md lists what each one holds.
DECLARATION_FILES = (
    "parameters",
    "navigation",
    "omnibox",
    "events",
    "effects",
    "task_kinds",
    "rules",
    "milestones",
    "registers",
    "feeds",
    "rosters",
    "panels",
    "tiles",
    "links",
    "histories",
    "traces",
    "area_followers",
    "rollups",
    "handovers",
    "worries",
    "recounts",
    "projections",
    "visiting",
    "payments",
    "demo_parts",
    "helping",
    "sms_texts",
    "recipients",
)


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


class Registry(Generic[T]):
    """A set of declarations of one kind, by key, in the order of registration.

    `check` looks at each declaration when it is made and returns what is wrong with it, or None.
    """

    def __init__(self, kind: str, check: Callable[[T], str | None] | None = None) -> None:
        self.kind = kind
        self._check = check
        self._items: dict[str, T] = {}

    def register(self, item: T) -> T:
        if not getattr(item, "key", ""):
            raise ImproperlyConfigured(f"A {self.kind} has no key: {item!r}.")
        if item.key in self._items:
            raise ImproperlyConfigured(f"Two {self.kind} declarations have the key “{item.key}”.")
        if self._check and (problem := self._check(item)):
            raise ImproperlyConfigured(f"The {self.kind} “{item.key}” is broken: {problem}")
        self._items[item.key] = item
        return item

    def get(self, key: str) -> T | None:
        return self._items.get(key)

    def __getitem__(self, key: str) -> T:
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def all(self) -> list[T]:
        return list(self._items.values())

    def keys(self) -> list[str]:
        return list(self._items)


def autodiscover() -> None:
    """Import every declaration file of every installed app (a package counts with all its modules)."""
    for config in apps.get_app_configs():
        for name in DECLARATION_FILES:
            _import_declarations(f"{config.name}.{name}")


def _import_declarations(path: str) -> None:
    if find_spec(path) is None:
        return
    try:
        module = importlib.import_module(path)
        for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
            importlib.import_module(f"{path}.{info.name}")
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(f"{path}: {error}") from error
    except Exception as error:
        raise ImproperlyConfigured(f"{path} cannot be loaded: {type(error).__name__}: {error}") from error

"""The hook behind `{{ code|area_name }}`: core knows no areas, so `accounts` tells it at start-up how to name them."""

from __future__ import annotations

from collections.abc import Callable

_resolver: Callable[[str], str] = str


def use(resolver: Callable[[str], str]) -> None:
    """Called once, in `AccountsConfig.ready()`. The resolver answers from memory: it runs once a table row."""
    global _resolver
    _resolver = resolver


def area_name(code: str) -> str:
    """`三眼井社区` for 440104001007; the code itself when nobody knows it."""
    return _resolver(code) if code else ""

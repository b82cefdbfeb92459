"""The hook behind `{{ code|area_name }}`: core knows no areas, so `accounts` tells it at start-up how to name them."""

from __future__ import annotations

from collections.abc import Callable

from core.scope import Scope

Choices = Callable[[Scope], list[tuple[str, str]]]


def _no_choices(scope: Scope) -> list[tuple[str, str]]:
    return []


_resolver: Callable[[str], str] = str
_choices: Choices = _no_choices


def use(resolver: Callable[[str], str], choices: Choices) -> None:
    """Called once, in `AccountsConfig.ready()`. The resolver answers from memory: it runs once a table row."""
    global _resolver, _choices
    _resolver, _choices = resolver, choices


def area_name(code: str) -> str:
    """`三眼井社区` for 440104001007; the code itself when nobody knows it."""
    return _resolver(code) if code else ""


def choices(scope: Scope) -> list[tuple[str, str]]:
    """(code, indented name) of every area that lies wholly in the scope, for a select."""
    return _choices(scope)

"""`{% load residents %}`: filters that only these pages need."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def lookup(mapping: dict[str, Any] | None, key: str) -> Any:
    """`{{ sources|lookup:item.source }}`: the value of a key that is itself a variable, or nothing."""
    return (mapping or {}).get(key)

"""`{% load imports %}`: looking a value up by a variable key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`{{ people|at:row.person_id }}`: the value under that key, or nothing."""
    return mapping.get(key, "")

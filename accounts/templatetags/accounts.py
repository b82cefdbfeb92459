"""`{% load accounts %}`: what a page says about the account that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from accounts.policy import lacks_second_factor
from accounts.selectors.endings import Ending, own_endings

register = template.Library()


@dataclass(frozen=True)
class OwnNotes:
    """A privileged role without a second factor; own rights in their last 30 days."""

    lacks_factor: bool
    endings: list[Ending]


@register.simple_tag(takes_context=True)
def own_notes(context: dict[str, Any]) -> OwnNotes:
    """`{% own_notes as mine %}`."""
    user = context["request"].user
    return OwnNotes(lacks_second_factor(user), own_endings(user))

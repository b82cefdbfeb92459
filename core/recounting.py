"""What counts by the working calendar and the policy parameters, and is counted anew when they change.

An office records a year's arrangement, or a parameter's value: in the same transaction every room that keeps due days does
them again. It says so in its `recounts.py`, found at start-up:

    # lifecycle/recounts.py
    recounts.register(Recount("tasks", "待办的期限", calendar=calendar_changed, parameter=parameter_changed))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from core.registry import Registry


class AfterNotice(Protocol):
    """`years` have another arrangement; returns how many days moved."""

    def __call__(self, years: Iterable[int], *, by: str, why: str) -> int: ...


class AfterParameter(Protocol):
    """The parameter `key` has another value somewhere; returns how many things changed."""

    def __call__(self, key: str, *, by: str, why: str) -> int: ...


@dataclass(frozen=True)
class Recount:
    """What one room counts anew. `title` names it on the screen: 「待办的期限」改了 12 件."""

    key: str
    title: str
    calendar: AfterNotice
    parameter: AfterParameter


recounts: Registry[Recount] = Registry("recount")


@dataclass(frozen=True)
class Recounted:
    """What changed in one room."""

    title: str
    number: int


def after_notice(years: Iterable[int], *, by: str, why: str) -> list[Recounted]:
    """Count anew after a year's arrangement, in the caller's transaction."""
    wanted = list(years)
    return _told(lambda one: one.calendar(wanted, by=by, why=why))


def after_parameter(key: str, *, by: str, why: str) -> list[Recounted]:
    """Count anew after a parameter's new value, in the caller's transaction."""
    return _told(lambda one: one.parameter(key, by=by, why=why))


def _told(count: Callable[[Recount], int]) -> list[Recounted]:
    return [Recounted(one.title, number) for one in recounts if (number := count(one))]

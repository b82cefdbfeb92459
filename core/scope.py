"""The second wall: row-level security by area range.

`core_scope` is a list of half-open ranges on area codes ("C" collation), carried as transaction-local settings. The
policies compare plain columns with `current_setting(...)`: ranges are leakproof, so indexes stay in use, where `LIKE` or a
sub-select would lose them (docs/adr/0003-row-level-security.md). The first wall is `Scope.q`, the same ranges in the ORM.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from core.domain.area_codes import area_prefix

Range = tuple[str, str]
SLOTS = (
    3  # the policies know this many ranges; grants that need more are widened to fit, and the first wall stays exact
)
END = ":"  # the sign after "9"


def area_range(code: str) -> Range:
    """The half-open range of codes inside an area: '440104001' → ('440104001', '440104002')."""
    prefix = area_prefix(code)
    return (prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)) if prefix else ("0", END)


@dataclass(frozen=True)
class Scope:
    """Which areas an act may reach. Empty reaches nothing."""

    ranges: tuple[Range, ...] = ()

    @classmethod
    def of(cls, codes: Iterable[str]) -> Scope:
        merged: list[Range] = []
        for low, high in sorted({area_range(code) for code in codes if code}):
            if merged and low <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], high))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def __bool__(self) -> bool:
        return bool(self.ranges)

    @property
    def key(self) -> str:
        """The ranges as one word, for the names of remembered values."""
        return "-".join(f"{low}_{high}" for low, high in self.ranges) or "nowhere"

    def covers(self, code: str) -> bool:
        """Does the whole area `code` lie inside?"""
        low, high = area_range(code) if code else ("", "")
        return bool(code) and any(a <= low and high <= b for a, b in self.ranges)

    def holds(self, code: str) -> bool:
        """Is a record with this area code inside? (A record may name an area above the scope: then it is not.)"""
        return bool(code) and any(low <= code < high for low, high in self.ranges)

    def within(self, code: str) -> Scope:
        """The part of this scope that lies inside an area."""
        low, high = area_range(code)
        cut = ((max(low, a), min(high, b)) for a, b in self.ranges)
        return Scope(tuple((a, b) for a, b in cut if a < b))

    def q(self, *fields: str) -> Q:
        """The first wall: rows of which any named column lies in any range; nothing when the scope is empty."""
        parts = [Q(**{f"{field}__gte": low, f"{field}__lt": high}) for field in fields for low, high in self.ranges]
        return reduce(or_, parts) if parts else Q(pk__in=[])

    def slots(self) -> list[Range]:
        """Exactly SLOTS ranges for the policies: padded with empty ones, or widened across the smallest gaps."""
        ranges = list(self.ranges)
        while len(ranges) > SLOTS:
            ranges[-2:] = [(ranges[-2][0], ranges[-1][1])]
        return ranges + [("", "")] * (SLOTS - len(ranges))


EVERYWHERE = Scope((("0", END),))
NOWHERE = Scope()
# The scope of the innermost scoped(); None inside as_system() and outside of both.
_set_now: ContextVar[Scope | None] = ContextVar("scope_set_now", default=None)
# Is as_system() the innermost?
_system_now: ContextVar[bool] = ContextVar("scope_system_now", default=False)


def _set(values: dict[str, str]) -> None:
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in values.items() for part in pair])


def _scope_settings(scope: Scope) -> dict[str, str]:
    values = {}
    for number, (low, high) in enumerate(scope.slots(), start=1):
        values[f"yisheng.lo{number}"], values[f"yisheng.hi{number}"] = low, high
    return values


def _current() -> dict[str, str]:
    names = ["role", *(f"yisheng.{end}{number}" for number in range(1, SLOTS + 1) for end in ("lo", "hi"))]
    calls = ", ".join("coalesce(current_setting(%s, true), '')" for _ in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", names)
        return dict(zip(names, cursor.fetchone(), strict=True))


@contextmanager
def _transaction_settings(values: dict[str, str]) -> Iterator[None]:
    """Apply settings for one transaction; inside an outer one, put the former values back afterwards."""
    nested = connection.in_atomic_block
    before = _current() if nested else {}
    with transaction.atomic():
        _set(values)
        yield
        if nested and not connection.needs_rollback:  # a rollback brings the former values back by itself
            _set(before)


@contextmanager
def scoped(scope: Scope) -> Iterator[None]:
    """Run a transaction as the web role, seeing only residents whose area lies in the scope."""
    token, system = _set_now.set(scope), _system_now.set(False)
    try:
        with _transaction_settings({"role": settings.WEB_ROLE, **_scope_settings(scope)}):
            yield
    finally:
        _system_now.reset(system)
        _set_now.reset(token)


@contextmanager
def scoped_within(scope: Scope) -> Iterator[None]:
    """Like `scoped`, at no cost where exactly this scope is set already: in a request that looks at all its areas."""
    if connection.in_atomic_block and _set_now.get() == scope:
        yield
        return
    with scoped(scope):
        yield


@contextmanager
def as_system(reason: str) -> Iterator[None]:
    """Run as the owner, past row-level security: for jobs that must see every area, each of which filters by scope itself.

    `reason` says why in the code that calls it, where a reviewer looks for it. Inside another as_system() it is a savepoint only.
    """
    if not reason:
        raise ValueError("as_system() needs a reason.")
    if connection.in_atomic_block and _system_now.get():
        with transaction.atomic():
            yield
        return
    token, system = _set_now.set(None), _system_now.set(True)
    try:
        with _transaction_settings({"role": "none", **_scope_settings(EVERYWHERE)}):
            yield
    finally:
        _system_now.reset(system)
        _set_now.reset(token)

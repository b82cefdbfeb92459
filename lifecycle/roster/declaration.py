"""What a roster says of itself: period, criteria, categories, columns. One file per roster in `lifecycle/rosters/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Q

from accounts.domain.area_tree import Style
from accounts.selectors.areas import area_name, area_name_on, area_words
from core.history import Versioned
from core.known_at import Moment
from core.parameters import Reading
from core.registry import Registry
from residents.selectors.ground import NOW, THEN, Place, ground_of

Row = Mapping[str, Any]  # one person with the columns that the statement fetched


@dataclass(frozen=True)
class Context:
    """For which area and day a roster is asked, by which parameter values; `rule` is what the roster made of them.

    `known_at`: only what the base knew at that moment counts (None: what it knows now). `boundary`: the area as it was on
    the day (then), or as it is today (now); lists that leave the house are always of then. `permission`, `facts`: the roster's.
    """

    area: str
    as_of: dt.date
    period: str
    readings: Mapping[str, Reading] = field(default_factory=dict)
    rule: Any = None
    known_at: Moment | None = None
    boundary: str = THEN
    permission: str = ""
    facts: tuple[type[Versioned], ...] = ()

    @property
    def _known(self) -> dt.datetime | None:
        return self.known_at.at if self.known_at else None

    @cached_property
    def place(self) -> Place:
        """The area as the criteria take it: `registered_in(context.place)`."""
        return ground_of(self.area, self.as_of) if self.boundary == NOW else self.area

    def area_name(self, code: str) -> str:
        """What an area was called on the day (by now-boundary: is called today): a list of then keeps its names."""
        return area_name(code) if self.boundary == NOW else area_name_on(code, self.as_of, known_at=self._known)

    def area_words(self, code: str, style: Style = "full") -> str:
        """The area in words, with the names of the day."""
        if self.boundary == NOW:
            return area_words(code, style)
        return area_words(code, style, on=self.as_of, known_at=self._known)


@dataclass(frozen=True)
class Evidence:
    """The value that a criterion looked at, in words, the source string of the row it stands in, and since when it is so."""

    value: str
    source: str = ""
    since: dt.date | None = None


@dataclass(frozen=True)
class Criterion:
    """One condition of a roster: words and clause for people, a `Q` for the database, evidence for one person.

    With `any_of`, one of the parts is enough, and the explanation shows each. `otherwise`: what is so instead, in a short
    clause, for somebody who does not meet it (`户籍在天河区，自 2026-11-16`).
    """

    key: str
    words: Callable[[Context], str]
    clause: Callable[[Context], str] = lambda _context: ""
    q: Callable[[Context], Q] | None = None
    evidence: Callable[[Context, Row], Evidence] | None = None
    otherwise: Callable[[Context, Row], str] | None = None
    any_of: tuple[Criterion, ...] = ()

    def condition(self, context: Context) -> Q:
        """The `Q` that selects and explains alike."""
        if self.q is not None:
            return self.q(context)
        return reduce(or_, (part.condition(context) for part in self.any_of))


@dataclass(frozen=True)
class Category:
    """A part of the roster that its readers count apart; the first whose `q` fits holds, the last one takes the rest."""

    title: str
    words: str
    q: Callable[[Context], Q] | None = None
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the file that the roster is handed over in.

    `sensitive`: sealed in published versions, shown as `mask` makes it unless the full form was granted. `posted`: also on
    the notice board, as `posted_mask` makes it where it says so. `printed`: width in millimetres on the A4 page, 0 = not
    printed. `group`: common heading when printed.
    `collected` False: no duty of the house keeps this yet; the cell stays empty and the screen says 未采集. `compared` False: what
    is done with a published list (a card handed out) does not make it another list.
    """

    key: str
    header: str
    value: Callable[[Context, Row], str]
    width: float = 10
    sensitive: bool = False
    mask: Callable[[str], str] | None = None
    posted: bool = False
    posted_mask: Callable[[str], str] | None = None
    printed: float = 0
    print_header: str = ""
    group: str = ""
    left: bool = False
    collected: bool = True
    compared: bool = True

    def on_screen(self, value: str) -> str:
        """A value as a table shows it: sensitive ones masked."""
        return self.mask(value) if self.sensitive and self.mask and value else value


@dataclass(frozen=True)
class Roster:
    """A list that a bureau needs, computed from the base.

    period, last_day: the year or term that a day belongs to, and the usual closing day of one
    rule: what the criteria count by, made of area, day and parameter values
    narrowing: a `Q` implied by the criteria that lets the database start from few rows
    listed_area: expression for the community that a row counts under
    person_columns, evidence_fields: what the explanation of a person needs
    column_fields: what the columns of the file need besides
    related: persons whose events may change this row too (guardians), by person id with a word
    withheld: fields that are left out when the person explained has left the asker's area
    other_names: what people also call it, for the search box
    permission: needed besides `roster.view` for the area, where a list says more of people than others may know
    facts: tables of its own duty that a question about then (看看那时) must find as they were known
    asked_for: the day it is asked for when nobody names one, by area and today; None: there is nothing to ask about yet
    periods: other days it may be asked for, with a word each; by default the years around
    shown: columns of the table on screen; by default those of children and guardians
    amount: expression for what a person on the list costs each month, in yuan; None: the list pays nothing
    in_panel: whether a person's page counts it among the rosters (a duty may have a panel of its own)
    """

    key: str
    title: str
    noun: str
    layout: str
    period: Callable[[dt.date], str]
    last_day: Callable[[str], dt.date]
    heading: Callable[[Context], str]
    summary: Callable[[Context], str]
    criteria: tuple[Criterion, ...]
    categories: tuple[Category, ...]
    columns: tuple[Column, ...]
    person_columns: tuple[str, ...]
    evidence_fields: Callable[[Context], dict[str, Any]]
    column_fields: Callable[[Context], dict[str, Any]]
    listed_area: Callable[[Context], Any]
    narrowing: Callable[[Context], Q]
    other_names: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    related: Callable[[Row], Mapping[int, str]] = lambda _row: {}
    rule: Callable[[str, dt.date, Mapping[str, Any]], Any] = lambda _area, _day, _values: None
    remark: Callable[[Context, Row], str] = lambda _context, _row: ""
    permission: str = ""
    facts: tuple[type[Versioned], ...] = ()
    asked_for: Callable[[str, dt.date], dt.date | None] = lambda _area, today: today
    periods: Callable[[str, dt.date], list[tuple[str, dt.date]]] | None = None
    shown: tuple[str, ...] = ()
    in_panel: bool = True
    amount: Callable[[Context], Any] | None = None

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def category(self, title: str) -> Category | None:
        return next((category for category in self.categories if category.title == title), None)


def _broken(roster: Roster) -> str | None:
    """What is wrong with a declaration, for the registry."""
    for kind, keys in (
        ("criterion", [criterion.key for criterion in _with_parts(roster.criteria)]),
        ("column", [column.key for column in roster.columns]),
        ("category", [category.title for category in roster.categories]),
    ):
        if len(keys) != len(set(keys)):
            return f"a {kind} is named twice"
    for criterion in _with_parts(roster.criteria):
        if (criterion.q is None) == (not criterion.any_of):
            return f"criterion “{criterion.key}” needs either q or any_of"
        if criterion.q is not None and (criterion.evidence is None or criterion.otherwise is None):
            return f"criterion “{criterion.key}” shows no evidence or does not say what is so otherwise"
    if not roster.categories or roster.categories[-1].q is not None:
        return "the last category must take the rest (q=None)"
    if leak := next((column.key for column in roster.columns if column.sensitive and column.posted), None):
        return f"column “{leak}” is sensitive and posted"
    if bare := next((column.key for column in roster.columns if column.sensitive and column.mask is None), None):
        return f"column “{bare}” is sensitive and has no mask"
    return None


def _with_parts(criteria: Iterable[Criterion]) -> list[Criterion]:
    return [one for criterion in criteria for one in (criterion, *criterion.any_of)]


rosters: Registry[Roster] = Registry("roster", check=_broken)

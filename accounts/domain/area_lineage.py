"""Which area followed which, and what an area was called when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Link:
    """From `effective_on` on, part or all of `predecessor` lies in `successor`. `change` orders changes of one day."""

    predecessor: str
    successor: str
    effective_on: dt.date
    main: bool = True
    change: int = 0


@dataclass(frozen=True, slots=True)
class NameChange:
    """An area changed its name on a day; recorded at a moment, perhaps withdrawn at another."""

    code: str
    old: str
    old_official: str
    new: str
    effective_on: dt.date
    recorded_at: dt.datetime
    withdrawn_at: dt.datetime | None = None

    def known(self, at: dt.datetime | None) -> bool:
        """Did it stand at that moment (None: now)?"""
        if at is None:
            return self.withdrawn_at is None
        return self.recorded_at <= at and (self.withdrawn_at is None or self.withdrawn_at > at)


class Lineage:
    """All links and name changes, in the order of their days."""

    def __init__(self, links: Iterable[Link] = (), names: Iterable[NameChange] = ()) -> None:
        self.links = sorted(links, key=lambda link: (link.effective_on, link.change, not link.main, link.successor))
        self._names: dict[str, list[NameChange]] = defaultdict(list)
        for name in sorted(names, key=lambda one: (one.effective_on, one.recorded_at)):
            self._names[name.code].append(name)

    def present(self, code: str, *, since: dt.date) -> list[str]:
        """The areas that hold now what `code` held on the day before `since`; the main one first. Itself if nothing changed."""
        found = [code]
        for step in self._steps(since):
            found = [after for one in found for after in step.get(one, [one])]
        return list(dict.fromkeys(found))

    def main(self, code: str, *, since: dt.date) -> str:
        """The one of them that took what could not be placed."""
        return self.present(code, since=since)[0]

    def followed(self, *, since: dt.date) -> set[str]:
        """Codes whose ground was changed on or after the day."""
        return {link.predecessor for link in self.links if link.effective_on >= since}

    def after(self, code: str) -> list[Link]:
        """The links that lead away from an area."""
        return [link for link in self.links if link.predecessor == code]

    def before(self, code: str) -> list[Link]:
        """The links that lead to an area."""
        return [link for link in self.links if link.successor == code]

    def _steps(self, since: dt.date) -> Iterable[dict[str, list[str]]]:
        later = (link for link in self.links if link.effective_on >= since)
        for _, links in groupby(later, key=lambda link: (link.effective_on, link.change)):
            step: dict[str, list[str]] = defaultdict(list)
            for link in links:
                step[link.predecessor].append(link.successor)
            yield step

    def name_on(self, code: str, now: str, *, on: dt.date, known_at: dt.datetime | None = None) -> str:
        """What the area was called on a day, as it was known at a moment. `now`: its name today."""
        every = self._names.get(code)
        if not every:
            return now
        stood = [one for one in every if one.known(known_at)]
        begun = [one for one in stood if one.effective_on <= on]
        if begun:
            return begun[-1].new
        if stood:
            return stood[0].old
        # Nothing was known of any change yet: the name before the first of them.
        return now if known_at is None else min(every, key=lambda one: one.recorded_at).old

    def former_names(self) -> Iterable[NameChange]:
        """Changes that stand, for finding an area by a name it had."""
        return (one for names in self._names.values() for one in names if one.withdrawn_at is None)

    def names_of(self, code: str) -> list[NameChange]:
        """The name changes of an area that stand, in order."""
        return [one for one in self._names.get(code, []) if one.withdrawn_at is None]

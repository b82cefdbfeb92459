"""Lays out a family by generations: boxes for persons, lines for couples and children.

Pure: takes persons with their links, returns coordinates in pixels. Each row is a generation, couples stand side by
side, parents as near above their children as the row allows. `components/family.html` draws it, household.js moves the
slider of days.
Above MOST persons a picture no longer helps: the page shows a table instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.ui.formats import age_text, year_fraction

MOST = 12
BOX_WIDTH, BOX_HEIGHT = 132, 58
_PITCH = 106
_COUPLE_GAP, _GAP = 36, 28
_MARGIN = 18
_SWEEPS = 4


@dataclass(frozen=True)
class Stay:
    """Days in the household, `end` exclusive; None: still there."""

    start: date
    end: date | None = None


@dataclass(frozen=True)
class Spouse:
    """A marriage, seen from one side; one side suffices. `until`: divorced or widowed on that day."""

    key: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class FamilyPerson:
    """`generation` counts downwards from any number. Spouses and parents go by key; unknown keys are ignored."""

    key: str
    name: str
    relation: str
    generation: int
    spouses: tuple[Spouse, ...] = ()
    parents: tuple[str, ...] = ()
    born: date | None = None
    died: date | None = None
    stays: tuple[Stay, ...] = ()
    focus: bool = False
    url: str = ""


@dataclass(frozen=True)
class Box:
    """A person at (x, y), as they are on `today`; the fractions of years let the script show another day."""

    person: FamilyPerson
    x: float
    y: float
    inside: bool
    state: str
    gone: str
    born: float | None
    died: float | None
    stays: str

    @property
    def centre(self) -> float:
        return self.x + BOX_WIDTH / 2

    @property
    def css(self) -> str:
        flags = {"in": self.inside, "gone": self.died is not None, "me": self.person.focus}
        return " ".join(name for name, on in flags.items() if on)


@dataclass(frozen=True)
class Path:
    """A line that is there from `born` (year fraction) on; `ended` draws it dashed (a marriage that is over)."""

    d: str
    born: float | None
    ended: bool = False


@dataclass(frozen=True)
class FamilyGraph:
    """`since` and `until` bound the slider of days; `changes` are its snap points (year fractions)."""

    boxes: list[Box]
    paths: list[Path]
    width: float
    height: float
    since: float
    until: float
    changes: list[float]
    today: date


Unit = tuple[FamilyPerson, ...]


def fits(persons: Sequence[FamilyPerson]) -> bool:
    return 1 < len(persons) <= MOST


def build_family_graph(persons: Iterable[FamilyPerson], *, today: date) -> FamilyGraph:
    known = {person.key: person for person in persons}
    if not known:
        raise ValueError("A family graph needs at least one person.")
    rows = _rows(list(known.values()))
    centres = _settle(rows, known)
    boxes = {
        person.key: _box(person, centres[person.key], level, today)
        for level, row in enumerate(rows)
        for unit in row
        for person in unit
    }
    moments = sorted({moment for box in boxes.values() for moment in _moments(box)})
    until = year_fraction(today)
    return FamilyGraph(
        boxes=list(boxes.values()),
        paths=_paths(boxes, today),
        width=round(max(box.x for box in boxes.values()) + BOX_WIDTH + _MARGIN, 1),
        height=_MARGIN * 2 + (len(rows) - 1) * _PITCH + BOX_HEIGHT,
        since=min([*moments, until]),
        until=until,
        changes=[moment for moment in moments if moment <= until],
        today=today,
    )


# ── Who stands where in a row ────────────────────────────────────────────────────────────────────────────────────────


def _rows(persons: list[FamilyPerson]) -> list[list[Unit]]:
    generations = sorted({person.generation for person in persons})
    return [_units([person for person in persons if person.generation == level]) for level in generations]


def _units(row: list[FamilyPerson]) -> list[Unit]:
    """Couples side by side; somebody married twice stands between both partners."""
    by_key = {person.key: person for person in row}
    partners: dict[str, list[str]] = {key: [] for key in by_key}
    for person in row:
        for spouse in person.spouses:
            if spouse.key in by_key and spouse.key not in partners[person.key]:
                partners[person.key].append(spouse.key)
                partners[spouse.key].append(person.key)
    units: list[Unit] = []
    seen: set[str] = set()
    # A chain is walked from one of its ends, so those with one partner come first; input order decides the rest.
    for person in sorted(row, key=lambda p: len(partners[p.key]) > 1):
        if person.key not in seen:
            units.append(tuple(by_key[key] for key in _chain(person.key, partners, seen)))
    order = {person.key: index for index, person in enumerate(row)}
    return sorted(units, key=lambda unit: min(order[person.key] for person in unit))


def _chain(key: str, partners: dict[str, list[str]], seen: set[str]) -> list[str]:
    seen.add(key)
    chain = [key]
    for partner in partners[key]:
        if partner not in seen:
            chain += _chain(partner, partners, seen)
    return chain


def _unit_width(unit: Unit) -> float:
    return len(unit) * BOX_WIDTH + (len(unit) - 1) * _COUPLE_GAP


def _settle(rows: list[list[Unit]], known: dict[str, FamilyPerson]) -> dict[str, float]:
    """Centre x of each person: sweeps down (under the parents) and up (above the children) until the rows agree."""
    children: dict[str, list[str]] = {key: [] for key in known}
    for person in known.values():
        for parent in person.parents:
            if parent in known:
                children[parent].append(person.key)
    centres: dict[str, float] = {}
    for row in rows:
        _spread(row, {}, centres)
    for _ in range(_SWEEPS):
        for row in rows[1:]:
            _spread(row, {p.key: [q for q in p.parents if q in known] for unit in row for p in unit}, centres)
        for row in reversed(rows[:-1]):
            _spread(row, {p.key: children[p.key] for unit in row for p in unit}, centres)
    shift = _MARGIN + BOX_WIDTH / 2 - min(centres.values())
    return {key: round(centre + shift, 1) for key, centre in centres.items()}


def _spread(row: list[Unit], pull: dict[str, list[str]], centres: dict[str, float]) -> None:
    """Re-orders a row by where its relatives stand and places it there, keeping the gaps."""
    wanted: dict[Unit, float] = {}
    for index, unit in enumerate(row):
        offset = {person.key: step for person, step in zip(unit, _steps(unit), strict=True)}
        pulls = [
            sum(centres[other] for other in pull[key]) / len(pull[key]) - offset[key] for key in offset if pull.get(key)
        ]
        here = centres.get(unit[0].key)
        rest = index * (BOX_WIDTH * 2 + _GAP) if here is None else here - offset[unit[0].key]
        wanted[unit] = sum(pulls) / len(pulls) if pulls else rest
    row.sort(key=lambda unit: wanted[unit])
    placed = _apart([wanted[unit] for unit in row], [_unit_width(unit) for unit in row])
    for unit, centre in zip(row, placed, strict=True):
        for person, step in zip(unit, _steps(unit), strict=True):
            centres[person.key] = centre + step


def _steps(unit: Unit) -> list[float]:
    """Offsets of the members' centres from the centre of their unit."""
    first = (BOX_WIDTH - _unit_width(unit)) / 2
    return [first + index * (BOX_WIDTH + _COUPLE_GAP) for index in range(len(unit))]


def _apart(wanted: list[float], widths: list[float]) -> list[float]:
    """Centres nearest to those wanted (least squares) that keep the order and the gap: pool adjacent violators."""
    offsets = [0.0]
    for left, right in pairwise(widths):
        offsets.append(offsets[-1] + (left + right) / 2 + _GAP)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while pools and pools[-1][0] > mean:
            earlier, count = pools.pop()
            mean, size = (earlier * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    means = [mean for mean, size in pools for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


# ── Boxes and lines ──────────────────────────────────────────────────────────────────────────────────────────────────


def _box(person: FamilyPerson, centre: float, level: int, today: date) -> Box:
    gone = f"{person.died:%Y-%m-%d} 去世" if person.died else ""
    age = age_text(person.born, today) if person.born else ""
    return Box(
        person=person,
        x=round(centre - BOX_WIDTH / 2, 1),
        y=_MARGIN + level * _PITCH,
        inside=not person.died and any(s.start <= today and (s.end is None or today < s.end) for s in person.stays),
        state=gone or age,
        gone=gone,
        born=year_fraction(person.born) if person.born else None,
        died=year_fraction(person.died) if person.died else None,
        stays=",".join(f"{year_fraction(s.start)}-{year_fraction(s.end) if s.end else ''}" for s in person.stays),
    )


def _moments(box: Box) -> list[float]:
    """The days on which this person's box changes."""
    edges = [edge for stay in box.person.stays for edge in (stay.start, stay.end) if edge]
    return [year_fraction(edge) for edge in edges] + [at for at in (box.born, box.died) if at is not None]


def _paths(boxes: dict[str, Box], today: date) -> list[Path]:
    lines = _couple_lines(boxes, today)
    families: dict[tuple[str, ...], list[Box]] = {}
    for box in boxes.values():
        parents = tuple(sorted(key for key in box.person.parents if key in boxes))
        if parents:
            families.setdefault(parents, []).append(box)
    for index, (parents, children) in enumerate(families.items()):
        # Neighbouring families get cross bars at different heights, or two of them would read as one.
        lines += [_child_line([boxes[key] for key in parents], child, lift=(index % 2) * 8) for child in children]
    return lines


def _couple_lines(boxes: dict[str, Box], today: date) -> list[Path]:
    """A line between partners who stand next to each other."""
    lines: dict[tuple[str, str], Path] = {}
    for box in boxes.values():
        for spouse in box.person.spouses:
            other = boxes.get(spouse.key)
            if other is None or other.y != box.y:
                continue
            left, right = (box, other) if box.x < other.x else (other, box)
            if right.x - left.x <= BOX_WIDTH + _COUPLE_GAP + 1:
                lines.setdefault((left.person.key, right.person.key), _couple_line(left, right, spouse, today))
    return list(lines.values())


def _couple_line(left: Box, right: Box, spouse: Spouse, today: date) -> Path:
    y = left.y + BOX_HEIGHT / 2
    births = [box.born for box in (left, right) if box.born is not None]
    since = year_fraction(spouse.since) if spouse.since else max(births, default=None)
    ended = spouse.until is not None and spouse.until <= today
    return Path(f"M{_px(left.x + BOX_WIDTH)} {_px(y)} H{_px(right.x)}", since, ended)


def _child_line(parents: list[Box], child: Box, *, lift: int) -> Path:
    bar = child.y - (_PITCH - BOX_HEIGHT) / 2 + 4 - lift
    couple = len(parents) == 2 and parents[0].y == parents[1].y
    x = sum(parent.centre for parent in parents) / len(parents) if couple else parents[0].centre
    y = parents[0].y + (BOX_HEIGHT / 2 if couple else BOX_HEIGHT)
    return Path(f"M{_px(x)} {_px(y)} V{_px(bar)} H{_px(child.centre)} V{_px(child.y)}", child.born)


def _px(value: float) -> str:
    return f"{value:g}"

"""What a row says of a person the base knows, field by field: what changes, what stands, and where two sources differ.

The order of sources decides (selectors/source_orders.py). What a lower source says otherwise is not lost: it becomes a
disagreement, whichever of the two came first, so that the base ends up the same in any order of the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.imports.feed import Check, Commit, Row
from residents.domain.sources import SEEDED, feed_of, office_of
from residents.feeds.standing import Standing
from residents.models import Disagreement, Person
from residents.parameters import FIELDS
from residents.selectors.source_orders import SourceOrders, source_orders
from residents.services.disagreements import Claim, as_text, close_agreed, note_claims

State = Disagreement.State


def orders_of(check: Check) -> SourceOrders:
    """The orders in force where the importer works, read once for the file."""
    if "source_orders" not in check.memory:
        area = getattr(check.by, "home_area", "") or "000000"
        check.memory["source_orders"] = source_orders(on=check.today, area=area)
    orders: SourceOrders = check.memory["source_orders"]
    return orders


@dataclass
class Comparing:
    """One row beside one person: collects what the commit has to do and what the preview says."""

    standing: Standing
    feed: str
    orders: SourceOrders
    changes: dict[str, Any] = field(default_factory=dict)
    confirms: list[str] = field(default_factory=list)
    claims: list[list[str]] = field(default_factory=list)  # field, standing, its source, other, its source
    agrees: list[list[str]] = field(default_factory=list)  # person, disagreement
    said: list[str] = field(default_factory=list)
    stands: list[tuple[str, str]] = field(default_factory=list)  # field, whose word it is

    @property
    def person(self) -> Person:
        return self.standing.person

    def fields(self, said: Mapping[str, Any]) -> None:
        """{attribute of the person: what the row says}; None and "" say nothing."""
        for name, new in said.items():
            if new in (None, "") or (name == "sex" and new == "0"):
                continue
            self._field(name, new)

    def _field(self, name: str, new: Any) -> None:
        old, source = getattr(self.person, name), self.standing.source_of(name)
        blank = old in (None, "") or (name == "sex" and old == "0")
        order = self.orders.of(name)
        if new == old:
            self.agree(name, source)
        elif blank:
            self.changes[name] = new
            self.said.append(FIELDS[name])
        elif order.keeps(source, self.feed):
            self.differ(name, as_text(old), source, as_text(new), "")
        else:
            self.changes[name] = new
            self.said.append(FIELDS[name])
            if order.rank(source) < order.rank(self.feed):
                self.differ(name, as_text(new), "", as_text(old), source)

    def agree(self, name: str, source: str) -> None:
        """The row says what the base says: a higher source lends its weight, an open disagreement with it ends."""
        order = self.orders.of(name)
        if order.rank(self.feed) > order.rank(source):
            self.confirms.append(name)
        for row in self.standing.claims_on(name, self.feed):
            if row.state == State.OPEN:
                self.agrees.append([str(self.person.pk), str(row.pk)])

    def differ(self, name: str, standing: str, standing_source: str, other: str, other_source: str) -> None:
        """Two sources differ; an empty source is this row. Said before, or decided before, it is nothing new."""
        if feed_of(standing_source) == SEEDED or feed_of(other_source) == SEEDED:
            return
        stays = not other_source
        if stays:
            self.stands.append((name, standing_source))
        for row in self.standing.claims_on(name, feed_of(other_source) or self.feed):
            if row.state in (State.OPEN, State.KEPT) and row.other == other:
                return
        self.claims.append([name, standing, standing_source, other, other_source])

    def write_into(self, row: Row) -> None:
        """What commit needs, and the words of the preview."""
        v = row.values
        v["changes"], v["confirms"], v["claims"], v["agrees"] = self.changes, self.confirms, self.claims, self.agrees
        words = [f"更新{'、'.join(dict.fromkeys(self.said))}"] if self.said else []
        if self.confirms and not words:
            words.append(f"{office_of(self.feed)}证实了{'、'.join(FIELDS[name] for name in self.confirms)}")
        if self.agrees:
            words.append("与底册一致了，了结说法不一")
        if self.stands:
            titles = "、".join(dict.fromkeys(FIELDS[name] for name, _ in self.stands))
            noted = "，记下说法不一" if any(not claim[4] for claim in self.claims) else ""
            words.append(f"{titles}以{self._whose()}为准，不改{noted}")
        row.note = "；".join(words)
        if not (self.said or self.confirms or self.claims or self.agrees):
            row.verdict = "unchanged"
            row.note = "；".join(filter(None, ["底册已有，内容相同", *words]))

    def _whose(self) -> str:
        """The offices whose word stands."""
        return "、".join(dict.fromkeys(filter(None, (office_of(source) for _, source in self.stands)))) or "更高来源"


def write_claims(rows: list[Row], batch: Commit, *, why: str) -> None:
    """Note and close what judging found, for a chunk."""
    claims, agreed = [], []
    for row in rows:
        source = batch.row_source(row)
        for name, standing, standing_source, other, other_source in row.values.get("claims") or ():
            person = row.person_id or 0
            sides = (standing, standing_source or source, other, other_source or source)
            claims.append(Claim(person, name, *sides, source))
        agreed += [(int(person), pk) for person, pk in row.values.get("agrees") or ()]
    close_agreed(agreed)
    note_claims(claims, by=batch.by, why=why)

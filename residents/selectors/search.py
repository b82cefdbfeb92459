"""Find people: by name, part of it, pinyin, initials, former name, document number, phone, their last four, address.

Inside communities one statement tries every word on everybody there (search_near.py); over wider areas the indexes of what
is looked for are used (search_wide.py). Several words must all fit; then what fits each word alone follows. Why a
person was found is worked out afterwards in Python from the person's own values (domain/search_match.py), so it can
never disagree with what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.crypto import decrypt
from core.scope import Scope, scoped_within
from residents.domain.search_match import Candidate, Match, match
from residents.domain.search_words import Word, read_words
from residents.selectors.search_near import is_near, rows_near
from residents.selectors.search_wide import rows_wide

LIMIT = 20
PER_WORD = 6
COLUMNS = (
    "id", "uid", "name", "pinyin", "initials", "sex", "birth_date", "died_on", "status", "number_head", "number_last4",
    "phone", "phone_last4", "hukou_area", "living_area", "hukou_address", "living_address", "marital_status",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A person, and what of the person fits which word."""

    person: dict[str, Any]
    matches: tuple[Match, ...]

    @property
    def why(self) -> str:
        """`首字母 + 证号后四位`."""
        return " + ".join(dict.fromkeys(match.label for match in self.matches))


@dataclass(frozen=True)
class FoundGroup:
    """People who fit all words (`word` None) or one of several; `more`: the list was cut."""

    word: Word | None
    found: list[Found]
    more: bool


def search_people(query: str, *, scope: Scope, limit: int = LIMIT) -> list[FoundGroup]:
    """Groups of people in the scope, best first; empty groups are left out."""
    words = read_words(query)
    if not words or not scope:
        return []
    with scoped_within(scope):
        if is_near(scope, words):
            rows, elsewhere = rows_near(words, COLUMNS, limit=limit, per_word=PER_WORD)
            for row in rows:
                row["phone"] = decrypt(row["phone"]) if row["phone"] else ""
        else:
            rows, elsewhere = rows_wide(words, COLUMNS, scope=scope, limit=limit, per_word=PER_WORD)
    return _grouped(words, rows, elsewhere, limit)


def find_one(query: str, *, scope: Scope) -> list[dict[str, Any]]:
    """The people whom a typed name or number can mean: all words fit, and a name is the whole name."""
    groups = search_people(query, scope=scope)
    if not groups:
        return []
    whole = [found.person for found in groups[0].found if all(match.rank == 0 for match in found.matches)]
    several = len(query.split()) > 1 and groups[0].word is not None
    return [] if several else whole or [found.person for found in groups[0].found]


def _grouped(
    words: Sequence[Word], rows: list[dict[str, Any]], elsewhere: dict[Word, dict[int, str]], limit: int
) -> list[FoundGroup]:
    """Each person once, in the first group that holds them; better matches first."""
    groups: list[FoundGroup] = []
    seen: set[int] = set()
    several = len(words) > 1
    for group in range(0 if several else 1, len(words) + 1):
        wanted = words if group == 0 else [words[group - 1]]
        found = []
        for row in rows:
            if row["group"] != group or row["id"] in seen:
                continue
            matches = [match(_candidate(row, elsewhere[word]), word) for word in wanted]
            if all(matches):
                seen.add(row["id"])
                found.append(Found(row, tuple(m for m in matches if m)))
        found.sort(key=lambda f: (sum(m.rank for m in f.matches), f.person["name"], f.person["id"]))
        cut = PER_WORD if several and group else limit
        if found:
            groups.append(FoundGroup(None if group == 0 else wanted[0], found[:cut], len(found) > cut))
    return groups


def _candidate(row: dict[str, Any], elsewhere: dict[int, str]) -> Candidate:
    return Candidate(
        name=row["name"],
        pinyin=row["pinyin"],
        initials=row["initials"],
        number_last4=row["number_last4"],
        phone_last4=row["phone_last4"],
        addresses=tuple(filter(None, (row["living_address"], row["hukou_address"]))),
        elsewhere=(elsewhere[row["id"]],) if row["id"] in elsewhere else (),
    )

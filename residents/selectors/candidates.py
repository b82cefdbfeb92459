"""Whom of the base a record may mean, best first, with the signs for and against (handbook §15).

    for claim, candidates in zip(claims, find_candidates(claims)): …

Set-based: one call for a whole chunk. Runs within what the session may see; an import runs as the system, passes no scope, and
holds back whoever lies outside the importer's (core/imports). A judgement is "certain" only while it stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.scope import Scope
from residents.domain.likeness import Claim, Judgement, Sign, compare
from residents.selectors.blocking import Pair, likely_pairs
from residents.selectors.claims import claims_of

_AT_ONCE = 5_000
_SEVERAL = Sign("several", "底册里不止一个人符合", 0.0)
_SHARED = Sign("shared", "来件里另有一条也像此人", 0.0)
_SURE = ("number_same", "number_old")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the base, what the base says of that person, and how alike the record is."""

    person_id: int
    judgement: Judgement
    claim: Claim


def find_candidates(claims: Sequence[Claim], *, within: Scope | None = None) -> list[list[Candidate]]:
    """For each claim the persons it may mean (certain or possible), best first; in the order of the claims.

    `within` narrows to persons registered or living there. A claim of a person of the base is not compared with itself.
    """
    found: list[list[Candidate]] = []
    for start in range(0, len(claims), _AT_ONCE):
        found += _find(claims[start : start + _AT_ONCE], within)
    return _one_each(claims, found)


def duplicates_of(claims: Sequence[Claim]) -> list[tuple[Claim, Claim, Judgement]]:
    """Pairs of records of the base that may be one person: each of the given persons with whomever the session sees."""
    pairs = likely_pairs(claims)
    known = {claim.person_id: claim for claim in claims}
    known |= claims_of({person for _, person in pairs} - known.keys())
    found = {}
    for position, person in pairs:
        one, other = claims[position], known.get(person)
        key = frozenset((one.person_id, person))
        if other is None or key in found:
            continue
        judgement = compare(one, other)
        if judgement.verdict != "different":
            found[key] = (one, other, judgement)
    return list(found.values())


def _find(claims: Sequence[Claim], within: Scope | None) -> list[list[Candidate]]:
    pairs = likely_pairs(claims)
    known = claims_of({person for _, person in pairs}, within=within)
    return _judged(claims, pairs, known)


def _judged(claims: Sequence[Claim], pairs: Iterable[Pair], known: dict[int, Claim]) -> list[list[Candidate]]:
    found: list[list[Candidate]] = [[] for _ in claims]
    for position, person in sorted(pairs):
        theirs = known.get(person)
        if theirs is None:
            continue
        judgement = compare(claims[position], theirs)
        if judgement.verdict != "different":
            found[position].append(Candidate(person, judgement, theirs))
    for candidates in found:
        candidates.sort(key=lambda c: (-_bits(c.judgement), c.person_id))
    return [_only_one(candidates) for candidates in found]


def _bits(judgement: Judgement) -> float:
    return sum(sign.weight for sign in judgement.signs)


def _only_one(candidates: list[Candidate]) -> list[Candidate]:
    """Two certain persons are two possible ones, unless just one of them has the number."""
    certain = [candidate for candidate in candidates if candidate.judgement.verdict == "certain"]
    if len(certain) < 2:
        return candidates
    sure = [candidate for candidate in certain if candidate.judgement.has(*_SURE)]
    keep = sure[0].person_id if len(sure) == 1 else 0
    return [
        candidate
        if candidate.person_id == keep
        else _doubted(candidate, _SEVERAL)
        if candidate in certain
        else candidate
        for candidate in candidates
    ]


def _one_each(claims: Sequence[Claim], found: list[list[Candidate]]) -> list[list[Candidate]]:
    """Two different records of one file are not one person of the base, however alike (twins): then nobody is certain."""
    takers: dict[int, list[int]] = defaultdict(list)
    for position, candidates in enumerate(found):
        for candidate in candidates:
            if candidate.judgement.verdict == "certain" and not candidate.judgement.has(*_SURE):
                takers[candidate.person_id].append(position)
    for person, positions in takers.items():
        first, *others = positions
        if all(compare(claims[first], claims[other]).verdict != "different" for other in others):
            continue
        for position in positions:
            found[position] = [_doubted(c, _SHARED) if c.person_id == person else c for c in found[position]]
    return found


def _doubted(candidate: Candidate, sign: Sign) -> Candidate:
    judgement = candidate.judgement
    doubted = replace(judgement, verdict="possible", score=min(judgement.score, 98), signs=(*judgement.signs, sign))
    return replace(candidate, judgement=doubted)

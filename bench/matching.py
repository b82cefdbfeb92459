"""`matching`: records with known truth against the base: are automatic links right, is everybody found, how quickly?

The floor is the exact join of the numbers' digests, which finds only what is undamaged.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from random import Random

from django.conf import settings
from django.db import connection, transaction

from bench.damage import Damager, Record
from bench.figures import Figure
from bench.population import Population, ask
from bench.timing import seconds
from core.crypto import digest
from residents.domain.likeness import Claim
from residents.selectors.candidates import Candidate, find_candidates
from residents.selectors.claims import claims_of

_MOST, _SEED, _CHUNK = 100_000, 7, 20_000
_EXACT = ("number_same",)
Found = list[list[Candidate]]


def run(population: Population) -> Iterator[Figure]:
    count = min(_MOST, population.residents)
    records = made(count)
    claims = [record.claim for record in records]
    found: Found = []
    taken = seconds(lambda: found.extend(find_candidates(claims)))
    floor = seconds(lambda: _exact_join(claims))
    tally = Tally(records, found)
    tally.write()
    rate, quickest = count / taken, count / floor
    minutes = population.residents and taken / 60 * _MOST / count
    goal = f"100,000 records in minutes; {count:,} records"
    yield Figure("matching", round(rate), "rows/s", goal, minutes <= 10, round(quickest), round(rate / quickest, 4))
    yield Figure("matching:precision", tally.precision, "of automatic links", "≥ 0.995", tally.precision >= 0.995)
    yield Figure(
        "matching:precision-without-number", tally.precision_inexact, "of automatic links without an intact number", "≥ 0.995",
        tally.precision_inexact >= 0.995,
    )  # fmt: skip
    yield Figure("matching:recall", tally.recall, "of true persons found", "≥ 0.98", tally.recall >= 0.98)
    yield Figure("matching:review", tally.review, "of rows sent to review", "–", True)


def made(count: int) -> list[Record]:
    """Records of a sample of the living, the same ones for a population."""
    rows = ask("SELECT id FROM residents_person WHERE status <> 'merged' AND died_on IS NULL ORDER BY id")
    ids = [row["id"] for row in rows]
    sample = Random(_SEED).sample(ids, min(len(ids), count))
    people = [
        claim for start in range(0, len(sample), _CHUNK) for claim in claims_of(sample[start : start + _CHUNK]).values()
    ]
    return Damager(sorted(people, key=lambda claim: claim.person_id), _SEED).records(count)


def _exact_join(claims: Sequence[Claim]) -> int:
    """COPY the digests of the intact numbers and join."""
    stage = io.StringIO()
    for position, claim in enumerate(claims):
        if claim.number.number:
            stage.write(f"{position}\t\\\\x{digest(claim.number.number, 'document').hex()}\n")
    stage.seek(0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE exact (n int, digest bytea) ON COMMIT DROP")
        cursor.copy_expert("COPY exact FROM STDIN", stage)
        cursor.execute("ANALYZE exact")
        cursor.execute("SELECT n, person_id FROM exact JOIN residents_identitydocument d USING (digest) WHERE d.active")
        return len(cursor.fetchall())


class Tally:
    """What was found against what is true, in all and by kind of damage."""

    def __init__(self, records: Sequence[Record], found: Found) -> None:
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.all: Counter[str] = Counter()
        for record, candidates in zip(records, found, strict=True):
            marks = _marks(record, candidates)
            self.all.update(marks)
            for kind in record.kinds:
                self.kinds[kind].update(marks)

    @property
    def precision(self) -> float:
        return _share(self.all["linked right"], self.all["linked"])

    @property
    def precision_inexact(self) -> float:
        return _share(self.all["linked right"] - self.all["exact right"], self.all["linked"] - self.all["exact"])

    @property
    def recall(self) -> float:
        return _share(self.all["found"], self.all["true"])

    @property
    def review(self) -> float:
        return _share(self.all["review"], self.all["rows"])

    def write(self) -> None:
        """The table of docs/matching.md, beside the accounts of the benchmark."""
        lines = [
            "| Kind | Records | Linked by itself | of these wrong | To review | True person found |",
            "|---|---|---|---|---|---|",
        ]
        for kind, marks in sorted(self.kinds.items()):
            found = f"{_share(marks['found'], marks['true']):.1%}" if marks["true"] else "–"
            wrong = marks["linked"] - marks["linked right"]
            linked, review = _share(marks["linked"], marks["rows"]), _share(marks["review"], marks["rows"])
            lines.append(f"| {kind} | {marks['rows']:,} | {linked:.1%} | {wrong:,} | {review:.1%} | {found} |")
        path = settings.DATA_DIR / "bench-matching.md"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _marks(record: Record, candidates: list[Candidate]) -> list[str]:
    best = candidates[0] if candidates else None
    linked = best is not None and best.judgement.verdict == "certain"
    exact = best is not None and linked and best.judgement.has(*_EXACT)
    right = best is not None and best.person_id == record.truth
    marks = ["rows", *(["true"] if record.truth else [])]
    if linked:
        marks += ["linked", *(["linked right"] if right else []), *(["exact"] if exact else [])]
        marks += ["exact right"] if exact and right else []
    elif best is not None:
        marks.append("review")
    if record.truth and any(candidate.person_id == record.truth for candidate in candidates):
        marks.append("found")
    return marks


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0

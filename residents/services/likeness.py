"""Pairs of records that may be one person: written down when found, decided by people, closed by merging."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from psycopg2.extras import execute_values

from core import clock
from core.audit import acting
from core.crypto import keyring
from core.errors import NotAllowed, NotFound
from residents.domain.likeness import Claim, Judgement, compare
from residents.models import Likeness, Person
from residents.selectors.claims import claims_of
from residents.services.access import desk

PERMISSION = "person.merge"
UNDECIDED = (Likeness.State.OPEN, Likeness.State.LATER)
_FACTS = "likeness"  # purpose of the keyed digest


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two records of the base and how alike they are."""

    one: Claim
    other: Claim
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many pairs were new, came back because the facts changed, and no longer hold."""

    new: int = 0
    again: int = 0
    gone: int = 0


# A pair set apart or put off stays so until what the two records say has changed; merged ones are never touched.
_WRITE = """
INSERT INTO residents_likeness AS kept
  (uid, left_id, right_id, score, verdict, signs, state, facts, source, found_at, decided_by, decided_at, why)
SELECT gen_random_uuid(), f.left_id, f.right_id, f.score, f.verdict, f.signs::jsonb, 'open', f.facts, f.source, f.found_at, '', NULL, ''
FROM (VALUES %s) AS f (left_id, right_id, score, verdict, signs, facts, source, found_at)
ON CONFLICT (left_id, right_id) DO UPDATE SET score = excluded.score, verdict = excluded.verdict, signs = excluded.signs,
  state = 'open', facts = excluded.facts, source = excluded.source, found_at = excluded.found_at, decided_by = '',
  decided_at = NULL, why = ''
WHERE kept.facts <> excluded.facts AND kept.state <> 'merged'
RETURNING (xmax = 0)
"""


def facts_of(one: Claim, other: Claim) -> str:
    """What a decision about two records rests on, as a keyed digest: names, numbers, sex, birth, parents."""
    said = sorted(
        (c.person_id, c.name, c.former_names, c.number.number, c.sex, str(c.birth_date), c.mother, c.father)
        for c in (one, other)
    )
    return keyring().digest(json.dumps(said, ensure_ascii=False), _FACTS).hex()


def record_pairs(found: Iterable[FoundPair], *, among: Iterable[int], source: str, at: dt.datetime) -> Recorded:
    """Write pairs down, each once; undecided pairs of the persons `among` whom nothing ties any longer are taken away.

    The caller owns the transaction. Repeating it changes nothing.
    """
    rows = {}
    for pair in found:
        left, right = sorted((pair.one.person_id, pair.other.person_id))
        judged = pair.judgement
        signs = [{"key": s.key, "speaks_for": s.speaks_for, "text": s.text, "weight": s.weight} for s in judged.signs]
        words = json.dumps(signs, ensure_ascii=False)
        facts = facts_of(pair.one, pair.other)
        rows[left, right] = (left, right, judged.score, judged.verdict, words, facts, source, at)
    with connection.cursor() as cursor:
        written = execute_values(cursor.cursor, _WRITE, list(rows.values()), page_size=500, fetch=True) if rows else []
    new = sum(fresh for (fresh,) in written)
    return Recorded(new, len(written) - new, _take_away(set(rows), list(among)))


def _take_away(rows: set[tuple[int, int]], among: Sequence[int]) -> int:
    standing = Likeness.objects.filter(Q(left_id__in=among) | Q(right_id__in=among), state__in=UNDECIDED)
    stale = [pk for pk, left, right in standing.values_list("pk", "left_id", "right_id") if (left, right) not in rows]
    if stale:
        Likeness.objects.filter(pk__in=stale).delete()
    return len(stale)


def set_apart(*, pair_uid: UUID, by: Any, why: str = "") -> Likeness:
    """Two people, whatever the likeness: the pair comes back only when what the records say has changed."""
    return _decide(pair_uid, Likeness.State.APART, by, why)


def defer(*, pair_uid: UUID, by: Any, why: str = "") -> Likeness:
    """Nobody can tell yet: the pair waits at the end of the list."""
    return _decide(pair_uid, Likeness.State.LATER, by, why)


def _decide(uid: UUID, state: Likeness.State, by: Any, why: str) -> Likeness:
    if not by.has_permission(PERMISSION):
        raise NotAllowed("核对相似记录不在你的职责里。", remedy="请找所在社区的专干或街道核对。")
    with acting(by=by.username, why=why or str(state.label), source=desk(by)):
        scope = by.scope(PERMISSION)
        seen = Likeness.objects.select_for_update(of=("self",)).filter(
            scope.q("left__hukou_area", "left__living_area"),
            scope.q("right__hukou_area", "right__living_area"),
            uid=uid,
        )
        pair = seen.exclude(state=Likeness.State.MERGED).first()
        if pair is None:
            raise NotFound("没有这一件，或者不在你的范围里。")
        _write_decision(pair, state, by, why)
    return pair


def _write_decision(pair: Likeness, state: Likeness.State, by: Any, why: str) -> None:
    pair.state, pair.decided_by, pair.decided_at, pair.why = state, by.username, clock.now(), why[:120]
    pair.save(update_fields=["state", "decided_by", "decided_at", "why"])


def keep_apart(person_id: int, others: Collection[UUID], *, by: Any, why: str = "") -> None:
    """A clerk registers somebody although others look alike: those pairs are decided, and do not come up as duplicates."""
    if not others:
        return
    known = claims_of([person_id, *Person.objects.filter(uid__in=others).values_list("pk", flat=True)])
    own = known.pop(person_id)
    pairs = [FoundPair(own, other, judged) for other in known.values() if (judged := compare(own, other)).score >= 50]
    record_pairs(pairs, among=[], source=desk(by), at=clock.now())
    for pair in Likeness.objects.filter(Q(left_id=person_id) | Q(right_id=person_id)):
        _write_decision(pair, Likeness.State.APART, by, why)


def close_pairs(kept: Person, lost: Person, *, by: Any, why: str = "") -> None:
    """Merging decides the pair of the two; other pairs of the lost record rest while it is merged into another."""
    left, right = sorted((kept.pk, lost.pk))
    pair = Likeness.objects.filter(left_id=left, right_id=right).first()
    if pair is not None:
        _write_decision(pair, Likeness.State.MERGED, by, why)


def reopen_pairs(kept: Person, lost: Person, *, by: Any, why: str = "") -> None:
    """Undoing a merge: the pair waits for a decision again."""
    left, right = sorted((kept.pk, lost.pk))
    pair = Likeness.objects.filter(left_id=left, right_id=right, state=Likeness.State.MERGED).first()
    if pair is not None:
        _write_decision(pair, Likeness.State.LATER, by, why)

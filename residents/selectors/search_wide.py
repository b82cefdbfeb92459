"""The search over streets, districts and more: by the indexes of what is looked for.

Everything that PostgreSQL may look up in an index under row-level security (prefixes as half-open ranges, digests, last
fours: leakproof comparisons) is plain ORM; what it may not (a part inside a name, an address) is asked of one reviewed
function that applies the scope itself (migrations/0003_search_function.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from core.crypto import digest
from core.scope import Scope
from residents.domain.search_words import MOST_WORDS, Word, following
from residents.models import FormerName, IdentityDocument, Person
from residents.models.identity import RESIDENT_ID

# Ids that a narrow word (a tail, a digest) may bring along; ten million people share a tail with about 2,000.
_ELSEWHERE = 500
_STREET = 9  # digits of a street's code


def rows_wide(
    words: Sequence[Word], columns: Sequence[str], *, scope: Scope, limit: int, per_word: int
) -> tuple[list[dict[str, Any]], dict[Word, dict[int, str]]]:
    """(rows with their `group`, word → person id → how it fits something outside the person's row), two statements.

    Runs in the scope that is set; group 0 fits all words, group n the nth alone.
    """
    elsewhere = {word: _elsewhere(word) for word in words}
    branches = _branches(words, elsewhere, _least_address(scope), limit, per_word)
    first, *others = [query.annotate(group=Value(group)).values("group", *columns) for group, query in branches]
    return list(first.union(*others, all=True) if others else first), elsewhere


def _least_address(scope: Scope) -> int:
    """Characters that a part of an address needs: two inside streets and communities (their rows are few), else three."""
    return 2 if all(len(low) >= _STREET for low, _ in scope.ranges) else 3


def _elsewhere(word: Word) -> dict[int, str]:
    """Person id → how a word fits something outside the person's row: a former name, another document."""
    if word.kind in ("number", "document"):
        rows = IdentityDocument.objects.filter(digest=digest(word.text, "document"))
        return {row.person_id: "证号" if row.active else "旧证号" for row in rows.only("person_id", "active")}
    if word.kind == "last4":
        rows = IdentityDocument.objects.filter(~Q(type=RESIDENT_ID) | Q(active=False), last4=word.text)
        return dict.fromkeys(rows.values_list("person_id", flat=True)[:_ELSEWHERE], "其他证件后四位")
    if word.kind == "phone":
        return {}
    return {
        person_id: f"曾用名 {name}"
        for person_id, name in FormerName.objects.filter(_names(word)).values_list("person_id", "name")[:_ELSEWHERE]
    }


def _starts(field: str, text: str) -> Q:
    return Q(**{f"{field}__gte": text, f"{field}__lt": following(text)})


def _names(word: Word) -> Q:
    if word.kind == "letters":
        return _starts("initials", word.text) | _starts("pinyin", word.text)
    return _starts("name", word.text)


def _tests(word: Word, elsewhere: dict[int, str]) -> list[tuple[Q, str]]:
    """The ways a word can fit that an index may serve under the policy, each with the order of that index."""
    tests: list[tuple[Q, str]] = []
    if word.kind == "letters":
        tests = [(_starts("initials", word.text), "initials"), (_starts("pinyin", word.text), "pinyin")]
    elif word.kind == "last4":
        tests = [(Q(number_last4=word.text), "id"), (Q(phone_last4=word.text), "id")]
    elif word.kind == "phone":
        tests = [(Q(phone_digest=digest(word.text, "phone")), "id")]
    elif word.kind == "text" and word.is_han:
        tests = [(_starts("name", word.text), "name"), (_starts("given_name", word.text), "given_name")]
    return [*tests, (Q(id__in=list(elsewhere)), "id")] if elsewhere else tests


def _any(tests: list[tuple[Q, str]]) -> Q:
    return reduce(or_, (test for test, _ in tests), Q(pk__in=[]))


def _branches(
    words: Sequence[Word], elsewhere: dict[Word, dict[int, str]], least_address: int, limit: int, per_word: int
) -> Iterator[tuple[int, QuerySet[Person]]]:
    """(group, query): group 0 fits all words, group n the nth alone; each is cut just above what is shown."""
    base = Person.objects.exclude(status=Person.Status.MERGED)
    tests = {word: _tests(word, elsewhere[word]) for word in words}
    if len(words) > 1:
        yield 0, base.filter(*(_any(tests[word]) for word in words)).order_by("id")[: limit + 1]
        if any(word.kind == "text" for word in words):
            yield 0, base.filter(id__in=_containing(words, tests, base, least_address, limit))[: limit + 1]
    cut = limit if len(words) == 1 else per_word
    for group, word in enumerate(words, start=1):
        for test, order in tests[word]:
            yield group, base.filter(test).order_by(*dict.fromkeys((order, "id")))[: cut + 1]
        if word.kind == "text" or (word.kind == "last4" and len(words) == 1):
            yield group, base.filter(id__in=_containing([word], tests, base, least_address, cut))[: cut + 1]


class Containing(Func):
    """Ids from the function residents_containing(): text words stand inside a name or an address."""

    function = "residents_containing"
    template = "(SELECT %(function)s(%(expressions)s))"
    output_field = BigIntegerField()


def _containing(
    words: Sequence[Word],
    tests: dict[Word, list[tuple[Q, str]]],
    base: QuerySet[Person],
    least_address: int,
    limit: int,
) -> Containing:
    """Text words are looked for inside; letters must start the name; the ids of narrow words are handed over."""
    parts = [word for word in words if word.kind == "text"] or list(words)
    letters = [word.text for word in words if word.kind == "letters"]
    narrow = [word for word in words if word not in parts and word.kind != "letters"]
    among = ArraySubquery(base.filter(*(_any(tests[word]) for word in narrow)).values("id")) if narrow else Value(None)
    texts = [*(word.text for word in parts), None, None][:MOST_WORDS]
    return Containing(
        *(Cast(Value(text), TextField()) for text in (*texts, letters[0] if letters else None)),
        Cast(among, ArrayField(BigIntegerField())),
        Value(least_address),
        Value(limit * 2),
    )

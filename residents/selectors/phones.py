"""The numbers of people by their digests, for whoever must know where a message would go without reading it."""

from __future__ import annotations

from collections.abc import Iterable

from residents.models import Person


def phone_digests(people: Iterable[int]) -> dict[int, tuple[bytes, str]]:
    """{person: (digest, last four)} of those who left a number."""
    rows = Person.objects.filter(pk__in=list(people)).exclude(phone_digest=None)
    return {
        pk: (bytes(digest), last4)
        for pk, digest, last4 in rows.values_list("pk", "phone_digest", "phone_last4")
        if digest is not None
    }


def living_holders(digests: Iterable[bytes]) -> dict[bytes, int]:
    """{digest: a living person who left that number}."""
    rows = Person.objects.filter(phone_digest__in=list(digests), status=Person.Status.LIVING)
    return {bytes(digest): pk for pk, digest in rows.values_list("pk", "phone_digest") if digest is not None}

"""Asked by everything that sends, right before it sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from messaging.models import Silence
from messaging.models.silence import SilenceReason


def must_be_silent(recipients: Mapping[int, bytes | None], living_holders: Mapping[bytes, int]) -> set[int]:
    """Which of these people must get nothing: {person: digest of the number it would go to}.

    `living_holders`: {digest: a living person who holds that number}, for a dead husband's phone may be his widow's too.
    """
    people = list(recipients)
    words = silent_words([(person, recipients[person]) for person in people], living_holders)
    return {person for person, said in zip(people, words, strict=True) if said}


def silent_words(
    recipients: Sequence[tuple[int | None, bytes | None]], living_holders: Mapping[bytes, int]
) -> list[str]:
    """For each (person, digest of the number) why nothing may go there; empty where it may.

    The number of somebody who died is silent unless a living person holds it; one that unsubscribed is silent whoever holds it.
    """
    standing = Silence.objects.filter(until=None)
    ids = {person for person, _ in recipients if person is not None}
    digests = {bytes(mark) for _, mark in recipients if mark is not None}
    people = dict(standing.filter(person_id__in=ids).values_list("person_id", "reason"))
    phones: dict[bytes, str] = {}
    for mark, reason in standing.filter(phone_digest__in=list(digests)).values_list("phone_digest", "reason"):
        if mark is not None and (reason == SilenceReason.OPTED_OUT or bytes(mark) not in living_holders):
            phones[bytes(mark)] = reason
    reasons = [
        people.get(person, "")
        if person is not None and person in people
        else phones.get(bytes(mark), "")
        if mark
        else ""
        for person, mark in recipients
    ]
    return [SilenceReason(reason).label if reason else "" for reason in reasons]

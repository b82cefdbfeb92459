"""Asked by everything that sends, right before it sends."""

from __future__ import annotations

from collections.abc import Mapping

from messaging.models import Silence


def must_be_silent(recipients: Mapping[int, bytes | None], living_holders: Mapping[bytes, int]) -> set[int]:
    """Which of these people must get nothing: {person: digest of the number it would go to}.

    `living_holders`: {digest: a living person who holds that number}, for a dead husband's phone may be his widow's too.
    """
    digests = [digest for digest in recipients.values() if digest is not None]
    standing = Silence.objects.filter(until=None)
    people = set(standing.filter(person_id__in=list(recipients)).values_list("person_id", flat=True))
    phones = {
        bytes(digest)
        for digest in standing.filter(phone_digest__in=digests).values_list("phone_digest", flat=True)
        if digest is not None
    } - set(living_holders)
    return people | {person for person, digest in recipients.items() if digest is not None and bytes(digest) in phones}

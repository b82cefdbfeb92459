"""Document numbers come to persons who had none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, transaction

from core import clock
from core.bulk import insert_rows
from core.crypto import keyring
from residents.models import IdentityDocument
from residents.models.identity import RESIDENT_ID
from residents.services.register import conflict_words, number_digest

_FIELDS = (
    "person_id",
    "type",
    "number",
    "digest",
    "last4",
    "active",
    "raw",
    "recorded_at",
    "recorded_by",
    "why",
    "source",
)


def add_numbers(numbers: Iterable[tuple[int, str, str, str]], *, by: Any, why: str = "") -> None:
    """(person, document type, normalised number, source). Conflict when the number belongs to somebody else."""
    numbers = list(numbers)
    said = (clock.now(), by.username, why)
    ring = keyring()
    rows = [
        (pk, kind, ring.encrypt(number), number_digest(number), number[-4:], True, b"", *said, source)
        for pk, kind, number, source in numbers
    ]
    try:
        with transaction.atomic():
            insert_rows(IdentityDocument, _FIELDS, rows)
    except IntegrityError as error:
        raise conflict_words(error) from error
    resident = [(pk, number) for pk, kind, number, _ in numbers if kind == RESIDENT_ID]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_person p SET number_head = left(new.number, 6), number_last4 = right(new.number, 4), updated_at = %s"
            " FROM unnest(%s::bigint[], %s::text[]) AS new(id, number) WHERE p.id = new.id",
            [clock.now(), [pk for pk, _ in resident], [number for _, number in resident]],
        )

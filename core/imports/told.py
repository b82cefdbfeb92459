"""What imported lines told of one person since a moment: which of them carried a given number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from core.imports.committing import batch_source
from core.imports.reading import unpack
from core.models import ImportRow


def lines_about(person_id: int, *, since: dt.datetime, numbers: Collection[str]) -> dict[int, str]:
    """{row id: source} of the person's lines in batches committed since, whose document number is one of these."""
    if not numbers:
        return {}
    rows = ImportRow.objects.filter(person_id=person_id, batch__committed_at__gt=since).select_related("batch")
    return {
        row.pk: f"{batch_source(row.batch)}:{row.line}"
        for row in rows
        if row.reading and unpack(row.reading).get("number") in numbers
    }

"""Whom an exported file contained: written with the export, asked of one person at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from core.models import ExportContent, ExportRecord
from core.scope import as_system

PORTION = 5000  # ids in a row: an array of them is a few tens of kilobytes


def keep_contents(record: ExportRecord, person_ids: Iterable[int]) -> int:
    """Write down the persons of a registered file, each once; returns how many. The web role may only add (core.rls.Unread)."""
    ids = sorted({pk for pk in person_ids if pk})
    rows = [(record.pk, record.at, ids[at : at + PORTION]) for at in range(0, len(ids), PORTION)]
    with connection.cursor() as cursor:  # nothing comes back: the web role may not read what it adds
        cursor.executemany("INSERT INTO core_exportcontent (record_id, at, person_ids) VALUES (%s, %s, %s)", rows)
    return len(ids)


def exports_with(person_ids: Sequence[int], *, most: int = 200) -> list[ExportRecord]:
    """The registered files that contained any of these persons (one and those merged into them), newest first."""
    with as_system("who took one person out is asked past the wall; the asker has shown a right to that person"):
        records = ExportContent.objects.filter(person_ids__overlap=list(person_ids)).order_by("-record_id")
        found = list(records.values_list("record_id", flat=True).distinct()[:most])
        return list(ExportRecord.objects.filter(pk__in=found).select_related("by").order_by("-pk"))

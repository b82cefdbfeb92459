"""Taking a file of check-ups back: what it added goes, what it filled in is as before, what somebody changed since stays."""

from __future__ import annotations

from django.db import connection

from core.imports.feed import Kept, Undo
from core.outbox import void_source
from core.putting_back import put_back
from elderly.models import Checkup

_CHANGED = "这份体检后来又改过"
# Rows of the file that anybody changed after it.
_LATER = """
SELECT DISTINCT e.pgh_obj_id FROM elderly_checkupevent e
JOIN elderly_checkup c ON c.id = e.pgh_obj_id
LEFT JOIN pghistory_context context ON context.id = e.pgh_context_id
WHERE c.source LIKE %(lines)s AND coalesce(context.metadata ->> 'source', '') NOT LIKE %(lines)s
"""


def undo(what: Undo) -> list[Kept]:
    """Take the batch back inside the caller's transaction; returns the lines that stay."""
    lines = {"lines": f"{what.source}:%"}
    with connection.cursor() as cursor:
        cursor.execute(_LATER, lines)
        changed = [pk for (pk,) in cursor.fetchall()]
    made = Checkup.objects.filter(source__startswith=f"{what.source}:")
    stay = dict.fromkeys(made.filter(pk__in=changed).values_list("source", flat=True), _CHANGED)
    for source, person in made.filter(person_id__in=list(what.stay)).values_list("source", "person_id"):
        stay.setdefault(source, what.stay[person])
    made.exclude(source__in=list(stay)).delete()
    for source in put_back(Checkup, what.source):
        stay.setdefault(source, _CHANGED)
    void_source(what.source, keep=list(stay))
    return [Kept(int(source.rpartition(":")[2]), reason) for source, reason in stay.items()]

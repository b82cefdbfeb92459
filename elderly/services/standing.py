"""Which assessment counts: of a person and scale the latest that nobody voided, also after two records became one."""

from __future__ import annotations

from collections.abc import Collection

from core.audit import acting
from core.scope import as_system
from elderly.models import Assessment
from elderly.selectors.standing import wrong_standing


def settle_standing(people: Collection[int], *, by: str, why: str) -> int:
    """Mend what counts among these people's assessments; returns how many rows changed. Idempotent."""
    with acting(by=by, why=why[:120], source="rules"), as_system("what counts follows the person through every area"):
        wrong = wrong_standing(people)
        rows = Assessment.objects.filter(pk__in=[pk for some in wrong.values() for pk in some])
        stand, rest = (list(rows.filter(standing=now).values_list("pk", flat=True)) for now in (False, True))
        Assessment.objects.filter(pk__in=rest).update(standing=False)
        Assessment.objects.filter(pk__in=stand).update(standing=True)
    return len(stand) + len(rest)

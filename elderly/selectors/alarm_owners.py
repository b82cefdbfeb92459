"""Who goes when somebody presses: the one who answers for the old person, as long as that one is in office there."""

from __future__ import annotations

from accounts.selectors.doers import doers_of
from elderly.models import CarePlan


def owner_in_office(person: int, area: str) -> int | None:
    """The user's id; None: it is everybody's in that office."""
    owner = CarePlan.objects.filter(person_id=person, closed_on=None).values_list("owner_id", flat=True).first()
    return owner if owner is not None and owner in {doer.user_id for doer in doers_of("alarm.edit", area)} else None

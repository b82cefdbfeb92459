"""Residence permits, for duties that depend on them."""

from __future__ import annotations

import datetime as dt

from residents.models import ResidencePermit
from residents.models.permit import PermitState


def permit_valid(person: int, on: dt.date) -> bool:
    """Does a residence permit of this person hold on a day, as the police's file says?"""
    return ResidencePermit.objects.filter(person_id=person, during__contains=on, state=PermitState.VALID).exists()

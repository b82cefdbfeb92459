"""Numbers of residents that other rooms show."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count

from accounts.selectors import AreaCount, area_counts
from core.scope import Scope
from residents.models import Person


def _living(scope: Scope) -> Mapping[str, int]:
    """People who live in each community today; one query, served by the index on (living_area, birth_date)."""
    rows = Person.objects.filter(scope.q("living_area"), status=Person.Status.LIVING).order_by()
    return dict(rows.values_list("living_area").annotate(number=Count("pk")))


area_counts.register(AreaCount("living", "现住居民", "person.view", _living))

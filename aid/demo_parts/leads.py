"""Some hardship leads of the last weeks: one grown-up in a thousand had bad luck that somebody told of, and a few in the demo
community, so that its clerk has some to work at. The share is made up."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from aid.domain.leads import Reason
from aid.models import Lead
from aid.models.lead import LeadState
from aid.services.leads import Sign, tell_signs
from residents.demo.parts import Demo, DemoPart, demo_parts

_EVERY, _AT_ONCE = 997, 300
_COMMUNITY, _THERE = "440104001007", 6
_SAID = (
    (Reason.JOBLESS, "失业"),
    (Reason.ILL, "患大病"),
    (Reason.FOUND, "邻居反映：家里只有退休金，孙子在这里读书，快交不起房租"),
    (Reason.OUT_OF_TOUCH, "子女失联"),
    (Reason.DISASTER, "家里失火"),
)
_PEOPLE = """
SELECT id FROM residents_person WHERE status = 'living' AND length(living_area) = 12 AND id %% %s = %s
  AND birth_date BETWEEN %s AND %s ORDER BY id
"""
# One of each home, spread over the community's homes.
_OF_COMMUNITY = """
SELECT id FROM (
  SELECT DISTINCT ON (m.household_id) p.id, m.household_id FROM residents_person p
  JOIN residents_householdmembership m ON m.person_id = p.id AND upper_inf(m.during)
  WHERE p.status = 'living' AND p.living_area = %s AND p.birth_date BETWEEN %s AND %s ORDER BY m.household_id, p.id
) one ORDER BY md5(id::text || %s::text) LIMIT %s
"""


def fill(demo: Demo) -> int:
    today = demo.now.date()
    with connection.cursor() as cursor:
        oldest, youngest = today - dt.timedelta(days=365 * 78), today - dt.timedelta(days=365 * 28)
        cursor.execute(_OF_COMMUNITY, [_COMMUNITY, oldest, youngest, demo.seed, _THERE])
        there = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_PEOPLE, [_EVERY, demo.seed % _EVERY, oldest, youngest])
        people = there + [pk for (pk,) in cursor.fetchall() if pk not in there]
    signs = [
        Sign(pk, _SAID[n % len(_SAID)][0], today - dt.timedelta(days=n % 40), "seed", _SAID[n % len(_SAID)][1])
        for n, pk in enumerate(people)
    ]
    for start in range(0, len(signs), _AT_ONCE):
        tell_signs(signs[start : start + _AT_ONCE], by="seed")
    # Every third has been looked at.
    Lead.objects.filter(person__in=people[::3]).update(state=LeadState.SEEN)
    return len(signs)


demo_parts.register(DemoPart("hardship", fill, order=60))

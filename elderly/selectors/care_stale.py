"""Whose care no longer fits the base after something happened: the people themselves and those who live, or lived until then, with them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection

from accounts.selectors.areas import area_name
from core.scope import as_system
from elderly.domain.categories import OLD, names_of
from elderly.domain.plans import Standing, Wanted
from elderly.selectors.derived import belonging_of
from elderly.selectors.plans import standing_plans, wanted_plans
from residents.domain.ages import born_by

# `near`: who is named, who lives where they live or lived on or after `recent`, and who shares a household with them.
_NEAR = """
WITH named AS (SELECT unnest(%(people)s::bigint[]) AS id), place AS (
  SELECT DISTINCT n.id, r.dwelling_id FROM named n JOIN residents_residence r ON r.person_id = n.id AND r.kind <> 'hukou'
  WHERE r.dwelling_id IS NOT NULL AND (upper_inf(r.during) OR upper(r.during) >= %(recent)s)
), home AS (
  SELECT DISTINCT n.id, m.household_id FROM named n JOIN residents_householdmembership m ON m.person_id = n.id
  WHERE upper_inf(m.during) OR upper(m.during) >= %(recent)s
), near AS (
  SELECT id AS named, id AS person FROM named
  UNION SELECT p.id, r.person_id FROM place p JOIN residents_residence r ON r.dwelling_id = p.dwelling_id
    AND r.kind <> 'hukou' AND upper_inf(r.during)
  UNION SELECT h.id, m.person_id FROM home h JOIN residents_householdmembership m ON m.household_id = h.household_id
    AND upper_inf(m.during)
)
SELECT near.named, near.person FROM near JOIN residents_person p ON p.id = near.person
WHERE p.birth_date <= %(old)s
"""
_KEPT = """
SELECT person_id, array_agg(code::text) FROM elderly_eldercategory
WHERE derived AND upper_inf(during) AND person_id = ANY(%s) GROUP BY person_id
"""


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody whose groups or plan have to change: where, and what will be done, in words."""

    person: int
    area: str
    words: str


def old_people_near(people: Collection[int], *, recent: dt.date, on: dt.date) -> dict[int, set[int]]:
    """{person named: the old among themselves and those with whom they live, or lived on or after `recent`}."""
    found: dict[int, set[int]] = defaultdict(set)
    with as_system("who lives with somebody counts in every area"), connection.cursor() as cursor:
        cursor.execute(_NEAR, {"people": list(people), "recent": recent, "old": born_by(OLD, on)})
        for named, person in cursor.fetchall():
            found[named].add(person)
    return dict(found)


def stale_among(people: Collection[int], *, on: dt.date) -> dict[int, Stale]:
    """{person: what has to change}, of those whose rows do not say what the base says; nothing is written."""
    with as_system("care follows what happened in every area"):
        told = belonging_of(people, on=on)
        wanted, plans = wanted_plans(told.values(), on), standing_plans(people)
        kept = _kept(people)
    found = {}
    for person in people:
        now, before = told[person].kept if person in told else set(), kept.get(person, set())
        words = _plan_words(wanted.get(person), plans.get(person)) or _group_words(now, before)
        if words:
            plan = plans.get(person)
            area = told[person].area if person in told else plan.area if plan else ""
            found[person] = Stale(person, area, words)
    return found


def _kept(people: Collection[int]) -> Mapping[int, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [list(people)])
        return {person: set(codes) for person, codes in cursor.fetchall()}


def _plan_words(wanted: Wanted | None, plan: Standing | None) -> str:
    if wanted is None:
        return "定期探访结束" if plan else ""
    if plan is None:
        return f"列入定期探访：{wanted.rhythm.words}"
    if plan.area != wanted.area:
        return f"定期探访转到{area_name(wanted.area)}"
    if (plan.days, plan.words) != (wanted.rhythm.days, wanted.rhythm.words) or plan.groups != wanted.groups:
        return f"探访频次改为：{wanted.rhythm.words}"
    return ""


def _group_words(now: set[str], before: set[str]) -> str:
    begun, ended = now - before, before - now
    parts = (f"列为{names_of(begun)}" if begun else "", f"不再是{names_of(ended)}" if ended else "")
    return "，".join(filter(None, parts))

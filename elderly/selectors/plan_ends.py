"""Why plans of care end, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.selectors.areas import area_name
from core.scope import EVERYWHERE
from elderly.domain.categories import names_of
from elderly.domain.plans import Standing
from elderly.selectors.derived import Belonging
from residents.selectors.someone import people_by_id


@dataclass(frozen=True, slots=True)
class End:
    """Why a plan ends; `gone`: there is nobody left to visit here."""

    words: str
    gone: bool


def closing_words(plans: Sequence[Standing], told: Mapping[int, Belonging]) -> dict[int, End]:
    """{person: why the plan ends}."""
    away = people_by_id([plan.person for plan in plans if plan.person not in told], scope=EVERYWHERE)
    found = {}
    for plan in plans:
        if plan.person in told:
            found[plan.person] = End(f"不再是{names_of(plan.groups)}，不用定期探访", gone=False)
            continue
        person = away.get(plan.person)
        if person is None:
            words = "记录已不在册"
        elif person.deceased:
            words = "已去世"
        elif person.living_area and person.living_area != plan.area:
            words = f"已搬到{area_name(person.living_area)}"
        else:
            words = "不再属于本地探访的老人"
        found[plan.person] = End(words, gone=True)
    return found

"""Who answers for old people, when offices change hands: at once, set-based, without asking the base who belongs to which group."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from accounts.selectors.doers import doers_of
from core.audit import acting
from core.domain.area_codes import area_prefix
from core.errors import UserError
from core.scope import Scope, as_system
from elderly.domain.owners import Owner
from elderly.domain.plans import Standing
from elderly.models import CarePlan
from elderly.selectors.plans import (
    VISITS,
    choosing,
    plans_in_areas,
    plans_owned_by,
    plans_waiting_above,
    standing_plans,
    visiting_grants,
)
from elderly.services.plan_writing import Written, reown_plans
from lifecycle.selectors.care_visits import open_visits, visits_assigned_to
from lifecycle.services.care_visits import hand_visits

_WALL = "the offices that change rights see no resident; those for whom somebody answers may live in any area"
_LEFT, _BY_HAND = "责任人变动", "换责任人"


def settle_owners(users: Collection[int]) -> int:
    """After rights of these users changed: whom they answered for and may not any more gets somebody else, and who was answered for
    from above gets the nearest. Returns how many plans changed.
    """
    with as_system(_WALL):
        theirs = [area_prefix(area) for user, area in visiting_grants() if user in set(users)]
        covering = visits_assigned_to(users)
        plans = {**plans_owned_by(users), **plans_waiting_above(theirs), **standing_plans(covering, lock=True)}
        return _settle(plans, words=_LEFT)


def settle_owners_in(areas: Iterable[str]) -> int:
    """After areas changed: the same for everybody there."""
    with as_system(_WALL):
        return _settle(plans_in_areas(list(areas)), words=_LEFT)


def _settle(plans: Mapping[int, Standing], *, words: str) -> int:
    chooser = choosing()
    changed: list[tuple[Standing, Written]] = []
    owners: dict[int, Owner] = {}
    for person, plan in sorted(plans.items(), key=lambda item: item[1].id):
        owner = chooser.owner(plan.area, now=plan.owner, by_hand=plan.by_hand)
        owners[person] = owner
        if (owner.user, owner.level) != (plan.owner, plan.level):
            changed.append((plan, Written(owner, plan.by_hand and owner.user == plan.owner, plan.next_on)))
    moved = {plan.person for plan, _ in changed}
    hand = {
        visit.task: owners[person].user
        for person, visits in open_visits(list(plans)).items()
        for visit in visits
        if visit.assignee != owners[person].user
        and (person in moved or not chooser.answers(visit.assignee, plans[person].area))
    }
    if changed or hand:
        with acting(by="system", why=words, source="rules"):
            reown_plans(changed)
            hand_visits(hand, by="system", words=words)
    return len(changed)


def count_of(user: Any) -> int:
    """For how many old people this user answers."""
    with as_system(_WALL):
        return CarePlan.objects.filter(owner=user, closed_on=None).count()


def hand_over(leaver: Any, successor: Any) -> int:
    """The successor answers for those whom they may visit; for the rest the office finds somebody. Returns how many changed."""
    with as_system(_WALL):
        plans, chooser = plans_owned_by([leaver.pk]), choosing()
        given = {person: plan for person, plan in plans.items() if chooser.answers(successor.pk, plan.area)}
        words = f"{leaver.display_name}离岗，交给 {successor.display_name}"
        _give(given, successor.pk, chooser.level_of, by="system", words=words, by_hand=False)
    return len(given)


def give_to(plan_uids: Iterable[UUID], *, to: str, by: Any) -> int:
    """Give people to another colleague (sign-in name), with their open visits; returns how many. UserError naming whom the colleague
    may not visit; nothing is changed then. Out of the giver's scope is not found and left out.
    """
    scope: Scope = by.scope("elder.edit")
    rows = CarePlan.objects.filter(scope.q("area_code"), uid__in=list(plan_uids), closed_on=None)
    people = list(rows.values_list("person_id", flat=True))
    if not people:
        raise UserError("没有选中的老人。", field="plan", remedy="先在名单上勾选。")
    with acting(by=by.username, why=_BY_HAND):
        plans = standing_plans(people, lock=True)
        doer = _doer(to, {plan.area for plan in plans.values()})
        with as_system("tasks of the people chosen may be assigned to anybody in office there"):
            chooser = choosing()
            words = f"{by.display_name}交给 {doer.name}"
            return _give(plans, doer.user_id, chooser.level_of, by=by.username, words=words, by_hand=True)


def _doer(username: str, areas: Collection[str]) -> Any:
    """The colleague, when the visits of every one of these areas may be theirs."""
    found = None
    for area in sorted(areas):
        found = next((one for one in doers_of(VISITS, area) if one.username == username), None)
        if found is None:
            raise UserError("选的人里有他管不到的社区。", field="to", remedy="分社区换，或者换一位街道、区里的同事。")
    return found


def _give(plans: Mapping[int, Standing], user: int, level_of: Any, *, by: str, words: str, by_hand: bool) -> int:
    changed = [
        (plan, Written(Owner(user, level_of(user, plan.area)), by_hand, plan.next_on))
        for plan in plans.values()
        if plan.owner != user
    ]
    with acting(by=by, why=words, source="rules"):
        reown_plans(changed)
        visits = open_visits([plan.person for plan, _ in changed])
        hand_visits({one.task: user for some in visits.values() for one in some}, by=by, words=words)
    return len(changed)

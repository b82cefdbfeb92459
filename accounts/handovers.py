"""What a leaver's successor takes over, beside the rights: saved views here, open things of each room in its own
`handovers.py`, found at start-up.

    # lifecycle/handovers.py
    handover_parts.register(HandoverPart("tasks", "没办完的事项", count=count_tasks_of, hand_over=give_tasks))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from accounts.models import User
from core.registry import Registry


@dataclass(frozen=True)
class HandoverPart:
    """Things that belong to a user: `count(user)` how many, `hand_over(leaver, successor)` gives them, returns how many.

    Both run inside the transaction of the hand-over; what is already the successor's stays as it is.
    """

    key: str
    title: str
    count: Callable[[User], int]
    hand_over: Callable[[User, User], int]


handover_parts: Registry[HandoverPart] = Registry("hand-over part")


@dataclass(frozen=True)
class RightsFollower:
    """What a room does when rights of users begin or end, or their accounts open or close: `follow(users' ids)`, in that transaction.

    A room whose people have somebody who answers for them finds another as soon as that one no longer may.
    """

    key: str
    follow: Callable[[Collection[int]], None]


rights_followers: Registry[RightsFollower] = Registry("follower of rights")


def rights_changed(users: Iterable[int]) -> None:
    """Tell every room; inside the transaction that changed the rights, after it wrote them."""
    ids = sorted(set(users))
    for one in rights_followers if ids else ():
        one.follow(ids)


def _views(user: User) -> int:
    return user.saved_views.count()


def _give_views(leaver: User, successor: User) -> int:
    """A view whose name the successor uses already for the same list stays behind."""
    taken = set(successor.saved_views.values_list("list_key", "name"))
    rows = [row for row in leaver.saved_views.all() if (row.list_key, row.name) not in taken]
    for row in rows:
        row.user = successor
        row.save(update_fields=["user"])
    return len(rows)


handover_parts.register(HandoverPart("saved-views", "存下的视图", count=_views, hand_over=_give_views))

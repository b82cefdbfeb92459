"""Who answers for an old person: somebody in office at the community, else at the street, else at the district; by load, and stable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.domain.area_codes import area_prefix

COMMUNITY, STREET, DISTRICT = "community", "street", "district"
_LENGTHS = (14, 12, 9, 6, 4, 2, 0)  # digits of grid, community, street, district, city, province, nation


@dataclass(frozen=True, slots=True)
class Owner:
    """A user and the level of the office that makes them answer; None: nobody is in office anywhere above."""

    user: int | None
    level: str = ""


NOBODY = Owner(None)


class Offices:
    """Who holds an office that sends people to doors, by area."""

    def __init__(self, grants: Iterable[tuple[int, str]]) -> None:
        """`grants`: (user's id, area code) of grants in force."""
        held: dict[str, set[int]] = defaultdict(set)
        self._of: dict[int, set[str]] = defaultdict(set)
        for user, code in grants:
            held[area_prefix(code)].add(user)
            self._of[user].add(area_prefix(code))
        self._holders = {prefix: tuple(sorted(users)) for prefix, users in held.items()}
        self._nearest: dict[str, tuple[str, tuple[int, ...]]] = {}

    def nearest(self, area: str) -> tuple[str, tuple[int, ...]]:
        """(level, users) of the nearest office with anybody in it; ("", ()) when there is none."""
        if area not in self._nearest:
            prefixes = (area[:length] for length in _LENGTHS if length <= len(area))
            found = next((prefix for prefix in prefixes if prefix in self._holders), None)
            self._nearest[area] = ("", ()) if found is None else (_level(found), self._holders[found])
        return self._nearest[area]

    def level_of(self, user: int | None, area: str) -> str:
        """At which level this user answers for the area, the nearest first; "" when not at all."""
        if user is None:
            return ""
        mine = [prefix for prefix in self._of.get(user, ()) if area.startswith(prefix)]
        return _level(max(mine, key=len)) if mine else ""


def _level(prefix: str) -> str:
    return COMMUNITY if len(prefix) >= 12 else STREET if len(prefix) == 9 else DISTRICT


class Choosing:
    """Chooses owners one after another; each choice counts as load for the next."""

    def __init__(self, offices: Offices, load: Mapping[int, int]) -> None:
        self._offices = offices
        self._load: Counter[int] = Counter(load)

    def level_of(self, user: int, area: str) -> str:
        """At which level this user answers for the area; "" when not at all."""
        return self._offices.level_of(user, area)

    def answers(self, user: int | None, area: str) -> bool:
        """Is this user in an office that covers the area?"""
        return bool(self._offices.level_of(user, area))

    def owner(self, area: str, *, now: int | None = None, by_hand: bool = False) -> Owner:
        """Who answers: the one who does (`now`) while in office there and, unless chosen `by_hand`, as near as anybody is; else
        whoever of the nearest office has the fewest people.
        """
        level, users = self._offices.nearest(area)
        held = self._offices.level_of(now, area)
        if held and (by_hand or held == level):
            return Owner(now, held)
        if not users:
            return NOBODY
        chosen = min(users, key=lambda user: (self._load[user], user))
        self._load[chosen] += 1
        if now is not None:
            self._load[now] -= 1
        return Owner(chosen, level)

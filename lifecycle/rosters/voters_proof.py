"""Why an adult is not on the voter roll: the condition of each reason of lifecycle/domain/elections.py, in its order."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from lifecycle.domain.elections import VOTER_REASONS
from lifecycle.roster.declaration import Context
from lifecycle.rosters import voters
from lifecycle.selectors.elections_proof import Proving
from lifecycle.selectors.elections_roll import not_so
from residents.selectors.as_of import lives_in, living_on, registered_in


def _gone(context: Context) -> Q:
    return not_so(registered_in(context.place) | lives_in(context.place))


_CONDITIONS: dict[str, Callable[[Context], Q]] = {
    "died": lambda context: not_so(living_on(context.as_of)),
    "foreign": lambda context: ~voters.citizen(context),
    "birth-unknown": lambda _context: Q(birth_date=None),
    "deprived": voters.deprived,
    "suspended": voters.suspended,
    "incapable": voters.incapable,
    "struck": voters.struck,
    "transferred": lambda context: registered_in(context.place) & voters.given_away(context),
    "not-settled": voters.taken_in,
    "elsewhere": lambda context: lives_in(context.place),
    "gone": _gone,
}

PROVING = Proving(voters.VOTERS, voters.of_age, tuple((reason, _CONDITIONS[reason.key]) for reason in VOTER_REASONS))

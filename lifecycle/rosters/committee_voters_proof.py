"""Why an adult is not on the list of a committee election."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from lifecycle.domain.elections import COMMITTEE_REASONS
from lifecycle.models.voter import Basis
from lifecycle.roster.declaration import Context
from lifecycle.rosters import committee_voters, voters
from lifecycle.selectors.elections_proof import Proving
from lifecycle.selectors.elections_roll import not_so
from residents.selectors.as_of import lives_in, living_on, registered_in


def _unconfirmed(context: Context) -> Q:
    applied = committee_voters.declared(context, basis=Basis.WORKER, willing=True)
    return Q(pk__in=applied.values("person_id"))


def _inside(context: Context) -> Q:
    return registered_in(context.place) | lives_in(context.place)


_CONDITIONS: dict[str, Callable[[Context], Q]] = {
    "died": lambda context: not_so(living_on(context.as_of)),
    "foreign": lambda context: ~voters.citizen(context),
    "birth-unknown": lambda _context: Q(birth_date=None),
    "deprived": voters.deprived,
    "declined": committee_voters.declined,
    "elsewhere-listed": committee_voters.listed_elsewhere,
    "unconfirmed": _unconfirmed,
    "basis-lost": committee_voters.has_declared,
    "gone": lambda context: not_so(_inside(context)),
    "not-asked": _inside,
}

PROVING = Proving(
    committee_voters.COMMITTEE,
    voters.of_age,
    tuple((reason, _CONDITIONS[reason.key]) for reason in COMMITTEE_REASONS),
    also=lambda context: committee_voters.declared(context).values("person_id"),
)

"""疑似退出, as the page and the person page show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from core.scope import Scope
from residents.models import PossibleExit
from residents.selectors.words import age_words, sex_word

PAGE = 50
STATES = {
    "": (PossibleExit.State.OPEN,),
    "decided": (PossibleExit.State.HERE, PossibleExit.State.LEFT, PossibleExit.State.DEAD),
    "back": (PossibleExit.State.BACK,),
}


@dataclass(frozen=True)
class ExitLine:
    """One person on the list."""

    row: PossibleExit

    @property
    def who(self) -> str:
        """`女 71 岁`."""
        person = self.row.person
        return " ".join(filter(None, [sex_word(person.sex), age_words(person.birth_date)]))

    @property
    def why(self) -> str:
        """What the list says, or that it says nothing."""
        day = self.row.absent_on.isoformat()
        return f"{day} 的名单写“{self.row.said}”" if self.row.said else f"{day} 的全量名单里没有"


def possible_exits(scope: Scope) -> QuerySet[PossibleExit]:
    """Those of the scope, whatever their state."""
    return PossibleExit.objects.filter(scope.q("area_code"))


def open_exits(scope: Scope) -> QuerySet[PossibleExit]:
    """Those of the scope that wait for somebody to look."""
    return possible_exits(scope).filter(state=PossibleExit.State.OPEN)


def exit_lines(scope: Scope, *, show: str = "", after: int = 0, most: int = PAGE) -> tuple[list[ExitLine], int]:
    """A page in the order of the list, and the id to go on from (0: the end). One statement."""
    rows = possible_exits(scope).filter(state__in=STATES.get(show, STATES[""]), pk__gt=after)
    found = list(rows.select_related("person").order_by("pk")[: most + 1])
    return [ExitLine(row) for row in found[:most]], found[most - 1].pk if len(found) > most else 0


def exits_about(person_id: int) -> QuerySet[PossibleExit]:
    """What stands about one person until a list names them again."""
    return PossibleExit.objects.filter(person_id=person_id, seen_on=None)


def exit_of(person_id: int) -> ExitLine | None:
    """The last of it."""
    row = exits_about(person_id).select_related("person").order_by("-pk").first()
    return ExitLine(row) if row else None

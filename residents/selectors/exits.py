"""疑似退出, as the page and the person page show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.scope import Scope
from residents.models import DeathReport, Disagreement, Person, PossibleExit
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


def noticed(person_id: int) -> tuple[bool, bool, bool]:
    """Is the person missing from a list, do two sources differ about them, has anybody said that they died? One statement, for
    most pages the only one. Of the dead no list asks any more."""
    alive = Q(person__status=Person.Status.LIVING)
    leaving = PossibleExit.objects.filter(alive, person_id=OuterRef("pk"), seen_on=None)
    dead = DeathReport.objects.filter(person_id=OuterRef("pk"))
    differing = Disagreement.objects.filter(person_id=OuterRef("pk"), state=Disagreement.State.OPEN)
    row = Person.objects.filter(pk=person_id).values_list(Exists(leaving), Exists(differing), Exists(dead)).first()
    return (bool(row[0]), bool(row[1]), bool(row[2])) if row else (False, False, False)


def exit_of(person_id: int) -> ExitLine | None:
    """What stands about one person until a list names them again."""
    row = (
        PossibleExit.objects.select_related("person").filter(person_id=person_id, seen_on=None).order_by("-pk").first()
    )
    return ExitLine(row) if row else None

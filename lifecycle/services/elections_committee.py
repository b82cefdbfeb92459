"""参加选举登记: what each resident said about taking part in a committee election (居民委员会组织法 2025 修订 第十六条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.selectors.areas import area_name
from core.audit import acting
from core.errors import Conflict, UserError
from core.scope import as_system
from lifecycle.domain.elections import WORKER_MONTHS
from lifecycle.models import Election, Participation
from lifecycle.models.election import ElectionKind
from lifecycle.models.voter import Basis
from lifecycle.rosters.committee_voters import worked_by
from lifecycle.selectors.elections import election_named
from lifecycle.services.elections import EDIT, written
from lifecycle.services.elections_standing import tell_listing
from residents.services.access import locked_persons

_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Declaration:
    """What was said, and the marks of the list. `basis` is found from registration and home when it is not said."""

    willing: bool
    declared_on: dt.date
    basis: str = ""
    elsewhere: bool = False
    worked_since: dt.date | None = None
    confirmed_on: dt.date | None = None
    household_rep: bool = False
    resident_rep: bool = False


def declare(election_uid: UUID, person_uids: Iterable[UUID], said: Declaration, *, by: Any) -> int:
    """Write down what these residents said; one person, or everybody ticked on a paper list. A later word replaces the earlier.

    UserError for who is neither registered nor resident here (unless a worker), Conflict for who takes part elsewhere.
    """
    with acting(by=by.username, why="登记是否参加居委会选举"):
        election = election_named(election_uid, by.scope("election.view"))
        if election.kind != ElectionKind.COMMITTEE:
            raise UserError("人大代表选举不用表示是否参加：一次登记，长期有效。")
        people = locked_persons(person_uids, by=by, permission=EDIT)
        if said.willing:
            _nowhere_else(election, people)
        for person in people:
            basis = said.basis or _basis(election, person)
            _fits(election, person, basis, said)
            Participation.objects.update_or_create(
                election=election, person_id=person.pk, defaults={**vars(said), "basis": basis, **written(by)}
            )
            tell_listing(person, on=said.declared_on, by=by)
    return len(people)


def _basis(election: Election, person: Any) -> str:
    if person.hukou_area.startswith(election.area_code):
        return Basis.REGISTERED
    if person.living_area.startswith(election.area_code):
        return Basis.RESIDENT
    raise UserError(
        f"底册里{person.name}的户籍和居住都不在{area_name(election.area_code)}。",
        field="basis",
        remedy="先登记住处；社区工作者请选“社区工作者满六个月”。",
    )


def _fits(election: Election, person: Any, basis: str, said: Declaration) -> None:
    here = {Basis.REGISTERED.value: person.hukou_area, Basis.RESIDENT.value: person.living_area}
    if basis in here and not here[basis].startswith(election.area_code):
        raise UserError(f"{person.name}不符合“{Basis(basis).label}”。", field="basis")
    if basis == Basis.WORKER:
        if said.worked_since is None:
            raise UserError("社区工作者要写何时起在本社区工作。", field="worked_since")
        if said.worked_since > worked_by(election.day):
            raise UserError(
                f"到选举日在本社区工作不满 {WORKER_MONTHS} 个月。",
                field="worked_since",
                remedy="最晚要从 " + worked_by(election.day).isoformat() + " 起。",
            )


def _nowhere_else(election: Election, people: list[Any]) -> None:
    """Nobody is listed in two communities' elections of one term."""
    with as_system("a resident may have declared in a community that this clerk does not see; only its name is told"):
        other = (
            Participation.objects.filter(
                person__in=[person.pk for person in people],
                willing=True,
                election__called_off="",
                election__day__range=(election.day - _YEAR, election.day + _YEAR),
            )
            .exclude(election=election)
            .select_related("election", "person")
            .first()
        )
        if other is not None:
            raise Conflict(
                f"{other.person.name}已经在{area_name(other.election.area_code)}登记参加选举。",
                remedy="不能两处登记；请本人选一处，另一处改为不参加。",
            )


def confirm_workers(election_uid: UUID, *, on: dt.date, by: Any) -> int:
    """The election committee confirmed the community workers who applied; returns how many."""
    election = election_named(election_uid, by.scope("election.view"))
    if not by.scope(EDIT).covers(election.area_code):
        raise UserError("由主持选举的社区确认。")
    with acting(by=by.username, why="选举委员会确认社区工作者"):
        rows = Participation.objects.filter(election=election, basis=Basis.WORKER, willing=True, confirmed_on=None)
        return rows.update(confirmed_on=on)

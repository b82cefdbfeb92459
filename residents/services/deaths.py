"""Deaths enter the base: one at a desk or a hundred thousand in a file, the same dozen statements (handbook 8; E, D02–D04, D13).

What ends with a life ends on the day of death: stays, memberships, the marriage, guardianships. The dead keep their last place
(services/projections.py). The caller owns the transaction (`core.audit.acting`), and knows that the deaths are certain
(domain/deaths.py `weigh`); what the law asks next is told by the event and done by rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import connection

from core import clock
from core.bulk import insert_rows
from core.crypto import keyring
from core.errors import UserError
from core.scope import as_system
from residents.domain.deaths import POLICE
from residents.models import DeathReport, Person
from residents.services.deaths_ending import end_facts_of_the_dead, mark_dead
from residents.services.deaths_telling import tell_deaths
from residents.services.projections import project_residences

WALL = "a death ends what ties the dead to people and households of other communities; who may register it was asked before"
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Death:
    """A certain death. `source`: the row or desk that says so; `word`: the kind of source (codes/death_sources.csv), `others`
    further kinds that said the same. `certificate`: number of the medical certificate, kept sealed; `cancelled_on`: the day the
    police cancelled the registration; `declared`: 宣告死亡 (民法典 第四十六条), then the day is that of the judgment.
    """

    person_id: int
    died_on: dt.date
    source: str
    word: str = POLICE
    certificate: str = ""
    cancelled_on: dt.date | None = None
    declared: bool = False
    others: tuple[str, ...] = ()


@dataclass
class Recorded:
    """What became of the deaths: `events` {person: id of the event person.died}; `already` were dead before."""

    events: dict[int, int] = field(default_factory=dict)
    already: list[int] = field(default_factory=list)


def record_deaths(deaths: Iterable[Death], *, by: Any, why: str = "死亡登记") -> Recorded:
    """Register deaths, set-based; whoever is dead already stays as they are, with one more word if it agrees.

    UserError when somebody would die before being born or in the future. Emits person.died and, for spouses, person.widowed.
    """
    wanted = list({death.person_id: death for death in deaths}.values())
    done = Recorded()
    with as_system(WALL):
        for part in _parts(wanted):
            _record(part, done, by, why)
    return done


def _parts(deaths: Sequence[Death]) -> Iterator[Sequence[Death]]:
    for start in range(0, len(deaths), _AT_ONCE):
        yield deaths[start : start + _AT_ONCE]


def _record(deaths: Sequence[Death], done: Recorded, by: Any, why: str) -> None:
    living = _locked([death.person_id for death in deaths])
    done.already += [death.person_id for death in deaths if death.person_id not in living]
    dying = [death for death in deaths if death.person_id in living]
    _keep_words(_agreeing([death for death in deaths if death.person_id not in living]), by, why)
    for death in dying:
        _possible(death, *living[death.person_id])
    if not dying:
        return
    with connection.cursor() as cursor:
        mark_dead(cursor, [(death.person_id, death.died_on, death.source) for death in dying])
        left = end_facts_of_the_dead(cursor, by=by.username)
        done.events |= tell_deaths(cursor, {death.person_id: death for death in dying}, left, by=by)
        cursor.execute("DROP TABLE dying, left_household, ending_kin")
    project_residences(death.person_id for death in dying)
    _keep_words(dying, by, why)


def _locked(ids: list[int]) -> dict[int, tuple[str, dt.date | None]]:
    """{person: (name, birth date)} of the living among these, locked in the order of their ids."""
    rows = Person.objects.select_for_update().filter(pk__in=ids, status=Person.Status.LIVING).order_by("pk")
    return {pk: (name, birth) for pk, name, birth in rows.values_list("pk", "name", "birth_date")}


def _agreeing(deaths: Sequence[Death]) -> list[Death]:
    """Those whose person is known to have died on that very day: another source says the same."""
    days = dict(Person.objects.filter(pk__in=[death.person_id for death in deaths]).values_list("pk", "died_on"))
    return [death for death in deaths if days.get(death.person_id) == death.died_on]


def _possible(death: Death, name: str, birth: dt.date | None) -> None:
    if death.died_on > clock.today():
        raise UserError(f"{name}的死亡日期 {death.died_on} 在今天之后。", field="died_on", remedy="请核对日期。")
    if birth and death.died_on < birth:
        raise UserError(
            f"{name}的死亡日期 {death.died_on} 早于出生日期 {birth}。", field="died_on", remedy="请核对两个日期。"
        )


_CONFIRM = """
UPDATE residents_deathreport r SET state = 'confirmed', decided_at = %(now)s, decided_by = %(by)s, reason = %(why)s
FROM unnest(%(ids)s::bigint[]) AS dead(id) WHERE r.person_id = dead.id AND r.state = 'open'
"""
_REPORT = (
    "uid", "person_id", "word", "died_on", "declared", "certificate", "cancelled_on", "note", "state", "decided_at",
    "decided_by", "reason", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip


def _keep_words(deaths: Sequence[Death], by: Any, why: str) -> None:
    """What was open about these people is settled, and the word that settled it is kept beside it."""
    if not deaths:
        return
    now, ring = clock.now(), keyring()
    with connection.cursor() as cursor:
        cursor.execute(
            _CONFIRM, {"now": now, "by": by.username, "why": why[:200], "ids": [death.person_id for death in deaths]}
        )
    people = [death.person_id for death in deaths]
    said = set(
        DeathReport.objects.filter(person_id__in=people, state=DeathReport.State.CONFIRMED).values_list(
            "person_id", "word"
        )
    )
    rows = [
        (
            str(uuid4()), death.person_id, death.word, death.died_on, death.declared,
            ring.encrypt(death.certificate) if death.certificate else b"", death.cancelled_on, "", "confirmed", now,
            by.username, why[:200], now, by.username, why[:120], death.source,
        )
        for death in deaths
        if (death.person_id, death.word) not in said
    ]  # fmt: skip
    insert_rows(DeathReport, _REPORT, rows)

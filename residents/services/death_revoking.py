"""误报恢复: a death that was registered wrongly is taken back, by the street; what was said stays written (handbook 8).

What the death ended is put back from the history as far as nobody changed it since; what cannot be put back is listed for a
person to see to. The event of the death is voided, so that the rules take back theirs; both stay on the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from core import clock
from core.audit import acting
from core.errors import Conflict, UserError
from core.event_views import EventView, Wanted, close_events, events_caused_by, events_page
from core.outbox import NewEvent, Subject, emit
from core.scope import EVERYWHERE, as_system
from residents.domain.relations import HEAD
from residents.models import (
    DisabilityCertificate,
    Household,
    HouseholdMembership,
    Kinship,
    Occupation,
    Person,
    PossibleExit,
    Pregnancy,
    Residence,
    ResidencePermit,
    Schooling,
)
from residents.models.kinship import KinshipKind
from residents.services.access import desk, locked_person
from residents.services.death_reports import revoke_reports
from residents.services.deaths_telling import answering
from residents.services.grounded import current
from residents.services.projections import project_residences
from residents.services.told import Told, told

PERMISSION = "person.revoke_death"
WALL = (
    "what a death ended may lie with people and households of other communities; who may take it back was asked before"
)
REVOKED = "person.death_revoked"
# Facts of the person alone, with what they are called where one cannot be put back.
_OWN = (
    (Residence, "住处和户籍"),
    (ResidencePermit, "暂住登记"),
    (Schooling, "学籍"),
    (Occupation, "个人身份"),
    (Pregnancy, "生育登记"),
    (DisabilityCertificate, "残疾人证"),
    (PossibleExit, "疑似退出"),
)


@dataclass
class Revoked:
    """What taking a death back did. `left`: what a person has to see to, in words."""

    person: Person
    left: list[str] = field(default_factory=list)
    event: int | None = None


@dataclass(frozen=True)
class _Act:
    """The transaction that registered the death, as the history names it."""

    context: UUID | None


def revoke_death(*, person_uid: UUID, reason: str, by: Any, closing: bool = True) -> Revoked:
    """The person lives. NotAllowed below the street; Conflict when no death stands; UserError without a reason.

    `closing`: void the event too (False where the caller does). Emits person.death_revoked.
    """
    if len(reason.strip()) < 4:
        raise UserError("请写复核的情况。", field="reason", remedy="例如：派出所来函，注销有误，已恢复户口。")
    source = desk(by)
    with acting(by=by.username, why=reason[:120], source=source):
        person = locked_person(person_uid, by=by, permission=PERMISSION)
        if person.status != Person.Status.DECEASED:
            raise Conflict(f"{person.name}没有登记死亡。", remedy="请刷新后再看。")
        with as_system(WALL):
            done = Revoked(person)
            event = _death_of(person)
            _put_back(done, by, reason)
            _tell(done, event, source, by)
            if event and closing:
                along = [one.id for one in events_caused_by(event.id, scope=EVERYWHERE) if one.source == event.source]
                close_events([event.id, *along], reason=reason)
        person.refresh_from_db()
    return done


def _death_of(person: Person) -> EventView | None:
    told = events_page(EVERYWHERE, Wanted(kind="person.died", status="registered", person=person.pk))
    return next((one for one in told if Subject(person.pk, "subject") in _without_areas(one)), None)


def _without_areas(event: EventView) -> list[Subject]:
    return [Subject(one.person_id, one.role) for one in event.subjects]


def _put_back(done: Revoked, by: Any, reason: str) -> None:
    person = done.person
    act = _Act(_context_of_death(person))
    Person.objects.filter(pk=person.pk).update(
        status=Person.Status.LIVING,
        died_on=None,
        sources={key: value for key, value in person.sources.items() if key != "died_on"},
        updated_at=clock.now(),
    )
    revoke_reports(person, reason=reason, by=by)
    if act.context is None:
        done.left.append("这次死亡没有留下改动的历史（演示数据或早先的资料），住处、户籍和户成员请重新登记")
        return
    for model, name in _OWN:
        for row in _touched(model, act, person_id=person.pk):
            if _back(model, row) is False:
                done.left.append(f"{name}后来又改过，没有放回去，请核对")
    _memberships(done, act)
    _kin(done, act)
    _ground(done)
    project_residences([person.pk])


def _context_of_death(person: Person) -> UUID | None:
    history = Person.pgh_event_model.objects.filter(pgh_obj_id=person.pk, status=Person.Status.LIVING)  # type: ignore[attr-defined]
    found: UUID | None = history.order_by("-pgh_id").values_list("pgh_context_id", flat=True).first()
    return found


def _touched(model: type[models.Model], act: _Act, **owner: Any) -> list[Told]:
    """The rows of an owner that the act changed or removed."""
    history = model.pgh_event_model.objects.filter(pgh_context_id=act.context, **owner)  # type: ignore[attr-defined]
    return told(model, sorted(set(history.values_list("pgh_obj_id", flat=True))), act)


def _back(model: type[models.Model], row: Told) -> bool:
    """Put one row back; False where somebody changed it since, or its days are taken."""
    if row.now is not None and row.after is not None and row.now != row.after:
        return False
    if row.now is None and row.after is not None:
        return False
    try:
        with transaction.atomic():
            if row.now is None:
                model._default_manager.create(pk=row.pk, **row.before)
            else:
                model._default_manager.filter(pk=row.pk).update(**row.before)
    except IntegrityError:
        return False
    return True


def _memberships(done: Revoked, act: _Act) -> None:
    """Back into the household, which opens again if the death closed it; as its head only while nobody else became head."""
    person = done.person
    for row in _touched(HouseholdMembership, act, person_id=person.pk):
        home = Household.objects.select_for_update().filter(pk=row.before["household_id"]).first()
        if home is None:
            continue
        name = f"户号 {home.number}"
        replaced = row.before["relation"] in HEAD and home.head_id != person.pk
        if replaced:
            done.left.append(f"{name}已确认别人为户主，没有把{person.name}放回这一户，请用「加人」登记")
            continue
        if home.closed_on and not _reopened(home):
            done.left.append(f"{name}销户以后给了另一户，请另立户")
            continue
        if not _back(HouseholdMembership, row):
            done.left.append(f"{name}的成员关系后来又改过，请核对")
            continue
        for was in _touched(Household, act, pgh_obj_id=home.pk):
            confirmed = was.before["head_confirmed"] and not was.changed_since("head_confirmed")
            if confirmed and home.head_id == was.before["head_id"]:
                Household.objects.filter(pk=home.pk).update(head_confirmed=True)


def _reopened(home: Household) -> bool:
    try:
        with transaction.atomic():
            Household.objects.filter(pk=home.pk).update(closed_on=None)
    except IntegrityError:
        return False
    return True


def _kin(done: Revoked, act: _Act) -> None:
    """Marriage and guardianships go on, up to the death of the other party; the spouse is no widow."""
    person = done.person
    for row in _touched(Kinship, act, person_id=person.pk):
        other = Person.objects.get(pk=row.before["relative_id"])
        mirrors = _touched(Kinship, act, person_id=other.pk, relative_id=person.pk)
        word = str(KinshipKind(row.before["kind"]).label)
        pair = [row, *(one for one in mirrors if _mirrors(one, row))]
        if other.died_on is not None:
            for one in pair:
                during = one.before["during"]
                one.before["during"] = type(during)(during.lower, min(filter(None, (during.upper, other.died_on))))
        if not _back_together(pair):
            done.left.append(f"与{other.name}的关系（{word}）后来又改过，没有放回去，请核对")
        elif row.before["kind"] == KinshipKind.SPOUSE:
            _no_widow(done, act, other)


def _back_together(pair: list[Told]) -> bool:
    """A link and its mirror: both or neither."""
    try:
        with transaction.atomic():
            for one in pair:
                if not _back(Kinship, one):
                    raise _Half
    except _Half:
        return False
    return True


class _Half(Exception):
    """Only one end of a link could be put back."""


def _mirrors(one: Told, row: Told) -> bool:
    kinds = {row.before["kind"], one.before["kind"]}
    return kinds in ({KinshipKind.SPOUSE}, {KinshipKind.GUARDIAN, KinshipKind.WARD})


def _no_widow(done: Revoked, act: _Act, spouse: Person) -> None:
    for row in _touched(Person, act, pgh_obj_id=spouse.pk):
        if row.before["marital_status"] == row.restored()["marital_status"]:
            sources = {key: value for key, value in spouse.sources.items() if key != "marital_status"}
            if "marital_status" in row.before["sources"]:
                sources["marital_status"] = row.before["sources"]["marital_status"]
            Person.objects.filter(pk=spouse.pk).update(
                marital_status=row.before["marital_status"], sources=sources, updated_at=clock.now()
            )
        else:
            done.left.append(f"{spouse.name}的婚姻状况后来又改过，请核对")


def _ground(done: Revoked) -> None:
    """A stay that is open again stands in the areas of today: they may have changed since the death was registered."""
    for row in Residence.objects.filter(person=done.person, during__upper_inf=True):
        now = current(row.area_code)
        if now != row.area_code:
            Residence.objects.filter(pk=row.pk).update(area_code=now)
            done.left.append("住处所在的地区后来变更过，已放在现在的社区，请核对")


def _tell(done: Revoked, event: EventView | None, source: str, by: Any) -> None:
    person = Person.objects.get(pk=done.person.pk)
    area = answering(person.living_area, person.hukou_area)
    others = [one for one in event.subjects if one.role != "subject"] if event else []
    told_now = emit(
        NewEvent(
            REVOKED,
            clock.today(),
            (Subject(person.pk, "subject", area), *others),
            source,
            payload={
                "died_on": done.person.died_on.isoformat() if done.person.died_on else None,
                "left": len(done.left),
            },
            cause=event.id if event else None,
        ),
        by=by.username,
    )
    done.event = told_now.pk

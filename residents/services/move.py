"""Moving home, moving the registration, leaving, and placing somebody whose dwelling was open.

Each act ends the present residence on the day and opens the next; the two never overlap, and the person's projections
follow. Several people of a family move in one act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.selectors.areas import area_tree
from core import clock
from core.audit import acting
from core.errors import UserError
from core.outbox import NewEvent, Subject, emit_many
from core.scope import as_system
from residents.domain.addresses import parse_address
from residents.domain.moves import Stay, decide_move
from residents.models import Person, Residence
from residents.models.residence import ResidenceKind
from residents.services.access import desk, locked_person, locked_persons, must_live
from residents.services.dwellings import Address, place_dwellings
from residents.services.facts import end_facts
from residents.services.projections import project_residences
from residents.services.register import living_kind
from residents.services.registrations import IN, OUT, TRANSFERRED, WITHIN, ours

HOMES = (ResidenceKind.LIVING, ResidenceKind.FLOATING)
WALL = "a move may end outside the area of whoever registers it"


@dataclass(frozen=True)
class Destination:
    """Where to: an area code (a community of ours, or any code of the country) and the address as typed."""

    area: str
    address: str = ""


def move_home(
    *, person_uids: Iterable[UUID], to: Destination | None, on: dt.date, by: Any, why: str = "", source: str = ""
) -> list[Person]:
    """These people live at `to` from the day on; None: they left, nobody knows where to (it stays open).

    UserError when the day or the place cannot be, NotFound out of scope. Emits person.moved_in, person.moved_out or person.moved for each.
    """
    return _move("home", person_uids, to, on, by, why, source)


def move_hukou(
    *, person_uids: Iterable[UUID], to: Destination | None, on: dt.date, by: Any, why: str = "", source: str = ""
) -> list[Person]:
    """These people are registered at `to` from the day on (户口登记条例 第十条、第十三条); None: struck off. Emits
    person.hukou_transferred for each, with its direction.
    """
    return _move("hukou", person_uids, to, on, by, why, source)


def place_home(*, person_uid: UUID, address: str, by: Any, why: str = "") -> Person:
    """Say which dwelling the person's present home is. The day does not change: only the place was missing or vague."""
    with acting(by=by.username, why=why or "落位", source=desk(by)):
        person = locked_person(person_uid, by=by)
        home = Residence.objects.filter(person=person, kind__in=HOMES, during__upper_inf=True).first()
        if home is None:
            raise UserError("这个人现在没有登记住处，落不了位。", remedy="请用「搬家」登记现在住哪里。")
        to = Destination(home.area_code, address)
        dwelling, words = resolve(to)
        if dwelling is None:
            raise UserError("地址要写到路名和门牌，例如 三眼井直街12号402。", field="address")
        Residence.objects.filter(pk=home.pk).update(dwelling_id=dwelling, address=words)
        project_residences([person.pk])
        _tell([(person, home.area_code, home.area_code)], "placed", clock.today(), by, desk(by))
    return person


def _move(
    what: str, uids: Iterable[UUID], to: Destination | None, on: dt.date, by: Any, why: str, source: str
) -> list[Person]:
    source = source or desk(by)
    with acting(by=by.username, why=why, source=source):
        persons = locked_persons(uids, by=by)
        must_live(persons, "迁移" if what == "hukou" else "搬家")
        told = []
        with as_system(WALL):
            dwelling, address = resolve(to) if to else (None, "")
            for person in persons:
                kinds = (ResidenceKind.HUKOU,) if what == "hukou" else HOMES
                before = _step_out(person, kinds, to, address, on)
                if to:
                    kind = ResidenceKind.HUKOU if what == "hukou" else living_kind(person.hukou_area, to.area)
                    _open(person, kind, to.area, dwelling, address, on, (by.username, why, source))
                told.append((person, before, to.area if to else ""))
                if what == "hukou":
                    _recount_home(person, to.area if to else "", on, (by.username, why, source))
            project_residences([person.pk for person in persons])
            _tell(told, what, on, by, source)
            for person in persons:  # here, for who has left is out of the clerk's sight
                person.refresh_from_db(fields=["hukou_area", "living_area"])
    return persons


def resolve(to: Destination) -> tuple[int | None, str]:
    """(dwelling, address in its one spelling). Outside our communities an address is words only."""
    tree = area_tree()
    if not to.area or tree.name(to.area) == to.area:
        raise UserError("不认识这个地区代码。", field="area", remedy="请从列表里选，或填 6 位行政区划代码。")
    node = tree.get(to.area)
    if node is not None and node.ended:
        now = "、".join(one.name for one in tree.present(to.area))
        raise UserError(f"{node.name}已于 {node.until} 撤销。", field="area", remedy=f"现在是{now}，请选它。")
    parts = parse_address(to.address).value
    if node is None or node.level != "community" or not parts.road:
        return None, to.address.strip()
    where = Address(
        area=to.area,
        road=parts.road,
        house_number=parts.house_number,
        building=f"{parts.estate}{parts.building}",
        unit=parts.unit,
        room=parts.room,
    )
    return place_dwellings([where])[where], where.words


def _step_out(
    person: Person, kinds: tuple[ResidenceKind, ...], to: Destination | None, address: str, on: dt.date
) -> str:
    """End (or take back) the present stay as the day demands; returns the area it was in."""
    rows = {row.pk: row for row in Residence.objects.filter(person=person, kind__in=kinds)}
    stays = [Stay(row.pk, row.during.lower, row.during.upper) for row in rows.values()]
    try:
        step = decide_move(stays, on=on, today=clock.today(), born=person.birth_date)
    except UserError as error:
        raise UserError(f"{person.name}：{error.message}", field=error.field, remedy=error.remedy) from error
    present = rows[step.stay.id] if step.stay else None
    if present is None or present.during.upper is not None:
        if to is None:
            raise UserError(f"{person.name}现在没有登记{_noun(kinds)}，不用登记离开。", field="on")
        return ""
    if to and (present.area_code, present.address) == (to.area, address):
        raise UserError(f"{person.name}已经登记在这里，没有变化。", field="address", remedy="请核对社区和地址。")
    # A row that begins on the day itself never held: it goes, and the history keeps what it said.
    end_facts(Residence, [present.pk], on=on)
    return present.area_code


def _noun(kinds: tuple[ResidenceKind, ...]) -> str:
    return "户籍" if ResidenceKind.HUKOU in kinds else "住处"


def _open(
    person: Person, kind: str, area: str, dwelling: int | None, address: str, on: dt.date, said: tuple[str, str, str]
) -> None:
    by, why, source = said
    Residence.objects.create(
        person=person,
        kind=kind,
        area_code=area,
        dwelling_id=dwelling,
        address=address,
        during=(on, None),
        recorded_at=clock.now(),
        recorded_by=by,
        source=source,
        why=why,
    )


def _recount_home(person: Person, hukou_area: str, on: dt.date, said: tuple[str, str, str]) -> None:
    """Whether a home counts as 常住 or 流动 depends on the registration: when that changes, the home is said anew."""
    home = Residence.objects.filter(person=person, kind__in=HOMES, during__upper_inf=True).first()
    kind = living_kind(hukou_area, home.area_code) if home else ""
    if home is None or home.kind == kind:
        return
    if home.during.lower >= on:
        Residence.objects.filter(pk=home.pk).update(kind=kind)
        return
    end_facts(Residence, [home.pk], on=on)
    _open(person, kind, home.area_code, home.dwelling_id, home.address, on, said)


def _tell(told: list[tuple[Person, str, str]], what: str, on: dt.date, by: Any, source: str) -> None:
    """What kind of move it was depends on which ends lie among our streets and communities."""
    emit_many(
        [
            NewEvent(
                _kind(what, before, after),
                on,
                (Subject(person.pk, "subject", after or before),),
                source,
                payload={"what": what, "from": before, "to": after}
                | ({"direction": _direction(before, after)} if what == "hukou" else {}),
            )
            for person, before, after in told
        ],
        by=by.username,
    )


def _kind(what: str, before: str, after: str) -> str:
    """person.hukou_transferred of registrations; of homes moved_in, moved_out, or moved: within our communities, or outside them."""
    if what == "hukou":
        return TRANSFERRED
    if what == "home" and ours(after) and not ours(before):
        return "person.moved_in"
    if what == "home" and ours(before) and not ours(after):
        return "person.moved_out"
    return "person.moved"


def _direction(before: str, after: str) -> str:
    if ours(before) and ours(after):
        return WITHIN
    return OUT if ours(before) else IN

"""People, homes and families for tests: valid synthetic numbers (area 440199), projections in step with the facts."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from core import clock
from core.crypto import digest
from residents.domain.id_number import check_character
from residents.domain.name_readings import name_pinyin
from residents.domain.names import comparison_key, split_name
from residents.models import (
    Building,
    Dwelling,
    Household,
    HouseholdMembership,
    IdentityDocument,
    Kinship,
    Person,
    Residence,
)
from residents.models.kinship import MIRROR
from tests.support.areas import SANYANJING

_sequence = itertools.count(1)


def id_number(birth: dt.date, sex: str = "1", *, order: int | None = None) -> str:
    """A valid 18-character number of the unassigned area 440199; `order` makes it repeatable."""
    base = (order if order is not None else next(_sequence)) % 499
    serial = base * 2 + (1 if sex == "1" else 2)
    head = f"440199{birth:%Y%m%d}{serial:03d}"
    return head + check_character(head)


def dwelling(*, area: str = SANYANJING, road: str = "三眼井直街", house: str = "12号", room: str = "402") -> Dwelling:
    """A dwelling, made once per address."""
    building, _ = Building.objects.get_or_create(area_code=area, road=road, house_number=house, name="")
    home, _ = Dwelling.objects.get_or_create(
        building=building, unit="", room=room, defaults={"area_code": area, "address": f"{road}{house}{room}"}
    )
    return home


def person(
    name: str = "何丽容",
    *,
    birth: dt.date = dt.date(1985, 3, 5),
    sex: str = "2",
    hukou: str | None = SANYANJING,
    living: str | None = SANYANJING,
    since: dt.date | None = None,
    number: str | None = "",
    home: Dwelling | None = None,
    phone: str = "",
    source: str = "seed",
    **fields: Any,
) -> Person:
    """A person with a number ("" = make one, None = has none yet) and residences since `since` (default: birth)."""
    number = id_number(birth, sex) if number == "" else number
    start, now = since or birth, clock.now()
    said = {"recorded_at": now, "recorded_by": "test", "source": source}
    row = Person.objects.create(
        name=name,
        given_name=split_name(name)[1],
        pinyin=name_pinyin(name).full,
        initials=name_pinyin(name).initials,
        name_key=comparison_key(name),
        sex=sex,
        birth_date=birth,
        phone=phone,
        phone_digest=digest(phone, "phone") if phone else None,
        phone_last4=phone[-4:],
        number_head=number[:6] if number else "",
        number_last4=number[-4:] if number else "",
        hukou_area=hukou or "",
        living_area=living or "",
        living_address=home.address if home and living else "",
        hukou_address=home.address if home and hukou else "",
        is_synthetic=True,
        updated_at=now,
        **said,
        **fields,
    )
    if number:
        IdentityDocument.objects.create(
            person=row, number=number, digest=digest(number, "document"), last4=number[-4:], **said
        )
    end = fields.get("died_on")
    for kind, area in (("hukou", hukou), ("living", living)):
        if area:
            Residence.objects.create(
                person=row,
                kind=kind,
                area_code=area,
                dwelling=home if home and home.area_code == area else None,
                address=home.address if home and home.area_code == area else "",
                during=(start, end),
                **said,
            )
    return row


def household(
    head: Person,
    *members: tuple[Person, str],
    number: str = "",
    area: str = SANYANJING,
    since: dt.date = dt.date(2010, 1, 1),
    home: Dwelling | None = None,
) -> Household:
    """A registered household: its head (02 户主) and members with their relation to the head (GB/T 4761)."""
    said = {"recorded_at": clock.now(), "recorded_by": "test", "source": "seed"}
    row = Household.objects.create(
        number=number or f"{next(_sequence):011d}",
        area_code=area,
        head=head,
        dwelling=home,
        address=home.address if home else "",
        opened_on=since,
        **said,
    )
    for member, relation in [(head, "02"), *members]:
        start = max(since, member.birth_date) if member.birth_date else since
        HouseholdMembership.objects.create(
            household=row, person=member, relation=relation, shares_registration=True, during=(start, None), **said
        )
    return row


def kin(person_: Person, relative: Person, kind: str, *, since: dt.date | None = None) -> None:
    """`relative` is the `kind` (parent, spouse, guardian …) of `person_`; the mirror is written too."""
    said = {"recorded_at": clock.now(), "recorded_by": "test", "source": "seed"}
    start = since or max(filter(None, [person_.birth_date, relative.birth_date]), default=None)
    Kinship.objects.create(person=person_, relative=relative, kind=kind, during=(start, None), **said)
    Kinship.objects.create(person=relative, relative=person_, kind=MIRROR[kind], during=(start, None), **said)

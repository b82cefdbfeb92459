"""Correcting what the base says of a person: with reason and source; the former state stays in the history.

A correction says that the base was wrong or has become stale; it is not a life event. Moves, births and deaths have
services of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from core import clock
from core.audit import acting
from core.domain.phones import read_phones
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.name_readings import name_pinyin
from residents.domain.names import comparison_key, read_name, split_name
from residents.domain.number_reading import disagreements, read_number
from residents.models import FormerName, HouseholdMembership, IdentityDocument, Kinship, Person, Residence
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind
from residents.services.access import desk, locked_person
from residents.services.disagreements import close_where_same
from residents.services.register import conflict_words, number_digest, phone_digest

PLAIN = ("sex", "birth_date", "ethnicity", "marital_status", "education", "political_status", "nationality", "note")
CORRECTABLE = ("name", "number", "phone", *PLAIN)


def correct_person(
    *, person_uid: UUID, changes: Mapping[str, Any], reason: str, by: Any, source: str = "", on: dt.date | None = None
) -> Person:
    """Write the given fields (CORRECTABLE; codes as in the model, "" = unknown) where they differ; emits person.corrected.

    `reason`: what it rests on (证件原件 …). UserError when nothing changes, a value is impossible, or number, sex and birth
    disagree; Conflict when the number belongs to somebody else.
    """
    source = source or desk(by)
    if not reason.strip():
        raise UserError("请写依据什么更正。", field="reason", remedy="例如：看了身份证原件。")
    with acting(by=by.username, why=reason, source=source):
        person = locked_person(person_uid, by=by)
        said = {"recorded_at": clock.now(), "recorded_by": by.username, "source": source, "why": reason}
        values, number = _decided(person, changes)
        if not values and number is None:
            raise UserError("没有改动任何一项。", remedy="请改好要更正的格子再存。")
        _check(person, values, number)
        former = (person.name, person.temporary_name, person.birth_date)
        if number is not None:
            _change_number(person, number, said)
        write_values(
            person, values, number, dict.fromkeys([*values, *(["number"] if number is not None else [])], source)
        )
        if "name" in values and not former[1]:
            _keep_former_name(person, former[0], said)
        if "birth_date" in values and former[2]:
            _follow_birth(person, former[2])
        close_where_same(person)
        fields = sorted([*values, *(["number"] if number is not None else [])])
        area = person.living_area or person.hukou_area
        emit(
            NewEvent(
                "person.corrected",
                on or clock.today(),
                (Subject(person.pk, "subject", area),),
                source,
                payload={"fields": fields},
            ),
            by=by.username,
        )
    return person


def _decided(person: Person, changes: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """The fields that really change, read and normalised; the new number apart (None: unchanged)."""
    unknown = set(changes) - set(CORRECTABLE)
    if unknown:
        raise ValueError(f"Not correctable: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {name: changes[name] for name in PLAIN if name in changes}
    if "name" in changes:
        values["name"] = _name(changes["name"])
    if "phone" in changes:
        values["phone"] = _phone(changes["phone"])
    values = {name: value for name, value in values.items() if value != getattr(person, name)}
    number = _number(changes["number"]) if "number" in changes else None
    return values, None if number is None or number == _present_number(person) else number


def _name(raw: str) -> str:
    reading = read_name(raw)
    if reading.problem:
        raise UserError(f"{reading.problem.reason}。", field="name", remedy=reading.problem.remedy)
    if not reading.value:
        raise UserError("姓名不能空着。", field="name", remedy="请按证件填写；未取名的新生儿可写「母亲姓名之子」。")
    return reading.value


def _phone(raw: str) -> str:
    reading = read_phones(raw)
    if reading.problem:
        raise UserError(f"{reading.problem.reason}。", field="phone", remedy=reading.problem.remedy)
    return reading.value


def _number(raw: str) -> str:
    reading = read_number(raw, today=clock.today())
    if reading.problem:
        raise UserError(f"{reading.problem.reason}。", field="number", remedy=reading.problem.remedy)
    return reading.value or ""


def _present_number(person: Person) -> str:
    document = IdentityDocument.objects.filter(person=person, type=RESIDENT_ID, active=True).first()
    return document.number if document else ""


def _check(person: Person, values: dict[str, Any], number: str | None) -> None:
    birth = values.get("birth_date", person.birth_date)
    if birth and birth > clock.today():
        raise UserError(f"出生日期 {birth} 在今天之后。", field="birth_date", remedy="请核对年份。")
    if birth and person.died_on and birth > person.died_on:
        raise UserError(
            f"出生日期 {birth} 晚于去世日期 {person.died_on}。", field="birth_date", remedy="请核对两个日期。"
        )
    present = number if number is not None else _present_number(person)
    if (present and not {"sex", "birth_date"}.isdisjoint(values)) or number:
        for problem in disagreements(read_number(present), sex=values.get("sex", person.sex), birth=birth):
            field = "birth_date" if problem.code == "birth_disagrees" else "sex"
            raise UserError(f"{problem.reason}。", field=field, remedy=f"{problem.remedy}；两处都错可以一起改。")


def _change_number(person: Person, number: str, said: dict[str, Any]) -> None:
    """The old document stays, no longer active; the new one is found from now on. An empty number takes it back."""
    IdentityDocument.objects.filter(person=person, type=RESIDENT_ID, active=True).update(active=False)
    if not number:
        return
    with as_system("a number is unique in the whole base, not only in the user's area"):
        holder = (
            IdentityDocument.objects.filter(digest=number_digest(number), active=True).select_related("person").first()
        )
    if holder is not None and holder.person_id != person.pk:
        seen = Person.objects.filter(pk=holder.person_id).first()
        who = f"{seen.name}（{seen.living_address or seen.hukou_address}）" if seen else "不在你范围里的另一个人"
        raise Conflict(
            f"这个证号已登记在{who}名下。", field="number", remedy="请核对是不是同一个人；是的话报街道合并，不要改号。"
        )
    former = IdentityDocument.objects.filter(person=person, digest=number_digest(number)).first()
    if former is not None:
        IdentityDocument.objects.filter(pk=former.pk).update(active=True)
        return
    try:
        with transaction.atomic():
            IdentityDocument.objects.create(
                person=person, number=number, digest=number_digest(number), last4=number[-4:], **said
            )
    except IntegrityError as error:
        raise conflict_words(error) from error


def write_values(person: Person, values: Mapping[str, Any], number: str | None, sources: Mapping[str, str]) -> None:
    """Set fields of a person with what is derived from them, and where each comes from ({field: source}); `number` is the
    resident number that is shown and searched from now on (None: unchanged).
    """
    for name, value in values.items():
        setattr(person, name, value)
    written = [*values]
    if "name" in values:
        spoken = name_pinyin(person.name)
        person.given_name, person.pinyin = split_name(person.name)[1], spoken.full
        person.initials, person.temporary_name = spoken.initials[:40], read_name(person.name).temporary
        person.name_key = comparison_key(person.name)
        written += ["given_name", "pinyin", "initials", "name_key", "temporary_name"]
    if "phone" in values:
        person.phone_digest, person.phone_last4 = phone_digest(person.phone), person.phone[-4:]
        written += ["phone_digest", "phone_last4"]
    if number is not None:
        person.number_head, person.number_last4 = number[:6], number[-4:]
        written += ["number_head", "number_last4"]
    person.sources = {**person.sources, **sources}
    person.updated_at = clock.now()
    person.save(update_fields=[*written, "sources", "updated_at"])


def _keep_former_name(person: Person, former: str, said: dict[str, Any]) -> None:
    """A name that was in use stays findable; a mere spelling of the same name does not count as another."""
    if comparison_key(former) == comparison_key(person.name):
        return
    spoken = name_pinyin(former)
    FormerName.objects.filter(person=person, name=person.name).delete()
    FormerName.objects.get_or_create(
        person=person, name=former, defaults={"pinyin": spoken.full, "initials": spoken.initials[:40], **said}
    )


def _follow_birth(person: Person, before: dt.date) -> None:
    """Facts that began at birth begin at the corrected birth; those that would end before it never held."""
    after = person.birth_date
    if after is None:
        return
    own_parents = Kinship.objects.filter(person=person, kind=KinshipKind.PARENT)
    of_parents = Kinship.objects.filter(relative=person, kind=KinshipKind.CHILD)
    residences = Residence.objects.filter(person=person)
    for rows in (residences, HouseholdMembership.objects.filter(person=person), own_parents, of_parents):
        for row in rows.filter(during__startswith=before):
            if row.during.upper is None or row.during.upper > after:
                row.during = (after, row.during.upper)
                row.save(update_fields=["during"])
            else:
                row.delete()

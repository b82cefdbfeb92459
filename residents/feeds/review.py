"""The person of the base whom a questioned row collides with, side by side, within what the reviewer may see."""

from __future__ import annotations

from django.urls import reverse

from core.imports.feed import Actor, Conflicting, Row
from residents.domain.codes import codebook
from residents.domain.id_number import mask
from residents.models import Person


def conflict(row: Row, by: Actor) -> Conflicting | None:
    """Lines of (what, in the file, in the base); None when nobody collides or the person is out of the reviewer's sight."""
    v = row.values
    if row.person_id is None:
        return None
    person = Person.objects.filter(by.scope("person.view").q("hukou_area", "living_area"), pk=row.person_id).first()
    if person is None:
        return None
    sexes = codebook("sex")
    number = f"{person.number_head}********{person.number_last4}" if person.number_last4 else "（没有证号）"
    lines = (
        ("姓名", v.get("name") or "", person.name),
        ("证号", mask(v["number"]) if v.get("number") else "（没有证号）", number),
        ("性别", sexes.name(v.get("sex") or ""), sexes.name(person.sex)),
        ("出生日期", _day(v.get("birth_date")), _day(person.birth_date)),
    )
    return Conflicting(person.name, str(person.uid), lines)


def people(ids: list[int], by: Actor) -> dict[int, str]:
    """{person id: page} of those whom the user may see."""
    rows = Person.objects.filter(by.scope("person.view").q("hukou_area", "living_area"), pk__in=ids)
    return {pk: reverse("person", args=[uid]) for pk, uid in rows.values_list("pk", "uid")}


def _day(value: object) -> str:
    return str(value) if value else ""

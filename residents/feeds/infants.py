"""Children whom the base knows without a number: the row that brings the number must find them, not make a second child."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.imports.feed import PASSING, Check, Row
from residents.domain.births import CERTIFICATE
from residents.domain.names import same_name
from residents.domain.newborns import Child, pair
from residents.feeds.matching import Known, parents_of
from residents.models import BirthRecord, IdentityDocument, Kinship, Person

_COLUMNS = ("name", "sex", "birth_date", "hukou_area", "living_area", "status", "temporary_name")
BirthKey = tuple[int, dt.date, str]  # (a parent, day, sex)


@dataclass(slots=True)
class Infant:
    """A child of the base: what is known, whether it has a number or a certificate of birth, how many were born together."""

    known: Known
    numbered: bool = False
    certificate: bool = False
    plurality: int = 0


def children_by_birth(parents: Iterable[int], births: Iterable[dt.date]) -> dict[tuple[int, dt.date], list[Infant]]:
    """{(parent, birth date): children of that day}, in three statements."""
    rows = Kinship.objects.filter(
        person_id__in=set(parents), kind="child", relative__birth_date__in=set(births), relative__status="living"
    ).values_list("person_id", "relative_id", "relative__number_head", *(f"relative__{name}" for name in _COLUMNS))
    infants: dict[int, Infant] = {}
    found: dict[tuple[int, dt.date], list[Infant]] = defaultdict(list)
    for parent, child, number, *columns in rows:
        infant = infants.setdefault(child, Infant(Known(child, *columns), numbered=bool(number)))
        day = infant.known.birth_date
        if day and infant not in found[parent, day]:
            found[parent, day].append(infant)
    papers = IdentityDocument.objects.filter(person_id__in=infants, type=CERTIFICATE, active=True)
    for child in papers.values_list("person_id", flat=True):
        infants[child].certificate = True
    for child, plurality in BirthRecord.objects.filter(person_id__in=infants).values_list("person_id", "plurality"):
        infants[child].plurality = plurality or 0
    return dict(found)


def pair_newborns(rows: Sequence[Row], check: Check, *, lacking: str) -> dict[int, Infant]:
    """{line: the child it means} for rows with `mother_pk` or `father_pk`, `birth_date`, `sex`, `name`.

    `lacking`: "numbered" or "certificate", what the child must not have yet for the row to bring it. Where only a person can
    tell twins apart the row is questioned, beside the child it probably means.
    """
    groups: dict[BirthKey, list[Row]] = defaultdict(list)
    for row in rows:
        v = row.values
        parent = v.get("mother_pk") or v.get("father_pk")
        if parent and v.get("birth_date") and v.get("sex"):
            groups[parent, v["birth_date"], v["sex"]].append(row)
    children = children_by_birth((key[0] for key in groups), (key[1] for key in groups))
    taken: set[int] = check.memory.setdefault(f"children taken, {lacking}", set())
    found: dict[int, Infant] = {}
    for (parent, day, sex), group in groups.items():
        born = children.get((parent, day), [])
        free = {
            one.known.id: one
            for one in born
            if one.known.sex in (sex, "0", "9") and not getattr(one, lacking) and one.known.id not in taken
        }
        if not free:
            continue
        named = [
            (row.values["name"] or "", bool(row.values["temporary_name"] or not row.values["name"])) for row in group
        ]
        candidates = [Child(pk, one.known.name, one.known.temporary, one.plurality) for pk, one in free.items()]
        for row, meant in zip(group, pair(named, candidates, born_that_day=len(born)), strict=True):
            if meant.key is None:
                continue
            row.person_id = meant.key
            if not meant.certain:
                row.question(
                    "姓名",
                    "which_child",
                    f"这位母亲同一天生的孩子不止一个，可能是底册里的{free[meant.key].known.name}",
                    "请对照出生证编号，确认是哪一个孩子",
                )
            if meant.certain or row.decided in PASSING:
                taken.add(meant.key)
                found[row.line] = free[meant.key]
    return found


def join_unnumbered(rows: Sequence[Row], numbered: dict[int, Known], *, area: str = "committee") -> dict[int, Known]:
    """{line: child without a number} for rows of a household list whose number the base does not know.

    Certain when a parent of the child stands in the same household of the file; a child that only looks alike is questioned.
    """
    wanted = [row for row in rows if row.line not in numbered and row.values["number"] and row.values["birth_date"]]
    lone = Person.objects.filter(
        number_head="", birth_date__in={row.values["birth_date"] for row in wanted}, status="living"
    )
    children = [Known(*columns) for columns in lone.values_list("pk", *_COLUMNS)] if wanted else []
    if not children:
        return {}
    parents = parents_of([child.id for child in children])
    households: dict[tuple[Any, Any], set[int]] = defaultdict(set)
    for row in rows:
        if row.line in numbered:
            households[row.values[area], row.values["household"]].add(numbered[row.line].id)
    found: dict[int, Known] = {}
    for row in wanted:
        _join(row, children, parents, households, found, area)
    return found


def _join(
    row: Row,
    children: list[Known],
    parents: dict[int, set[int]],
    households: dict[tuple[Any, Any], set[int]],
    found: dict[int, Known],
    area: str,
) -> None:
    v, used = row.values, {child.id for child in found.values()}
    alike = [
        child
        for child in children
        if (child.birth_date, child.sex) == (v["birth_date"], v["sex"])
        and child.id not in used
        and v[area] in child.areas
        and (child.temporary or same_name(child.name, v["name"] or ""))
    ]
    family = households.get((v[area], v["household"]), set())
    theirs = [child for child in alike if parents.get(child.id, set()) & family]
    named = [child for child in theirs if not child.temporary] or theirs
    if len(named) == 1:
        found[row.line] = named[0]
    elif any(child.temporary for child in alike):  # somebody who has a name is weighed by likely.py
        likely = next(child for child in alike if child.temporary)
        row.person_id = likely.id
        row.question(
            "身份证号", "likely_child", f"底册里有还没有证号的{likely.name}，同一天出生", "请核对是不是同一个孩子"
        )
        if row.decided == "same":
            found[row.line] = likely

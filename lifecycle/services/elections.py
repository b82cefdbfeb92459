"""Setting up an election: its day and area, its wards, what was posted when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.selectors.areas import area_name, area_tree
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, UserError
from core.scope import Scope
from lifecycle.models import Election, Ward, WardPart
from lifecycle.models.election import ElectionKind, VotingForm
from lifecycle.selectors.elections import election_named, elections_on
from residents.selectors.building import building_at_door

EDIT = "election.edit"
_COMMUNITY = 12
# What may be told of an election besides the list, and its words.
STEPS = {
    "posted_on": "公布名单",
    "first_candidates_on": "公布初步候选人",
    "candidates_on": "公布正式候选人",
}


@dataclass(frozen=True)
class NewElection:
    """An election as it is announced."""

    kind: str
    title: str
    area: str
    day: dt.date
    form: str = ""
    organ: str = ""
    document: str = ""


def written(by: Any, why: str = "") -> dict[str, Any]:
    """Who wrote a row of this duty, when and why."""
    return {"recorded_at": clock.now(), "recorded_by": by.username, "source": f"desk:{by.username}", "why": why}


def own_election(uid: UUID | str, *, by: Any) -> Election:
    """An election that the user runs: the grants cover its whole area. NotFound, NotAllowed."""
    election = election_named(uid, by.scope("election.view"))
    if not by.scope(EDIT).covers(election.area_code):
        where = area_name(election.area_code)
        raise NotAllowed(f"这次选举由{where}主持，你的岗位不能改它。", remedy="请主持选举的同事来改。")
    return election


def hold_election(new: NewElection, *, by: Any) -> Election:
    """Announce an election. UserError for a day or area that cannot be, Conflict for a second one on the day."""
    node = area_tree().get(new.area)
    if node is None or not by.scope(EDIT).covers(new.area):
        raise UserError("没有这个地区，或不在你的范围内。", field="area", remedy="请选你管的地区。")
    if new.kind == ElectionKind.COMMITTEE and node.level != "community":
        raise UserError("居委会选举以社区为单位。", field="area", remedy="请选一个社区。")
    if new.kind == ElectionKind.COMMITTEE and new.form not in VotingForm.values:
        raise UserError("要写明投票方式。", field="form", remedy="三种选一种：居民委员会组织法第十四条。")
    if not new.title.strip():
        raise UserError("请填选举名称。", field="title")
    if any(one.area_code == new.area for one in elections_on(new.kind, new.area, new.day)):
        raise Conflict(f"{node.name} {new.day} 已经有一次{ElectionKind(new.kind).label}。", field="day")
    with acting(by=by.username, why="设立选举"):
        return Election.objects.create(
            kind=new.kind,
            title=new.title.strip(),
            area_code=new.area,
            day=new.day,
            form=new.form if new.kind == ElectionKind.COMMITTEE else "",
            organ=new.organ.strip(),
            document=new.document.strip(),
            **written(by),
        )


def tell_step(uid: UUID, *, step: str, on: dt.date | None, by: Any) -> Election:
    """Say when the list or the candidates were posted (`step`: one of STEPS; None: it was not so)."""
    election = own_election(uid, by=by)
    if step not in STEPS:
        raise UserError("没有这一步。", field="step")
    if on is not None and on > clock.today():
        raise UserError(f"{on} 还没有到。", field="on", remedy="办了以后再登记。")
    with acting(by=by.username, why=STEPS[step]):
        setattr(election, step, on)
        election.save(update_fields=[step])
    return election


def call_off(uid: UUID, *, reason: str, by: Any) -> None:
    """The election is not held; its rows stay."""
    election = own_election(uid, by=by)
    if not reason.strip():
        raise UserError("请写取消的原因。", field="reason")
    with acting(by=by.username, why="取消选举"):
        election.called_off = reason.strip()
        election.save(update_fields=["called_off"])


def set_ward(
    uid: UUID, *, number: str, name: str, seats: int, parts: Iterable[str], by: Any, doors: Iterable[str] = ()
) -> Ward:
    """Draw a ward anew: its number, name, seats (1–3) and parts (area codes; buildings by road and door number).

    UserError for a part outside the election's area, Conflict for one that another ward holds.
    """
    election = own_election(uid, by=by)
    codes = list(dict.fromkeys(parts))
    here = by.scope(EDIT).within(election.area_code)
    homes = [building_at_door(one, scope=here) for one in dict.fromkeys(doors)]
    _check_ward(election, number, seats, codes, homes)
    with acting(by=by.username, why="划分选区"):
        ward, _ = Ward.objects.update_or_create(
            election=election,
            number=number.strip(),
            defaults={"name": name.strip() or f"第{number.strip()}选区", "seats": seats, **written(by)},
        )
        _free(election, ward, codes, [home.id for home in homes])
        WardPart.objects.filter(ward=ward).delete()
        rows = [WardPart(ward=ward, election=election, area_code=code, **written(by)) for code in codes]
        rows += [
            WardPart(ward=ward, election=election, area_code=home.area, building_id=home.id, **written(by))
            for home in homes
        ]
        WardPart.objects.bulk_create(rows)
    return ward


def _check_ward(election: Election, number: str, seats: int, codes: list[str], homes: list[Any]) -> None:
    if election.kind != ElectionKind.CONGRESS:
        raise UserError("居委会选举不划分选区。")
    if not number.strip():
        raise UserError("请填选区号。", field="number")
    if not 1 <= seats <= 3:
        raise UserError("每个选区选 1 至 3 名代表（选举法第二十五条）。", field="seats", remedy="请填 1、2 或 3。")
    here = Scope.of([election.area_code])
    outside = [code for code in [*codes, *(home.area for home in homes)] if not here.covers(code)]
    if outside:
        raise UserError(f"{area_name(outside[0])}不在这次选举的地区里。", field="parts")


def _free(election: Election, ward: Ward, codes: list[str], homes: list[int]) -> None:
    """A part belongs to one ward: Conflict names the other."""
    others = WardPart.objects.filter(election=election).exclude(ward=ward).select_related("ward")
    taken = others.filter(building=None, area_code__in=codes).first() or others.filter(building__in=homes).first()
    if taken is not None:
        raise Conflict(
            f"{area_name(taken.area_code)}已经在 {taken.ward} 选区里。", field="parts", remedy="先从那个选区去掉。"
        )


def ward_per_community(uid: UUID, *, by: Any) -> int:
    """Make each community that lies in no ward a ward of its own, numbered on; returns how many were made."""
    election = own_election(uid, by=by)
    here = Scope.of([election.area_code])
    known = set(WardPart.objects.filter(election=election).values_list("area_code", flat=True))
    missing = [
        node.code
        for node in sorted(area_tree().nodes.values(), key=lambda one: one.code)
        if node.level == "community" and not node.ended and here.covers(node.code)
        if not {node.code, node.code[:9], node.code[:6]} & known
        and not any(code.startswith(node.code) for code in known)
    ]
    numbers = Ward.objects.filter(election=election).values_list("number", flat=True)
    first = max((int(number) for number in numbers if number.isdigit()), default=0) + 1
    with acting(by=by.username, why="一个社区一个选区"):
        wards = Ward.objects.bulk_create(
            [
                Ward(election=election, number=f"{first + at:03d}", name=area_name(code), **written(by))
                for at, code in enumerate(missing)
            ]
        )
        WardPart.objects.bulk_create(
            [
                WardPart(ward=ward, election=election, area_code=code, **written(by))
                for ward, code in zip(wards, missing, strict=True)
            ]
        )
    return len(missing)

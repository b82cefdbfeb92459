"""One thing to do, and those that files of the bureaus leave behind: missing people, differing words, rows from elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.selectors.areas import area_name
from core.imports.leads import visible_leads
from core.imports.passing import WAITING
from core.scope import Scope
from residents.selectors.death_reports import WaitingDeath, waiting_deaths
from residents.selectors.disagreements import DisagreementLine, disagreement_lines
from residents.selectors.exits import ExitLine, exit_lines


@dataclass(frozen=True)
class Todo:
    """One thing to do: what and whom (`title`, `aside`), `text`, `why` it is here, and `action` at `url`."""

    kind: str
    icon: str
    title: str
    url: str
    action: str
    text: str
    why: str
    aside: str = ""
    source: str = ""  # in words
    since: dt.datetime | None = None


def open_leads(user: Any, area: str) -> QuerySet[Any]:
    """Rows of other areas' files that wait for this user in an area."""
    rows = visible_leads(user).filter(state__in=WAITING)
    return rows.filter(user.scope("person.edit").within(area).q("area_code")) if area else rows


def death_items(scope: Scope, most: int) -> list[Todo]:
    return [_death_item(line) for line in waiting_deaths(scope, most=most)[0]]


def _death_item(line: WaitingDeath) -> Todo:
    return Todo(
        kind="death",
        icon="user-question",
        title=f"待核实死亡 · {line.person.name}",
        aside=line.who,
        url=reverse("deaths"),
        action="核实",
        text=f"{line.why}。",
        why="一个来源会错：同名、误传都有过。公安注销，或另一个来源说法一致，才登记死亡；在这之前待遇和名册都不变。",
        source=line.said[0].row.source,
    )


def exit_items(scope: Scope, most: int) -> list[Todo]:
    return [_exit_item(line) for line in exit_lines(scope, most=most)[0]]


def _exit_item(line: ExitLine) -> Todo:
    return Todo(
        kind="exit",
        icon="user-question",
        title=f"疑似退出 · {line.row.person.name}",
        aside=line.who,
        url=reverse("exits"),
        action="核对",
        text=f"{area_name(line.row.area_code)}，{line.why}。",
        why="公安的全量名单里没有这个人。缺席不等于迁走或去世：有人核对过之前，户籍和名册都不变。",
        source=line.row.source,
    )


def disagreement_items(scope: Scope, most: int) -> list[Todo]:
    return [_disagreement_item(line) for line in disagreement_lines(scope, most=most)[0]]


def _disagreement_item(line: DisagreementLine) -> Todo:
    return Todo(
        kind="differ",
        icon="arrows-join",
        title=f"说法不一 · {line.row.person.name}",
        aside=line.title,
        url=reverse("disagreements"),
        action="核对",
        text=f"{line.standing.office}说「{line.standing.value}」，{line.other.office}说「{line.other.value}」。",
        why="两个来源说得不同。底册用排在前面的，另一种说法不丢，看过证件再定采用还是保留。",
        source=line.row.other_source,
    )


def lead_items(rows: QuerySet[Any], most: int) -> list[Todo]:
    return [_lead_item(lead) for lead in rows.order_by("pk")[:most]]


def _lead_item(lead: Any) -> Todo:
    dispatch = lead.state == lead.State.DISPATCH
    return Todo(
        kind="lead",
        icon="arrows-diff",
        title=f"转来的线索 · {lead.label or '（没有姓名）'}",
        aside=lead.feed,
        url=reverse("lead", args=[lead.uid]),
        action="派发" if dispatch else "处理",
        text=f"别处的表里有一行，写的是{area_name(lead.named_area)}。",
        why="导入的人只能写自己辖区的行。属于这里的行转到这里，由你们收下或退回；没有人收下就不进底册。",
        source="别的地区的来件",
        since=lead.laid_at,
    )

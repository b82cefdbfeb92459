"""A merge plan in the clerk's words: what becomes of it if the two are one person, what if they are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from residents.domain import id_number
from residents.linking import OnMerge, person_links
from residents.models import Person
from residents.services.merge_facts import RowPlan
from residents.services.merge_plan import MergePlan

FIELD_WORDS = {
    "name": "姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "died_on": "去世日期",
    "ethnicity": "民族",
    "nationality": "国籍",
    "marital_status": "婚姻状况",
    "education": "文化程度",
    "political_status": "政治面貌",
    "phone": "电话",
    "note": "备注",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One consequence: an icon of the sprite and a sentence."""

    icon: str
    text: str


def if_same(plan: MergePlan) -> list[Line]:
    """What merging does, in the order in which a clerk asks."""
    lines = [*_number(plan), *_name(plan), *_fields(plan)]
    lines += [Line("check", text) for text in moved_lines(plan)]
    lines += [Line("check", text) for text in _stays(plan)]
    return [*lines, Line("check", "随时可以撤销，撤销后两条各归各")]


def if_not(plan: MergePlan) -> list[Line]:
    """What saying “not the same” leaves behind."""
    lines = [Line("plus", f"「{plan.kept.name}」和「{plan.lost.name}」两条都留着，各归各")]
    lines.append(Line("check", "这一对不再提示；其中一条的姓名、证号、生日改过了，才会再问"))
    for document in (plan.number.kept, plan.number.lost):
        if plan.number.both and document is not None and len((document.raw or "").strip()) == 15:
            number = id_number.mask(document.number)
            lines.append(Line("alert-triangle", f"{number} 由 15 位旧号换算来，旧号没有校验位，请另外核实"))
    return lines


def _number(plan: MergePlan) -> Iterable[Line]:
    number = plan.number
    if number.both and number.side is None:
        yield Line("alert-triangle", "两条各有一个在用的证号，请先选留用哪一个")
    elif number.both and number.document is not None and number.retired is not None:
        stays, goes = id_number.mask(number.document.number), id_number.mask(number.retired.number)
        yield Line("check", f"证号用 {stays}（{number.because}），{goes} 留作历史")
    elif number.side == "lost" and number.document is not None:
        yield Line("check", f"补上证号 {id_number.mask(number.document.number)}")


def _name(plan: MergePlan) -> Iterable[Line]:
    name = plan.choice("name")
    if not name.differs:
        return
    kept = f"，「{name.other}」记为曾用名" if plan.former_names else ""
    yield Line("check", f"姓名用「{name.value}」（{name.because}）{kept}")


def _fields(plan: MergePlan) -> Iterable[Line]:
    filled = [FIELD_WORDS[one.field] for one in plan.fields if one.side == "lost" and not one.differs]
    if filled:
        yield Line("check", f"{'、'.join(filled)}从并入的一条补上")
    for one in plan.fields:
        if one.differs and one.field != "name":
            side = "保留的一条" if one.side == "kept" else "并入的一条"
            yield Line("check", f"{FIELD_WORDS[one.field]}用{side}的（{one.because}），另一个留在历史里")


def moved_lines(plan: MergePlan) -> list[str]:
    """Rows by link: how many go over, are shortened, repeat what is there."""
    lines = [_facts_line(key, plan.rows) for key in _dated(plan)]
    for moving in plan.moving:
        link = moving.link
        if link.on_merge in (OnMerge.MOVE, OnMerge.MOVE_UNLESS_REPEATED) and (moving.ids or moving.repeats):
            parts = [f"{link.title} {len(moving.ids)} {link.measure}改挂过来"] if moving.ids else []
            if moving.repeats:
                parts.append(f"{'' if parts else link.title + ' '}{moving.repeats} {link.measure}重复，留在原处")
            lines.append("，".join(parts))
    return [line for line in lines if line]


def _dated(plan: MergePlan) -> list[str]:
    """Links with dated rows, in the order of the registry; of kinship one end only."""
    there = {row.fact.link for row in plan.rows if row.changes}
    return [link.key for link in person_links if link.key in there and not link.mirror]


def _facts_line(key: str, rows: list[RowPlan]) -> str:
    link = person_links[key]
    happens: Counter[str] = Counter()
    for row in rows:
        if row.fact.link != key or not row.changes:
            continue
        if row.drops:
            happens["repeated"] += 1
        elif not row.fact.kept:
            happens["moved"] += 1
        elif row.periods != [row.fact.period]:
            happens["fitted"] += 1
    words = {"moved": "接过来", "fitted": "前后接好日子", "repeated": "与留下的重复或相抵，转入历史"}
    said = [f"{happens[what]} {link.measure}{word}" for what, word in words.items() if happens[what]]
    return f"{link.title} {'，'.join(said)}" if said else ""


def _stays(plan: MergePlan) -> Iterable[str]:
    for moving in plan.moving:
        if moving.link.on_merge == OnMerge.KEEP and not moving.link.mirror and moving.ids and _told(moving.link.key):
            yield f"{moving.link.title} {len(moving.ids)} {moving.link.measure}不动，{moving.link.on_merge.label}"


def _told(key: str) -> bool:
    """Pairs and former merges are our own book-keeping."""
    return not key.startswith(("residents.Likeness", "residents.Merge"))


def hanging(person: Person) -> list[str]:
    """What hangs on a record: `事件 4 件`, `已发布名册 2 份` …; own data and book-keeping apart."""
    said = []
    for link in person_links:
        if link.mirror or not _told(link.key) or link.key in _OWN_DATA:
            continue
        number = link.model._default_manager.filter(**{link.column: person.pk}).count()
        if number:
            said.append(f"{link.title} {number} {link.measure}")
    return said


# Shown by rows of their own in the comparison.
_OWN_DATA = {"residents.IdentityDocument.person", "residents.FormerName.person", "residents.Kinship.person"}

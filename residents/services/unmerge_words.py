"""What taking a merge back does, in the clerk's words: what returns, what stays, what to look at afterwards."""

from __future__ import annotations

from collections import Counter
from typing import Any

from accounts.selectors.areas import area_name
from residents.linking import person_links
from residents.models import HouseholdMembership, Kinship, Residence
from residents.models.kinship import KinshipKind
from residents.models.residence import ResidenceKind
from residents.services.merge_words import FIELD_WORDS
from residents.services.unmerge_plan import UnmergePlan


def told_back(plan: UnmergePlan) -> list[str]:
    """One sentence each, as the preview shows them and the merge keeps them."""
    return [*_returning(plan), *_staying(plan), *_following(plan), *_fields(plan), *_cut(plan)]


def _returning(plan: UnmergePlan) -> list[str]:
    lost = plan.merge.lost_id
    happens: Counter[str] = Counter()
    for link in person_links:
        if link.mirror:
            continue
        if link.key in plan.moved:
            happens[link.key] += len(plan.moved[link.key])
        rows = [
            back for back in plan.back if link.model is back.told.model and back.told.before.get(link.column) == lost
        ]
        happens[link.key] += len(rows)
        if link.key == "residents.IdentityDocument.person":
            happens[link.key] += sum(one.before["person_id"] == lost for one in plan.documents)
    said = [f"{person_links[key].title} {n} {person_links[key].measure}" for key, n in happens.items() if n]
    name = plan.persons[lost].before["name"]
    lines = [f"「{name}」恢复成合并前的样子，重新单独在册"]
    return [*lines, f"{'、'.join(said)}回到「{name}」名下"] if said else lines


def _staying(plan: UnmergePlan) -> list[str]:
    name = plan.kept.name
    return [
        f"合并后登记的{_words(row)}留在「{name}」名下，请核对是谁的"
        for rows in plan.since.values()
        for row in rows
        if _one_end(row, plan)
    ]


def _following(plan: UnmergePlan) -> list[str]:
    name = plan.persons[plan.merge.lost_id].before["name"]
    return [
        f"合并后登记的{_words(row)}来自写着「{name}」证号的一行，跟着回到「{name}」名下"
        for rows in plan.follow.values()
        for row in rows
        if _one_end(row, plan)
    ]


def _one_end(row: Any, plan: UnmergePlan) -> bool:
    """Of a link with its mirror, the end that is told."""
    return not isinstance(row, Kinship) or row.person_id == plan.merge.kept_id


def _words(row: Any) -> str:
    since = f"（{row.during.lower} 起）" if row.during.lower else ""
    if isinstance(row, Residence):
        what = "户籍" if row.kind == ResidenceKind.HUKOU else "住处"
        return f"{what}「{row.address or area_name(row.area_code)}」{since}"
    if isinstance(row, HouseholdMembership):
        return f"户成员关系{since}"
    if isinstance(row, Kinship):
        return f"亲属关系「{KinshipKind(row.kind).label} {row.relative.name}」{since}"
    return f"暂住登记{since}"


def _fields(plan: UnmergePlan) -> list[str]:
    own = plan.persons.get(plan.merge.kept_id)
    if own is None:
        return []
    later = [word for name, word in FIELD_WORDS.items() if own.changed_since(name)]
    return [f"{'、'.join(later)}合并后又更正过，「{plan.kept.name}」保持现在的"] if later else []


def _cut(plan: UnmergePlan) -> list[str]:
    """Rows that can come back only in part, or not at all, because what was told since covers their days."""
    short = [back for back in plan.back if not back.whole and "relative_id" not in back.state]
    if not short:
        return []
    whole = sum(back.period is None for back in short)
    parts = [f"{len(short) - whole} 条缩短" if len(short) - whole else "", f"{whole} 条只留在历史里" if whole else ""]
    return [f"与合并后登记的内容相抵的 {len(short)} 条：{'，'.join(filter(None, parts))}"]

"""A full list, seen as a whole: which communities it covers, who is missing, and what follows when it is in (D31)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.selectors.areas import area_name
from core.imports.feed import Check, Commit
from residents.selectors.full_lists import absent_count, listed_areas
from residents.selectors.source_orders import full_file_share
from residents.services.exits import follow_full_list

_NAMED = 5


def survey(batch_id: int, check: Check) -> dict[str, Any]:
    """Kept with the batch: the day, the areas covered, and the words of the preview."""
    on: dt.date = check.memory.get("file_date", check.today)
    share = full_file_share(on=check.today, area=getattr(check.by, "home_area", "") or "000000")
    listed = listed_areas(batch_id)
    covered = [one for one in listed if one.rows * 100 >= one.registered * share]
    stray = [one for one in listed if one not in covered]
    absent = absent_count(batch_id, [one.area for one in covered], on)
    words = []
    if covered:
        people, names = sum(one.rows for one in covered), "、".join(area_name(one.area) for one in covered[:_NAMED])
        more = " 等" if len(covered) > _NAMED else ""
        words.append(
            f"这份表覆盖 {len(covered)} 个社区 {people:,} 人（{names}{more}），底册里另有 {absent:,} 人不在表里"
            + ("，入库后列入「疑似退出」。" if absent else "。")
        )
    if stray:
        said = "、".join(
            f"{area_name(one.area)} {one.rows:,} 行（在册 {one.registered:,} 人）" for one in stray[:_NAMED]
        )
        words.append(f"{said}：行数不到在册人数的 {share}%，按零星行处理，不比对谁不在表里。")
    return {"on": on.isoformat(), "areas": [one.area for one in covered], "absent": absent, "words": words}


def conclude(batch: Commit) -> None:
    """After all rows are in: those listed again are closed, those missing are opened."""
    kept = batch.survey
    if not kept:
        return
    follow_full_list(
        batch_id=batch.batch_id,
        areas=kept["areas"],
        on=dt.date.fromisoformat(kept["on"]),
        feed=batch.source.partition(":")[0],
        source=batch.source,
        by=batch.by,
        why=f"{kept['on']} 的全量名单里没有",
    )

"""Goods go with whoever turns out to be the person; what was given away stays in the books."""

from __future__ import annotations

from residents.linking import OnMerge, PersonLink, Privacy, Retention, person_links

for _table, _title, _act, _privacy in (
    ("SupplyEntry.person", "送出的物资", OnMerge.MOVE, Privacy.KEEP_BY_LAW),
    ("SupplyPlan.person", "按月送的物资", OnMerge.MOVE_UNLESS_REPEATED, Privacy.ERASE),
    ("SupplyWish.person", "心愿", OnMerge.MOVE, Privacy.ERASE),
):
    person_links.register(
        PersonLink(
            f"aid.{_table}",
            _title,
            _act,
            Retention.WITH_PERSON,
            _privacy,
            repeats=("item_id",) if _act == OnMerge.MOVE_UNLESS_REPEATED else (),
        )
    )

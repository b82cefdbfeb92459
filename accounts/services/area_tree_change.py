"""The tree's own part of a change: areas begin, end and are renamed; links say who follows whom; outlines are joined or drawn."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.domain.area_plan import NewArea
from accounts.following import Act
from accounts.models import Area, AreaLink, AreaRename
from accounts.services.boundaries import redraw
from accounts.tree import forget_areas
from core import clock
from core.errors import Conflict


def change_tree(act: Act) -> None:
    """Carry the plan out on the tree. Conflict when the tree is no longer what the plan was made for."""
    rows = {row.code: row for row in Area.objects.select_for_update().filter(code__in=_named(act))}
    _still_fits(act, rows)
    act.kept["outlines"] = {
        code: row.boundary.hexewkb.decode() for code, row in rows.items() if row.boundary is not None
    }
    act.kept["illustrative"] = [code for code, row in rows.items() if row.boundary_illustrative]
    Area.objects.bulk_create([_begun(act, rows[one.like], one) for one in act.plan.created])
    for code in act.plan.ended:
        rows[code].valid = DateRange(rows[code].valid.lower, act.on)
        rows[code].save(update_fields=["valid"])
    _rename(act, rows)
    AreaLink.objects.bulk_create(
        [
            AreaLink(
                change_id=act.written_by,
                predecessor_id=one.old,
                successor_id=one.new,
                effective_on=act.on,
                main=one.main,
                parts=list(one.part.words) if one.part else [],
            )
            for one in act.plan.recodes
        ]
    )
    redraw(act.plan)
    forget_areas()


def restore_tree(act: Act) -> None:
    """Take it all back. The areas that had begun are removed: nothing may point at them any more."""
    AreaLink.objects.filter(change_id=act.change_id).delete()
    for named in AreaRename.objects.filter(change_id=act.change_id, withdrawn_at=None):
        Area.objects.filter(code=named.area_id).update(name=named.old_name, official_name=named.old_official_name)
    AreaRename.objects.filter(change_id=act.change_id).update(withdrawn_at=clock.now())
    # Grids before the communities that they lie in, communities before streets.
    for level in ("grid", "community", "street"):
        Area.objects.filter(code__in=[one.code for one in act.plan.created if one.level == level]).delete()
    for row in Area.objects.filter(code__in=act.plan.ended):
        row.valid = DateRange(row.valid.lower, None)
        row.save(update_fields=["valid"])
    illustrative = set(act.kept.get("illustrative", ()))
    for code, outline in act.kept.get("outlines", {}).items():
        Area.objects.filter(code=code).update(boundary=outline, boundary_illustrative=code in illustrative)
    forget_areas()


def _named(act: Act) -> set[str]:
    return {*act.plan.touched, *(one.like for one in act.plan.created), *(one.new for one in act.plan.moving)}


def _still_fits(act: Act, rows: dict[str, Area]) -> None:
    new = {one.code for one in act.plan.created}
    for code in _named(act) - new:
        row = rows.get(code)
        if row is None:
            raise Conflict(f"已经没有 {code} 这个地区。", remedy="请重新办理这次变更。")
        if row.valid.upper is not None:
            raise Conflict(f"{row.name}已于 {row.valid.upper} 撤销。", remedy="请按它的后继重新办理。")
        if row.valid.lower is not None and row.valid.lower >= act.on:
            raise Conflict(f"{row.name} {row.valid.lower} 才设立，变更不能早于那一天。", field="effective_on")
    if taken := Area.objects.filter(code__in=new).values_list("name", "code").first():
        raise Conflict(f"代码 {taken[1]} 已经给了{taken[0]}。", remedy="请重新办理这次变更。")


def _begun(act: Act, like: Area, new: NewArea) -> Area:
    return Area(
        code=new.code,
        name=new.name,
        official_name=new.official_name,
        level=new.level,
        parent_id=new.parent,
        urban_rural_code=like.urban_rural_code,
        keeper=like.keeper,
        valid=DateRange(act.on, None),
        source=act.source,
    )


def _rename(act: Act, rows: dict[str, Area]) -> None:
    for one in act.plan.renamed:
        row = rows[one.code]
        AreaRename.objects.create(
            change_id=act.written_by,
            area=row,
            old_name=row.name,
            old_official_name=row.official_name,
            new_name=one.name,
            effective_on=act.on,
            recorded_at=clock.now(),
        )
        row.name, row.official_name = one.name, one.official_name
        row.save(update_fields=["name", "official_name"])

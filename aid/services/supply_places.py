"""Places that take in and hand out goods, and the catalogue: entered and changed by form, template and API."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.selectors.areas import community_by_name
from aid.models import SupplyItem, SupplyPlace, SupplyStock
from aid.models.supplies import PlaceKind, Sort
from aid.services.supplies import EDIT
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, UserError
from core.ui.dates import NotADay, parse_day

Values = dict[str, Any]
_FIELDS = {"name": "名称", "kind": "类型", "address": "地址", "keeper": "负责人", "closed_on": "停用"}


def plan_place(values: Values, *, by: Any, of: int | None = None) -> tuple[str, str]:
    """What `save_place` would do: outcome and words; UserError or Conflict where the values cannot stand."""
    row, said = _meant(values, by, of)
    if row.pk is None:
        return "created", f"新登记{said['name']}"
    changed = [words for name, words in _FIELDS.items() if getattr(row, name) != said[name]]
    return ("changed", f"更新{'、'.join(changed)}") if changed else ("unchanged", "底册已有，内容相同")


def save_place(values: Values, *, by: Any, source: str, of: int | None = None) -> tuple[SupplyPlace, str]:
    """Enter a place, or change the one of that name in the community (`of`: the one meant, name included)."""
    with acting(by=by.username, why="物资站点登记", source=source):
        outcome, _ = plan_place(values, by=by, of=of)
        row, said = _meant(values, by, of)
        if outcome != "unchanged":
            for name, value in said.items():
                setattr(row, name, value)
            row.source = row.source or source
            row.save()
    return row, outcome


def _meant(values: Values, by: Any, of: int | None) -> tuple[SupplyPlace, Values]:
    area = _community(values["community"], by)
    said = {
        "name": values["name"],
        "kind": next(kind.value for kind in PlaceKind if kind.label == values["kind"]),
        "address": values.get("address") or "",
        "keeper": values.get("keeper") or "",
        "closed_on": _closed(values.get("closed_on") or ""),
    }
    rows = SupplyPlace.objects.filter(area_code=area)
    row = rows.get(pk=of) if of else rows.filter(name=said["name"]).first()
    if row is not None and of and rows.filter(name=said["name"]).exclude(pk=of).exists():
        raise Conflict(f"这个社区已经有叫{said['name']}的站点。", field="name")
    if row is not None and said["closed_on"] and SupplyStock.objects.filter(place=row, quantity__gt=0).exists():
        raise Conflict(f"{row.name}里还有东西，不能停用。", field="closed_on", remedy="先调拨到别的站点，或报损。")
    return row or SupplyPlace(area_code=area), said


def _community(words: str, by: Any) -> str:
    community = community_by_name(words)
    if community is None:
        raise UserError(f"没有「{words}」这个社区。", field="community", remedy="请写社区全名或 12 位代码。")
    if not by.scope(EDIT).holds(community.code):
        raise UserError(f"「{community.name}」不在你的范围内。", field="community", remedy="请由所在社区或街道登记。")
    return community.code


def _closed(text: str) -> Any:
    if not text:
        return None
    try:
        return parse_day(text, today=clock.today())
    except NotADay as wrong:
        raise UserError(f"停用日期：{wrong}", field="closed_on") from wrong


def add_item(*, name: str, unit: str, sort: str, low: Decimal | None, by: Any) -> SupplyItem:
    """A new kind of goods of the catalogue; the same name and unit again answers with the one that stands."""
    if not by.has_permission(EDIT):
        raise NotAllowed("物品目录由社区和街道维护。")
    if not name.strip() or not unit.strip():
        raise UserError("请写物品的名称和单位。", field="name", remedy="例如：大米，袋。")
    if sort not in Sort.values:
        raise UserError("请选类别。", field="sort")
    area = by.scope(EDIT).ranges[0][0]
    with acting(by=by.username, why="物品目录"):
        known = SupplyItem.objects.filter(name=name.strip(), unit=unit.strip()).first()
        if known is None:
            return SupplyItem.objects.create(
                area_code=area, name=name.strip(), unit=unit.strip(), sort=sort, low=low, source=f"desk:{by.username}"
            )
        known.retired, known.low, known.sort = False, low, sort
        known.save(update_fields=["retired", "low", "sort"])
    return known


def retire_item(uid: UUID, *, by: Any) -> None:
    """No longer used: what is in stock stays, nothing new comes in under it."""
    if not by.has_permission(EDIT):
        raise NotAllowed("物品目录由社区和街道维护。")
    with acting(by=by.username, why="物品目录停用"):
        SupplyItem.objects.filter(uid=uid).update(retired=True)

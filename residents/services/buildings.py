"""Buildings and dwellings entered or changed on purpose: by form, template or API (registers.py).

Those that come into being from people's addresses are made by `dwellings.py`; both meet in the same rows.
"""

from __future__ import annotations

from typing import Any

from django.contrib.gis.geos import Point
from django.db.models import Q

from accounts.selectors.areas import area_name, community_by_name
from core.audit import acting
from core.errors import Conflict, UserError
from residents.models import Building, Dwelling
from residents.models.dwelling import METRIC_SRID, BuildingUse, DwellingUse

Values = dict[str, Any]
PERMISSION = "register.buildings"
_DEGREES = 4490  # CGCS2000, what survey instruments and the national map give; phones' WGS 84 differs by centimetres


def plan_building(values: Values, *, by: Any, of: int | None = None) -> tuple[str, str]:
    """What `save_building` would do: outcome and words; UserError where the values cannot stand."""
    row = _building(values, by, of)
    changed = [words for name, words in _CHANGES.items() if getattr(row, name) != _fields(values, row)[name]]
    if row.pk is None:
        return "created", f"新登记{row}"
    return ("changed", f"更新{'、'.join(changed)}") if changed else ("unchanged", "底册已有，内容相同")


def save_building(values: Values, *, by: Any, source: str, of: int | None = None) -> tuple[Building, str]:
    """Enter a building, or change the one that stands at that address (`of`: the one meant, address included).

    Values: community (name or code), road, house_number, name, use, floors, built_year, lift (words of the form),
    place ("113.2644,23.1291": longitude and latitude, CGCS2000), "" = not said; an empty field leaves what stands.
    """
    with acting(by=by.username, why="楼栋登记", source=source):
        outcome, _ = plan_building(values, by=by, of=of)
        row = _building(values, by, of)
        if outcome != "unchanged":
            for name, value in _fields(values, row).items():
                setattr(row, name, value)
            row.source = row.source if row.pk else source
            row.save()
            if of is not None:
                _rename_dwellings(row)
    return row, outcome


def plan_dwelling(values: Values, *, by: Any, of: int | None = None) -> tuple[str, str]:
    """What `save_dwelling` would do."""
    row = _dwelling(values, by, of)
    use = _use(values["use"], DwellingUse) or row.use
    if row.pk is None:
        return "created", f"新登记{row.address}"
    written = (row.unit, row.room, row.use)
    return (
        ("unchanged", "底册已有，内容相同") if written == (values["unit"], values["room"], use) else ("changed", "更新")
    )


def save_dwelling(values: Values, *, by: Any, source: str, of: int | None = None) -> tuple[Dwelling, str]:
    """Enter a dwelling of a building that stands, or change it. Values: community, building (its address), unit, room, use."""
    with acting(by=by.username, why="住房登记", source=source):
        outcome, _ = plan_dwelling(values, by=by, of=of)
        row = _dwelling(values, by, of)
        if outcome != "unchanged":
            row.unit, row.room = values["unit"], values["room"]
            row.use = _use(values["use"], DwellingUse) or row.use
            row.address = f"{row.building}{row.unit}{row.room}"
            row.source = row.source if row.pk else source
            row.save()
    return row, outcome


_CHANGES = {
    "road": "街路巷",
    "house_number": "门牌号",
    "name": "楼栋",
    "use": "用途",
    "floors": "层数",
    "built_year": "建成年份",
    "lift": "电梯",
    "point": "位置",
}


def _fields(values: Values, row: Building) -> dict[str, Any]:
    """The attributes of the building as these values make it."""
    said = {
        "use": _use(values["use"], BuildingUse),
        "floors": values["floors"],
        "built_year": values["built_year"],
        "lift": {"有": True, "无": False}.get(values["lift"]),
        "point": _point(values["place"]),
    }
    standing = {name: getattr(row, name) for name in said}
    kept = {name: standing[name] if value in ("", None) else value for name, value in said.items()}
    return {"road": values["road"], "house_number": values["house_number"], "name": values["name"], **kept}


def _building(values: Values, by: Any, of: int | None) -> Building:
    """The building meant: the one being changed, the one at that address, or a new one."""
    code = community_code(values["community"], by)
    address = {"road": values["road"], "house_number": values["house_number"], "name": values["name"]}
    there = Building.objects.filter(area_code=code, **address).first()
    if of is None:
        return there or Building(area_code=code, **address)
    row = Building.objects.get(by.scope(PERMISSION).q("area_code"), pk=of)
    if there is not None and there.pk != row.pk:
        raise Conflict(
            f"{there}已经登记过，不能改成同一个地址。", field="road", remedy="两条是同一栋时，请留住人多的一条。"
        )
    if row.area_code != code:
        raise UserError("楼栋换社区要走「地区变更」。", field="community", remedy="这里只改楼栋自己的资料。")
    return row


def _dwelling(values: Values, by: Any, of: int | None) -> Dwelling:
    code = community_code(values["community"], by)
    building = _at(code, values["building"])
    there = Dwelling.objects.filter(building=building, unit=values["unit"], room=values["room"]).first()
    if of is None:
        address = f"{building}{values['unit']}{values['room']}"
        return there or Dwelling(
            building=building, unit=values["unit"], room=values["room"], area_code=code, address=address
        )
    row = Dwelling.objects.select_related("building").get(by.scope(PERMISSION).q("area_code"), pk=of)
    if there is not None and there.pk != row.pk:
        raise Conflict(f"{there.address}已经登记过。", field="room", remedy="请核对单元和房号。")
    if row.building_id != building.pk:
        raise UserError("住房不能换到另一栋楼。", field="building", remedy="门牌写错了，请在楼栋那里改。")
    return row


def _at(code: str, words: str) -> Building:
    """The building of a community whose address is written so."""
    wanted = "".join(words.split())
    road = Q(road__gte=wanted[:2], road__lt=f"{wanted[:2]}\U0010ffff")
    found = [one for one in Building.objects.filter(road, area_code=code) if str(one) == wanted]
    if not found:
        raise UserError(
            f"{area_name(code)}没有「{words}」这栋楼。",
            field="building",
            remedy="请照「楼栋」列表里的地址写，或先登记楼栋。",
        )
    return found[0]


def community_code(words: str, by: Any) -> str:
    """The community that a field names, inside what the user may write; UserError otherwise."""
    community = community_by_name(words)
    if community is None:
        raise UserError(f"没有「{words}」这个社区。", field="community", remedy="请写社区全名或 12 位代码。")
    if not by.scope(PERMISSION).holds(community.code):
        raise UserError(f"「{words}」不在你的范围内。", field="community", remedy="请由所在社区或街道登记。")
    return community.code


def _rename_dwellings(building: Building) -> None:
    """The dwellings' composed addresses follow a mended door plate. Residences keep the words they were written with."""
    for dwelling in Dwelling.objects.filter(building=building):
        dwelling.address = f"{building}{dwelling.unit}{dwelling.room}"
        dwelling.save(update_fields=["address"])


def _use(words: str, kinds: type[BuildingUse] | type[DwellingUse]) -> str:
    return next((kind.value for kind in kinds if kind.label == words), "")


def _point(place: str) -> Point | None:
    if not place:
        return None
    longitude, latitude = map(float, place.split(","))
    point = Point(longitude, latitude, srid=_DEGREES)
    point.transform(METRIC_SRID)
    return point

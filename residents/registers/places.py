"""The lists 楼栋 and 住房."""

from accounts.selectors.areas import area_name
from core.register import declare
from core.register.declaration import (
    Column,
    Field,
    Filter,
    MapLayer,
    Register,
    Related,
    Row,
    area,
    code,
    text,
)
from core.register.listing import starting_with
from core.register.reading import degrees, one_of, past_year, whole_number
from residents.domain.house_numbers import normalise_building, normalise_house_number, normalise_room, normalise_unit
from residents.models.dwelling import BuildingUse, DwellingUse
from residents.services.buildings import plan_building, plan_dwelling, save_building, save_dwelling


def _building_texts(row: Row) -> dict[str, str]:
    """The form of a building that stands. The place is not shown as numbers; an empty field leaves it."""
    return {
        "community": area_name(row["area_code"]),
        "use": BuildingUse(row["use"]).label if row["use"] else "",
        "floors": str(row["floors"] or ""),
        "built_year": str(row["built_year"] or ""),
        "lift": {True: "有", False: "无"}.get(row["lift"], ""),
        **{name: row[name] for name in ("road", "house_number", "name")},
    }


def _dwelling_texts(row: Row) -> dict[str, str]:
    building = f"{row['building__road']}{row['building__house_number']}{row['building__name']}"
    use = DwellingUse(row["use"]).label if row["use"] else ""
    return {
        "community": area_name(row["area_code"]),
        "building": building,
        "unit": row["unit"],
        "room": row["room"],
        "use": use,
    }


HIGHEST = 120  # floors

declare(
    Register(
        key="buildings",
        title="楼栋",
        noun="楼栋",
        measure="栋",
        model="residents.Building",
        permission="household.view",
        edit_permission="register.buildings",
        columns=(
            Column(
                "address",
                "地址",
                ("road", "house_number", "name"),
                lambda row: f"{row['road']}{row['house_number']}{row['name']}",
                link=True,
                sort="road",
                api="road",
            ),
            area("area_code", "社区"),
            code("use", "用途", lambda value: BuildingUse(value).label),
            Column("floors", "层数", ("floors",), lambda row: str(row["floors"] or ""), align="ta-r"),
            Column("lift", "电梯", ("lift",), lambda row: {True: "有", False: "无"}.get(row["lift"], "")),
            Column("built_year", "建成年份", ("built_year",), lambda row: str(row["built_year"] or ""), align="ta-r"),
        ),
        filters=(
            Filter("use", "用途", "choice", "use", lambda: BuildingUse.choices),
            Filter("lift", "电梯", "choice", "lift", lambda: [("True", "有电梯"), ("False", "没有电梯")]),
            Filter("area", "地区", "area", "area_code"),
        ),
        api_fields=("house_number", "name"),
        search=starting_with("road"),
        search_hint="街路巷开头几个字",
        fields=(
            Field(
                "community",
                "社区",
                required=True,
                help="社区全名或 12 位代码",
                example="440104001007",
                is_community=True,
            ),
            Field("road", "街路巷", required=True, example="三眼井直街"),
            Field("house_number", "门牌号", required=True, example="88号", read=normalise_house_number),
            Field("name", "楼栋", help="同一门牌下有几栋时填", example="1栋", read=normalise_building),
            Field(
                "use",
                "用途",
                example="住宅",
                choices=lambda: BuildingUse.labels,
                read=one_of(BuildingUse.labels),
            ),
            Field("floors", "层数", example="9", read=whole_number(1, HIGHEST, "层")),
            Field("built_year", "建成年份", example="1986", read=past_year()),
            Field("lift", "电梯", example="无", choices=lambda: ["有", "无"], read=one_of(["有", "无"])),
            Field(
                "place",
                "经纬度",
                help="经度,纬度（CGCS2000）；修改时留空就是不改",
                example="113.2652,23.1318",
                read=degrees,
            ),
        ),
        plan=plan_building,
        save=save_building,
        prefill=_building_texts,
        map=MapLayer("point", "一个点是一栋楼；位置来自登记，演示数据的位置是随机的。"),
        related=(Related("住房", "dwellings", "building"),),
        empty_words="地址随采集表进来时，楼栋自己会出现；也可以下载空表填好从「导入」送进来。",
    )
)

declare(
    Register(
        key="dwellings",
        title="住房",
        noun="住房",
        measure="套",
        model="residents.Dwelling",
        permission="household.view",
        edit_permission="register.buildings",
        columns=(
            text("address", "地址", link=True, sort="address"),
            area("area_code", "社区"),
            text("unit", "单元"),
            text("room", "房号"),
            code("use", "使用情况", lambda value: DwellingUse(value).label),
        ),
        filters=(
            Filter("use", "使用情况", "choice", "use", lambda: DwellingUse.choices),
            Filter("building", "楼栋", "row", "building__uid"),
            Filter("area", "地区", "area", "area_code"),
        ),
        search=starting_with("address"),
        search_hint="地址开头几个字",
        fields=(
            Field(
                "community",
                "社区",
                required=True,
                help="社区全名或 12 位代码",
                example="440104001007",
                is_community=True,
            ),
            Field("building", "楼栋", required=True, help="照「楼栋」列表里的地址写", example="三眼井直街12号"),
            Field("unit", "单元", example="", read=normalise_unit),
            Field("room", "房号", required=True, example="1203", read=normalise_room),
            Field(
                "use",
                "使用情况",
                example="自住",
                choices=lambda: DwellingUse.labels,
                read=one_of(DwellingUse.labels),
            ),
        ),
        plan=plan_dwelling,
        save=save_dwelling,
        prefill=_dwelling_texts,
        prefill_needs=("building__road", "building__house_number", "building__name"),
        related=(Related("住在这里的人", "persons", "dwelling"),),
        empty_words="地址随采集表进来时，住房自己会出现。",
    )
)

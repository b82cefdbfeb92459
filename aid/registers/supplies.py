"""Places, stock, the ledger and wishes as lists."""

from __future__ import annotations

from accounts.selectors.areas import area_name
from aid.domain.supplies import Act, plain
from aid.models.supplies import PlaceKind, Sort, WishState
from aid.services.supply_places import plan_place, save_place
from core.register import declare
from core.register.declaration import Column, Field, Filter, Register, Row, area, code, day, text
from core.register.reading import one_of
from core.ui.formats import money

_VIEW, _EDIT = "supply.view", "supply.edit"
_ACTS = {act.value: act.words for act in Act}


def _place_texts(row: Row) -> dict[str, str]:
    return {
        "community": area_name(row["area_code"]),
        "kind": PlaceKind(row["kind"]).label,
        "closed_on": row["closed_on"].isoformat() if row["closed_on"] else "",
        **{name: row[name] for name in ("name", "address", "keeper")},
    }


def _quantity(row: Row, number: str, unit: str) -> str:
    return f"{plain(row[number])} {row[unit]}"


declare(
    Register(
        key="supply-places",
        title="物资站点",
        noun="站点",
        measure="个",
        model="aid.SupplyPlace",
        permission=_VIEW,
        edit_permission=_EDIT,
        columns=(
            text("name", "名称", link=True),
            code("kind", "类型", lambda value: PlaceKind(value).label),
            area("area_code", "社区"),
            text("address", "地址"),
            text("keeper", "负责人"),
            day("closed_on", "停用"),
        ),
        filters=(
            Filter("kind", "类型", "choice", "kind", lambda: PlaceKind.choices),
            Filter("area", "地区", "area", "area_code"),
        ),
        fields=(
            Field(
                "community",
                "社区",
                required=True,
                help="社区全名或 12 位代码",
                example="440104001007",
                is_community=True,
            ),
            Field("name", "名称", required=True, example="三眼井慈善超市"),
            Field(
                "kind",
                "类型",
                required=True,
                example="慈善超市",
                choices=lambda: PlaceKind.labels,
                read=one_of(PlaceKind.labels),
            ),
            Field("address", "地址", example="三眼井直街12号"),
            Field("keeper", "负责人", example="梁主任"),
            Field("closed_on", "停用日期", help="还在用的不填", example=""),
        ),
        plan=plan_place,
        save=save_place,
        prefill=_place_texts,
        prefill_needs=("area_code", "name", "kind", "address", "keeper", "closed_on"),
        empty_words="还没有登记捐赠接收站、慈善超市或物资仓库。",
    )
)
declare(
    Register(
        key="supply-stock",
        title="库存",
        noun="物资",
        measure="批",
        model="aid.SupplyStock",
        permission=_VIEW,
        identify="id",
        importable=False,
        base=lambda rows: rows.filter(quantity__gt=0),
        columns=(
            text("lot__item__name", "物品", link=True),
            code("lot__item__sort", "类别", lambda value: Sort(value).label),
            Column(
                "quantity",
                "数量",
                ("quantity", "lot__item__unit"),
                lambda row: _quantity(row, "quantity", "lot__item__unit"),
                align="ta-r",
            ),
            text("place__name", "站点"),
            area("area_code", "社区"),
            day("lot__expires_on", "保质期至"),
            Column(
                "value",
                "单价（元）",
                ("lot__value",),
                lambda row: money(row["lot__value"]) if row["lot__value"] is not None else "",
                align="ta-r",
            ),
        ),
        filters=(
            Filter("sort", "类别", "choice", "lot__item__sort", lambda: Sort.choices),
            Filter("area", "地区", "area", "area_code"),
        ),
        empty_words="库里没有东西。入库以后，每一批都列在这里。",
    )
)
declare(
    Register(
        key="supply-entries",
        title="物资流水",
        noun="流水",
        measure="笔",
        model="aid.SupplyEntry",
        permission=_VIEW,
        page="supply-entry",
        importable=False,
        columns=(
            day("on", "日期", link=True),
            code("act", "做了什么", lambda value: _ACTS[value]),
            text("place__name", "站点"),
            text("person__name", "给谁"),
            text("reason", "事由"),
            text("by", "经手"),
            area("area_code", "社区"),
        ),
        filters=(
            Filter("act", "做了什么", "choice", "act", lambda: list(_ACTS.items())),
            Filter("area", "地区", "area", "area_code"),
        ),
        empty_words="还没有进出。",
    )
)
declare(
    Register(
        key="supply-wishes",
        title="心愿",
        noun="心愿",
        measure="个",
        model="aid.SupplyWish",
        permission=_VIEW,
        page="supply-wish",
        importable=False,
        columns=(
            text("person__name", "给谁", link=True),
            text("item__name", "要什么"),
            Column(
                "quantity",
                "数量",
                ("quantity", "item__unit"),
                lambda row: _quantity(row, "quantity", "item__unit"),
                align="ta-r",
            ),
            code("state", "状态", lambda value: WishState(value).label),
            day("wanted_by", "最好哪天前"),
            text("reason", "为什么"),
            area("area_code", "社区"),
        ),
        filters=(
            Filter("state", "状态", "choice", "state", lambda: WishState.choices),
            Filter("area", "地区", "area", "area_code"),
        ),
        empty_words="没有心愿。走访时问一句「下次带什么」，或者在那个人的页上记。",
    )
)

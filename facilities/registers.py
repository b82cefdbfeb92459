"""The register 社区社会组织."""

from accounts.selectors.areas import area_name
from core.register import declare
from core.register.declaration import Column, Field, Filter, Register, Row, area, code, day, text
from core.register.listing import starting_with
from core.register.reading import credit_code, one_of, past_day, phone, whole_number
from core.ui.formats import masked_phone
from facilities.models.organisation import OrganisationKind, Standing
from facilities.services.organisations import PERMISSION, plan_organisation, save_organisation

LARGEST = 100_000  # members


def _texts(row: Row) -> dict[str, str]:
    """The form of an organisation that stands; the phone stays sealed, an empty field leaves it."""
    days = {name: row[name].isoformat() if row[name] else "" for name in ("founded_on", "ended_on")}
    return {
        "community": area_name(row["area_code"]),
        "kind": OrganisationKind(row["kind"]).label,
        "standing": Standing(row["standing"]).label,
        "members": str(row["members"] or ""),
        **{name: row[name] for name in ("name", "credit_code", "contact", "place")},
        **days,
    }


declare(
    Register(
        key="organisations",
        title="社区社会组织",
        noun="组织",
        measure="个",
        model="facilities.Organisation",
        permission="organisation.view",
        edit_permission=PERMISSION,
        columns=(
            text("name", "名称", link=True, sort="name"),
            code("kind", "类别", lambda value: OrganisationKind(value).label),
            code("standing", "登记情况", lambda value: Standing(value).label),
            area("area_code", "社区"),
            Column("members", "人数", ("members",), lambda row: str(row["members"] or ""), align="ta-r"),
            text("contact", "联系人"),
            Column("phone", "联系电话", ("phone",), lambda row: masked_phone(row["phone"]), api=""),
            text("place", "活动地点"),
            day("founded_on", "成立日期"),
            day("ended_on", "停止活动"),
            text("credit_code", "统一社会信用代码", shown=False),
        ),
        filters=(
            Filter("kind", "类别", "choice", "kind", lambda: OrganisationKind.choices),
            Filter("standing", "登记情况", "choice", "standing", lambda: Standing.choices),
            Filter("area", "地区", "area", "area_code"),
        ),
        search=starting_with("name"),
        search_hint="名称开头几个字",
        fields=(
            Field(
                "community",
                "社区",
                required=True,
                help="社区全名或 12 位代码",
                example="440104001007",
                is_community=True,
            ),
            Field("name", "名称", required=True, example="三眼井社区舞蹈队"),
            Field(
                "kind",
                "类别",
                required=True,
                example="文体活动类",
                choices=lambda: OrganisationKind.labels,
                read=one_of(OrganisationKind.labels),
            ),
            Field(
                "standing",
                "登记情况",
                required=True,
                example="街道备案",
                choices=lambda: Standing.labels,
                read=one_of(Standing.labels),
            ),
            Field("credit_code", "统一社会信用代码", help="已登记的必填，18 位", example="", read=credit_code),
            Field("contact", "联系人", example="何丽容"),
            Field("phone", "联系电话", help="修改时留空就是不改", example="13800000000", read=phone),
            Field("members", "人数", example="26", read=whole_number(1, LARGEST, "人")),
            Field("place", "活动地点", example="三眼井直街 12 号首层"),
            Field("founded_on", "成立日期", example="2019-03-01", read=past_day),
            Field("ended_on", "停止活动", help="还在活动的不填", example="", read=past_day),
        ),
        plan=plan_organisation,
        save=save_organisation,
        prefill=_texts,
        empty_words="下载空表填好，从「导入」送进来；或一个个登记。",
    )
)

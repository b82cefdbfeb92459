"""The register 老人档案: everybody's record, with what it lacks, filled by file too."""

from core.register import declare
from core.register.declaration import Column, Field, Filter, Register, Row, age, area, code, day, text
from core.register.reading import one_of, past_day, phone
from core.ui.formats import masked_phone
from elderly.domain.categories import name_of
from elderly.models import Income, Stage
from elderly.selectors.categories import group_choices
from elderly.selectors.record_list import (
    band_choices,
    by_band,
    by_group,
    by_lack,
    by_words,
    lack_choices,
    open_records,
)
from elderly.services.record_details import EDIT
from elderly.services.record_rows import forget_contacts, plan_record, save_record
from residents.selectors.words import sex_word


def _groups(row: Row) -> str:
    return "、".join(name_of(one) for one in row["groups"])


def _doctor(row: Row) -> str:
    return " ".join(filter(None, (row["institution"], row["doctor"])))


def _next(row: Row) -> str:
    on = row["next_on"].isoformat() if row["next_on"] else ""
    return " ".join(filter(None, (on, row["owner"])))


declare(
    Register(
        key="elder-records",
        title="老人档案",
        noun="老人档案",
        measure="份",
        model="elderly.ElderRecord",
        permission="elder.view",
        edit_permission=EDIT,
        page="elder-record",
        base=open_records,
        columns=(
            text("person__name", "姓名", link=True),
            code("person__sex", "性别", sex_word),
            age("person__birth_date"),
            area("area_code", "社区"),
            text("person__living_address", "现住地址"),
            Column("groups", "特殊分类", ("groups",), _groups, api=""),
            Column("next", "下次探访", ("next_on", "owner"), _next, api=""),
            code("stage", "阶段", lambda value: Stage(value).label),
            Column(
                "contacts", "联系人", ("contacts",), lambda row: f"{row['contacts']} 位" if row["contacts"] else "没有"
            ),
            Column("doctor", "家庭医生", ("institution", "doctor"), _doctor, api="institution"),
            text("record_no", "档案编号", sort="record_no"),
            Column("card", "健康绿卡", ("card",), lambda row: row["card"] or "", shown=False, api=""),
            day("opened_on", "建档日期", shown=False),
            day("full_on", "转正式", shown=False),
            day("signed_on", "签约日期", shown=False),
            Column(
                "phone",
                "电话",
                ("person__phone",),
                lambda row: masked_phone(row["person__phone"] or ""),
                shown=False,
                api="",
            ),
        ),
        filters=(
            Filter("stage", "阶段", "choice", "stage", lambda: Stage.choices),
            Filter("age", "年龄", "choice", choices=band_choices, narrow=by_band),
            Filter("group", "特殊分类", "choice", choices=group_choices, narrow=by_group),
            Filter("lacks", "缺什么", "choice", choices=lack_choices, narrow=by_lack),
            Filter("area", "地区", "area", "area_code"),
        ),
        api_fields=("doctor",),
        search=by_words,
        search_hint="姓名、首字母、后四位、档案编号",
        empty_words="老人档案由系统自动建：满 55 周岁预建档，满 60 周岁转正式；迁来的当天就有。",
        fields=(
            Field("number", "公民身份号码", required=True, help="底册里的人", example="440199195003040019"),
            Field("likes", "个人爱好", example="下棋"),
            Field("habits", "生活习惯", example="早上六点饮早茶"),
            Field(
                "income",
                "经济来源",
                example="离退休金、养老金",
                choices=lambda: Income.labels,
                read=one_of(Income.labels),
            ),
            Field("institution", "签约机构", example="北京街社区卫生服务中心"),
            Field("doctor", "家庭医生", example="陈敏"),
            Field("doctor_phone", "医生或机构电话", example="02083330000", read=phone),
            Field("signed_on", "签约日期", example="2026-03-01", read=past_day),
            Field("contact", "紧急联系人", help="底册里的亲属在档案页上选，不用写在这里", example="黄志明"),
            Field("contact_relation", "与老人的关系", example="邻居"),
            Field("contact_phone", "联系人电话", example="13800000000", read=phone),
        ),
        plan=plan_record,
        save=save_record,
        forget=forget_contacts,
    )
)

"""The lists 居民 and 家庭."""

from core.register import declare
from core.register.declaration import (
    Column,
    Filter,
    Register,
    age,
    area,
    code,
    day,
    masked_number,
    text,
)
from residents.domain.codes import codebook
from residents.models import Person
from residents.models.household import HouseholdKind
from residents.selectors.counts import households_total, persons_total
from residents.selectors.discretion import guard_row
from residents.selectors.merged import survivor_of
from residents.selectors.narrow import living_in, narrow_by_words

SEX = {"1": "男", "2": "女"}

declare(
    Register(
        key="persons",
        title="居民",
        noun="居民",
        measure="位",
        model="residents.Person",
        permission="person.view",
        area_fields=("hukou_area", "living_area"),
        page="person",
        follow=survivor_of,
        new_page="person-new",
        edit_permission="person.edit",
        base=lambda rows: rows.exclude(status=Person.Status.MERGED),
        columns=(
            text("name", "姓名", link=True, sort="name"),
            code("sex", "性别", lambda value: SEX.get(value, "")),
            age("birth_date", until="died_on"),
            day("birth_date", "出生日期", sort="birth_date"),
            masked_number("number_head", "number_last4"),
            area("living_area", "现住地"),
            text("living_address", "现住地址"),
            area("hukou_area", "户籍地"),
            code("ethnicity", "民族", codebook("ethnicity").name),
            code("status", "状态", lambda value: Person.Status(value).label),
        ),
        filters=(
            Filter("sex", "性别", "choice", "sex", lambda: [("1", "男"), ("2", "女")]),
            Filter("status", "状态", "choice", "status", lambda: Person.Status.choices[:2]),
            Filter("born", "出生", "from-to", "birth_date"),
            Filter("area", "地区", "area", "living_area"),
            Filter("dwelling", "住房", "row", narrow=living_in),
        ),
        api_fields=("marital_status", "died_on"),
        guard=guard_row,
        people=("pk",),
        search=narrow_by_words,
        total=persons_total,
        search_hint="姓名、首字母、后四位",
        empty_words="从「导入」送进采集表，或登记第一位居民。",
    )
)

declare(
    Register(
        key="households",
        title="家庭",
        noun="家庭",
        measure="户",
        model="residents.Household",
        people=("head_id",),
        permission="household.view",
        page="household",
        base=lambda rows: rows.filter(closed_on=None),
        columns=(
            Column(
                "head",
                "户主",
                ("head__name",),
                lambda row: f"{row['head__name'] or '户主待定'}户",
                link=True,
                api="head",
            ),
            text("number", "户号", sort="number"),
            code("kind", "类型", lambda value: HouseholdKind(value).label),
            area("area_code", "社区"),
            text("address", "地址"),
            day("opened_on", "立户"),
        ),
        filters=(
            Filter("kind", "类型", "choice", "kind", lambda: HouseholdKind.choices),
            Filter("number", "户号", "text", "number"),
            Filter("area", "地区", "area", "area_code"),
        ),
        total=households_total,
        empty_words="家庭随采集表一起进来。",
    )
)

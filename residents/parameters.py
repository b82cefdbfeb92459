"""Whose word counts for which field: one order for all, and one per field for offices that want it otherwise."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.parameters import Parameter, Seed, parameters
from residents.domain.sources import GENERAL, read_order

_SINCE = dt.date(2020, 1, 1)
_DOCUMENT = "业务事实手册（建议值，待本区发文确认）"
_CLAUSE = "§15 冲突优先级：公安>卫健/民政>社保>街道自采，字段级可配"
AS_GENERAL = "按总则"

# Fields of which several sources speak, as the screens call them.
FIELDS = {
    "name": "姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "ethnicity": "民族",
    "marital_status": "婚姻状况",
    "education": "文化程度",
    "political_status": "政治面貌",
    "phone": "联系电话",
    "note": "备注",
    "hukou": "户籍",
    "living": "现住地",
    "household": "所在户",
}


@dataclass(frozen=True)
class OrderParameter(Parameter):
    """A parameter whose value is an order of offices; `按总则` follows the general one."""

    def parse(self, text: str) -> Any:
        """The order as it was typed, checked. ValueError with a Chinese sentence."""
        text = text.strip()
        if text and text != AS_GENERAL:
            read_order(text)
        return text or None


def _seed(value: str) -> tuple[Seed, ...]:
    return (Seed(value, _SINCE, _DOCUMENT, _CLAUSE, certainty="P"),)


SOURCE_ORDER = parameters.register(
    OrderParameter(
        "source.order",
        "来源的先后：总则",
        "从高到低",
        kind="text",
        help="几个来源说法不一时，谁的话算数。排在后面的来源说得不同，底册不改，记成「说法不一」由人来定。",
        seeds=_seed(GENERAL),
    )
)
FIELD_ORDERS = {
    field: parameters.register(
        OrderParameter(
            f"source.order.{field}",
            f"来源的先后：{title}",
            "从高到低",
            kind="text",
            help="和总则不同时写这里；写「按总则」就跟着总则走。",
            seeds=_seed(AS_GENERAL),
        )
    )
    for field, title in FIELDS.items()
}
FULL_FILE_SHARE = parameters.register(
    Parameter(
        "source.full-file-share",
        "全量表至少占底册的比例",
        "%",
        help="公安全量表里一个社区的行数，至少占底册在册人数的这个比例，才比对谁不在表里；不到的按零星行处理，不列疑似退出。",
        seeds=(
            Seed(
                50,
                _SINCE,
                _DOCUMENT,
                "附录 D31 全量比对缺席者列「疑似退出」，不自动注销",
                certainty="P",
                note="防止混进来的几行让整个社区都成了缺席",
            ),
        ),
    )
)

# School: 义务教育法, and how often lists of pupils are compared with the base (控辍保学, handbook §2).
SCHOOL_AGE = parameters.register(
    Parameter(
        "school-age.entry-age",
        "小学入学年龄",
        "周岁",
        help="条件不具备的地区可以推迟到七周岁。",
        seeds=(Seed(6, dt.date(1986, 7, 1), "中华人民共和国义务教育法", "第十一条（1986 年法第五条）"),),
    )
)
SCHOOL_CUT_OFF = parameters.register(
    Parameter(
        "school-age.cut-off",
        "入学年龄截止日",
        "月-日",
        kind="month-day",
        help="到当年这一天（含）满入学年龄的儿童，当年入学。",
        seeds=(
            Seed(
                "08-31",
                dt.date(1986, 7, 1),
                "广州市历年小学招生工作意见",
                "入学当年 8 月 31 日（含）前年满六周岁",
                certainty="G",
                until=dt.date(2016, 1, 1),
                area="440100",
                note="2016 年以前按惯例推定，没有逐年核对文件。",
            ),
            Seed(
                "08-31",
                dt.date(2016, 1, 1),
                "广州市历年小学招生工作意见",
                "入学当年 8 月 31 日（含）前年满六周岁",
                area="440100",
            ),
        ),
    )
)


def _compare(key: str, name: str, day: str) -> Parameter:
    return parameters.register(
        Parameter(
            f"schooling.compare-{key}",
            name,
            "月-日",
            kind="month-day",
            help="这一天起的在校名单才与底册比对，名单和底册里都没有入学的孩子派人上门。早于这一天的名单只登记学籍。",
            seeds=(
                Seed(
                    day,
                    dt.date(2006, 9, 1),
                    "义务教育法",
                    "第十三条（居民委员会协助政府督促入学）；比对日为建议",
                    certainty="P",
                    note="每年两次比对：9 月 15 日、次年 3 月 15 日",
                ),
            ),
        )
    )


COMPARE_AUTUMN = _compare("autumn", "控辍保学秋季比对日", "09-15")
COMPARE_SPRING = _compare("spring", "控辍保学春季比对日", "03-15")

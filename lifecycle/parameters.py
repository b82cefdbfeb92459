"""Numbers of the law that the rosters count by."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

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

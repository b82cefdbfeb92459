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
ESCALATE_AFTER = parameters.register(
    Parameter(
        "task.escalate-after",
        "待办逾期多久自动上报街道",
        "个工作日",
        help="夜里自动上报，街道的「今天」看得到；不填就不自动上报。",
        seeds=(Seed(1, dt.date(2000, 1, 1), "系统建议值，待业务部门确认", certainty="P"),),
    )
)
DEADLINE_MOVES = parameters.register(
    Parameter(
        "election.deadline-moves",
        "选举期限末日遇休息日怎么办",
        "一句话",
        kind="text",
        help="民法典第二百零三条的顺延是否适用于选举法的期限，没有查到定论。空着：不顺延，只提示。",
        seeds=(Seed(None, dt.date(1979, 7, 10), "选举法", "第二十九条", certainty="U", note="适用与否待业务确认。"),),
    )
)

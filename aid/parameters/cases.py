"""Limits of an aid case, days of posting, months between reviews (handbook §7.2). What no document gives stays empty: 待确认."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

_SINCE = dt.date(2021, 6, 11)
_57 = "最低生活保障审核确认办法（民发〔2021〕57号）"
_NOTE = "原文未在存页，以地方细则为准"


def _number(key: str, name: str, unit: str, help_: str = "", value: int | None = None) -> str:
    seeds = () if value is None else (Seed(value, _SINCE, _57, certainty="G", note=_NOTE),)
    parameters.register(Parameter(f"aid.{key}", name, unit, help=help_, seeds=seeds))
    return f"aid.{key}"


_DAYS = "个工作日"
ACCEPT = _number("accept-days", "救助受理时限", _DAYS, "从收到申请的次日起数。")
MEND = _number("papers-days", "补正材料时限", _DAYS, "一次告知后，家庭在几个工作日里补齐。")
CHECK = _number("check-days", "经济状况核对时限", _DAYS)
SURVEY = _number("survey-days", "入户调查时限", _DAYS)
REVIEW = _number("review-days", "街道审核时限", _DAYS)
WHOLE = _number("case-days", "救助办结时限", _DAYS, "从受理的次日起数，补正在受理之前，不计入。", 30)
WHOLE_LONG = _number("case-days-long", "救助办结时限（特殊情况）", _DAYS, "从受理的次日起数。", 45)
POSTING = _number("posting-days", "审核公示天数", "天", "自然日，含双休日、节假日；0 表示当地不在确认前公示。", 7)
PUBLISHED = _number("published-days", "确认结果公布天数", "天", "社会救助法第四十五条；空着时公布到人工取下。")
POST = _number("post-days", "张贴公示时限", _DAYS)
OBJECTION = _number("objection-days", "异议核查答复时限", _DAYS)
REFUSAL = _number("refusal-notice-days", "不予确认书面告知时限", _DAYS, "从决定的次日起数。", 3)
NOTICE = _number("notice-days", "确认、调整、停止书面告知时限", _DAYS)
HEARING = _number("hearing-days", "听取意见时限", _DAYS)
REVIEW_MONTHS = {
    "A": _number("review-months-a", "A 类复核周期", "个月", "收入、财产基本没有变化的家庭。", 12),
    "B": _number("review-months-b", "B 类复核周期", "个月", "", 6),
    "C": _number("review-months-c", "C 类复核周期", "个月", "收入常有变化的家庭。", 3),
}
ADVANCE_MOST = "aid.advance-most"
parameters.register(
    Parameter(
        ADVANCE_MOST,
        "先行救助金额上限",
        "元",
        kind="decimal",
        help="急难情况下街道直接给予的小额救助；按地方规定录入。",
    )
)
CONFIRMED_BY = "aid.confirmed-by"
parameters.register(
    Parameter(
        CONFIRMED_BY,
        "救助由谁确认",
        "",
        kind="text",
        help="空着是区民政局；省政府已授权街道确认的，填：街道（社会救助法第四十四条）。",
    )
)
POSTING_AMOUNT = "aid.posting-amount"
parameters.register(
    Parameter(POSTING_AMOUNT, "公示是否写金额", "", kind="text", help="填 是 或 否；按地方规定，空着不写。")
)
SUPERVISION_PHONE = "aid.supervision-phone"
parameters.register(
    Parameter(SUPERVISION_PHONE, "救助监督电话", "", kind="text", help="印在公示和决定书上；按街道录入。")
)

"""Rows in the bureaus' layouts, for tests that change a cell or two."""

from __future__ import annotations

from typing import Any

from core.models import ImportRow
from tests.imports.support import bring, only_row, xlsx

MOTHER, FATHER = "440199199609037947", "44019919921011201X"
GA01 = {
    "数据日期": "2026-10-31", "数据单位": "越秀区公安分局", "户号": "4401040010001", "与户主关系": "户主", "姓名": "梁惠珍",
    "身份证号": "440199196805120023", "性别": "女", "出生日期": "1968-05-12", "民族": "汉族", "派出所": "洪桥派出所",
    "居村委会": "三眼井社区居委会", "街路巷": "三眼井直街12号402", "省市县区": "广东省广州市越秀区", "状态": "正常",
}  # fmt: skip
GA02 = {
    "数据日期": "2026-10-31", "数据单位": "越秀区公安分局", "暂住证编号": "440104202500012345", "身份证号": "440199199001010041",
    "姓名": "周小兰", "出生日期": "1990-01-01", "性别": "女", "暂住地址": "越秀区洪桥街道三眼井社区三眼井直街12号402房",
    "联系电话": "13800000009", "访查预警": "", "证件状态": "有效",
}  # fmt: skip
WJ02 = {
    "数据日期": "2026-11-05", "数据单位": "越秀区卫生健康局", "出生证编号": "T440123456", "新生儿姓名": "", "性别": "女",
    "出生日期": "2026-01-03 08:15", "健康状况": "良好", "体重": "3200", "身长": "50", "出生地址": "广州市越秀区",
    "母亲姓名": "苏雨", "母亲身份证": MOTHER, "母亲年龄": "29", "母亲国籍": "中国", "母亲民族": "汉族", "父亲姓名": "田俊杰",
    "父亲身份证": FATHER, "家庭地址": "", "出生地分类": "医院", "接生机构": "越秀区妇幼保健院", "分娩方式": "顺产",
    "胎数": "1", "孕周": "39", "接生人员": "林医生",
}  # fmt: skip
GA05 = {
    "数据日期": "2026-11-05", "数据单位": "越秀区公安分局", "身份证号": "44019920260103392X", "姓名": "田芷萱", "性别": "女",
    "受理日期": "2026-01-12", "居村委会": "三眼井社区居委会", "父亲姓名": "田俊杰", "父亲身份证号": FATHER, "母亲姓名": "苏雨",
    "母亲身份证号": MOTHER,
}  # fmt: skip
SQ01 = {
    "户号": "00100700001", "与户主关系": "户主", "姓名": "梁惠珍", "证件类型": "居民身份证", "证件号码": "440199196805120023",
    "性别": "女", "出生日期": "1968-05-12", "民族": "汉族", "婚姻状况": "已婚", "文化程度": "大学本科教育", "政治面貌": "群众",
    "联系电话": "13800000001", "户籍地区划代码": "440104001007", "现住社区代码": "440104001007", "居住类型": "户在人在",
    "街路巷": "三眼井直街", "门牌号": "12号", "楼栋": "1栋", "房号": "402", "备注": "",
}  # fmt: skip
LAYOUTS = {"GA01": GA01, "GA02": GA02, "WJ02": WJ02, "GA05": GA05, "SQ01": SQ01}


def lines(code: str, *changes: dict[str, Any]) -> bytes:
    """A workbook of the layout, one line per set of changes."""
    layout = LAYOUTS[code]
    return xlsx(list(layout), *[list((layout | change).values()) for change in changes or ({},)])


def send(code: str, by: Any, *changes: dict[str, Any], **options: Any) -> Any:
    """The whole way of such a workbook; returns the batch."""
    return bring(lines(code, *changes), code, by, **options)


def judged(code: str, by: Any, **changes: Any) -> tuple[str, str]:
    """Verdict (`corrected` included) and all words about the one line."""
    found = only_row(send(code, by, changes))
    verdict = "corrected" if found.corrected and found.verdict == "accepted" else found.verdict
    return verdict, words_of(found)


def words_of(row: ImportRow) -> str:
    said = [p["reason"] + p["remedy"] for p in row.problems] + [f["reason"] for f in row.fixes]
    return " ".join([*said, row.note])

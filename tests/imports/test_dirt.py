"""Every class of dirt of handbook appendix D that SQ01 and GA05 can carry: its verdict and the words (contracts.md)."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from residents.models import HouseholdMembership, Person
from tests.imports.support import bring, only_row, verdicts, xlsx
from tests.support import factories
from tests.support.areas import PANFU

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)
MOTHER, FATHER = "440199199609037947", "44019919921011201X"
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


@pytest.fixture(autouse=True)
def present():
    with clock.travel(TODAY):
        yield


@pytest.fixture
def parents(areas):
    factories.person("苏雨", birth=dt.date(1996, 9, 3), number=MOTHER)
    factories.person("田俊杰", birth=dt.date(1992, 10, 11), sex="1", number=FATHER)


def judged(layout, code, by, **changes):
    row = layout | changes
    batch = bring(xlsx(list(row), list(row.values())), code, by)
    found = only_row(batch)
    verdict = "corrected" if found.corrected and found.verdict == "accepted" else found.verdict
    return verdict, " ".join(p["reason"] + p["remedy"] for p in found.problems) + " ".join(
        f["reason"] for f in found.fixes
    )


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({}, "accepted", ""),
        ({"身份证号": "44019920260103392x"}, "corrected", "X"),  # D05
        ({"身份证号": "４４０１９９２０２６０１０３３９２Ｘ"}, "corrected", "半角"),  # D05
        ({"身份证号": "44019920260103392×"}, "corrected", "X"),  # D05
        ({"身份证号": "4401992O260103392X"}, "review", "字母"),  # D05
        ({"身份证号": 4.40199202601034e17}, "refused", "截断"),  # D06
        ({"身份证号": "4.40199E+17"}, "refused", "截断"),  # D06
        ({"身份证号": "440199202601034000"}, "refused", "截断"),  # D06
        ({"身份证号": "'440199 20260103\u200b 392X\u3000"}, "corrected", ""),  # D07
        ({"身份证号": "440199202601033921"}, "refused", "校验码"),  # D08
        ({"身份证号": "440199202602303921"}, "refused", ""),  # D08
        ({"身份证号": "440102202601033920"}, "accepted", ""),  # D08 withdrawn region, valid
        ({"身份证号": "待补"}, "review", "待补"),  # D09
        ({"身份证号": ""}, "refused", "没有填"),
        ({"姓名": ""}, "refused", "没有填"),
        ({"性别": "男"}, "review", "第17位"),  # D11
        ({"姓名": "田 芷萱"}, "corrected", "空格"),  # D12
        ({"姓名": "古丽•买买提"}, "corrected", "间隔号"),  # D12
        ({"姓名": "田芷□"}, "review", "生僻字"),  # D02
        ({"姓名": "田芷\ue123"}, "review", "生僻字"),  # D02
        ({"姓名": "田芷𬱖"}, "accepted", ""),  # D03
        ({"姓名": "田芷萱(小)"}, "review", "小"),  # D13
        ({"姓名": "苏雨之女"}, "corrected", "暂用名"),  # D14
        ({"受理日期": "2026.1.12"}, "corrected", "日期"),  # D15
        ({"受理日期": "2026年1月12日"}, "corrected", "日期"),
        ({"受理日期": "20260112"}, "corrected", "日期"),
        ({"受理日期": "2026.1"}, "corrected", "年月"),  # the month of birth is not before the birth
        ({"受理日期": "2025.12"}, "refused", "早于出生"),
        ({"母亲姓名": "蘇雨"}, "corrected", "繁体"),  # D13, variant table
        ({"受理日期": 46034}, "corrected", "序列号"),
        ({"受理日期": dt.date(2026, 1, 12)}, "accepted", ""),
        ({"受理日期": "26.1.12"}, "refused", "两位"),  # D15
        ({"受理日期": "2026-02-30"}, "refused", "不存在"),
        ({"受理日期": "2099-07-01"}, "refused", "之后"),  # D18
        ({"受理日期": "2025-12-30"}, "refused", "早于出生"),  # D18
        ({"受理日期": "1900-01-01"}, "review", "受理日期"),  # D16 in a required column
        ({"数据日期": "1900-01-00"}, "corrected", "占位"),  # D16
        ({"居村委会": "三眼井居委会"}, "corrected", "三眼井社区"),  # D28
        ({"居村委会": "洪桥街三眼井社区"}, "corrected", "三眼井社区"),
        ({"居村委会": "没有的社区"}, "refused", "没有叫"),
        ({"居村委会": "盘福社区居委会"}, "accepted", ""),  # the mother lives in the importer's community
        ({"母亲身份证号": "440199199001018027", "母亲姓名": "汪不详"}, "review", "没有找到母亲"),
        ({"母亲身份证号": "", "母亲姓名": ""}, "accepted", ""),  # a known father
        ({"母亲身份证号": "", "母亲姓名": "", "父亲身份证号": "", "父亲姓名": ""}, "review", "母亲"),
        ({"母亲姓名": "苏雪"}, "review", "苏雪"),  # D13 same number, other name
        ({"母亲身份证号": FATHER, "母亲姓名": ""}, "review", "填反"),
    ],
)
def test_newborn_rows(shequ, parents, changes, verdict, words):
    found, said = judged(GA05, "GA05", shequ, **changes)
    assert (found, words in said) == (verdict, True), said


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({}, "accepted", ""),
        ({"证件号码": "440199680512002"}, "corrected", "18位"),  # D04
        ({"证件号码": "未办"}, "corrected", "占位"),  # D09
        ({"证件号码": ""}, "accepted", ""),
        ({"证件号码": 440199196805120023}, "refused", "截断"),
        ({"出生日期": "1968-05-13"}, "review", "出生日期"),  # D11
        ({"出生日期": "1968.5"}, "corrected", "年月"),  # D15
        ({"出生日期": "68.5.12"}, "refused", "两位"),
        ({"联系电话": "138-0000-0001"}, "corrected", "电话"),  # D19
        ({"联系电话": "13800000001/020-83331234"}, "corrected", "分开"),
        ({"联系电话": "00000000000"}, "corrected", "占位"),
        ({"联系电话": "1.38E+10"}, "refused", "科学计数"),
        ({"民族": "汉"}, "corrected", "汉族"),  # D26
        ({"民族": "布衣族"}, "corrected", "布依族"),
        ({"民族": "火星族"}, "review", "代码表"),
        ({"婚姻状况": "离异"}, "corrected", ""),  # D27
        ({"文化程度": "半文盲"}, "corrected", ""),
        ({"街路巷": "东山区三眼井直街"}, "corrected", "东山区"),  # D29
        ({"门牌号": "12-1"}, "corrected", "门牌"),
        ({"现住社区代码": "440104001999", "户籍地区划代码": ""}, "refused", "不存在"),
        ({"现住社区代码": "440104004107", "户籍地区划代码": "440104004107"}, "refused", "辖区"),  # D32
        ({"户籍地区划代码": "421002"}, "review", "户在人在"),
        ({"户籍地区划代码": "421002", "居住类型": "人在户不在"}, "accepted", ""),
        ({"居住类型": "不知道"}, "review", "居住类型"),
        ({"姓名": "梁惠⼥"}, "corrected", "汉字"),  # D33
        ({"户号": ""}, "refused", "没有填"),
    ],
)
def test_collection_rows(shequ, changes, verdict, words):
    found, said = judged(SQ01, "SQ01", shequ, **changes)
    assert (found, words in said) == (verdict, True), said


def test_same_row_twice_and_same_number_with_another_name(shequ, parents):
    rows = [GA05, GA05, GA05 | {"姓名": "田小萱"}]
    batch = bring(xlsx(list(GA05), *(list(row.values()) for row in rows)), "GA05", shequ)
    assert verdicts(batch) == {2: "accepted", 3: "unchanged", 4: "review"}  # D10, D30


def test_births_of_one_mother_too_close_are_questioned_but_not_twins(shequ, parents):
    rows = [
        GA05,
        GA05 | {"身份证号": factories.id_number(dt.date(2026, 1, 4), "1", order=7), "性别": "男", "姓名": "田双"},
        GA05
        | {
            "身份证号": factories.id_number(dt.date(2026, 6, 1), "1", order=8),
            "性别": "男",
            "姓名": "田快",
            "受理日期": "2026-07-01",
        },
    ]
    batch = bring(xlsx(list(GA05), *(list(row.values()) for row in rows)), "GA05", shequ)
    assert verdicts(batch) == {2: "accepted", 3: "accepted", 4: "review"}


def test_a_person_of_another_community_is_not_told_about(shequ, parents):
    factories.person(
        "潘秘密", birth=dt.date(2026, 1, 3), number=GA05["身份证号"], hukou="440104004107", living="440104004107"
    )
    verdict, said = judged(GA05, "GA05", shequ)
    assert verdict == "review" and "别的社区" in said and "潘秘密" not in said


def test_the_households_of_another_community_are_its_own(shequ):
    """A row may tell where our resident lives; it may not write into the household list of that community."""
    head = factories.person("盘福人", birth=dt.date(1960, 1, 1), hukou=PANFU, living=PANFU)
    theirs = factories.household(head, area=PANFU, number="00410700001")
    changes = {"户号": "00410700001", "现住社区代码": PANFU, "居住类型": "人在户不在"}
    for _ in range(2):
        verdict, _said = judged(SQ01, "SQ01", shequ, **changes)
    theirs.refresh_from_db()
    ours = Person.objects.get(name="梁惠珍")
    assert (verdict, theirs.head_id) == ("unchanged", head.pk)
    assert (ours.hukou_area, ours.living_area) == (SQ01["户籍地区划代码"], PANFU)
    assert not HouseholdMembership.objects.filter(person=ours).exists()


def test_no_number_but_a_likely_match(shequ):
    factories.person("梁惠珍", birth=dt.date(1968, 5, 12))
    verdict, said = judged(SQ01, "SQ01", shequ, 证件号码="")
    assert verdict == "review" and "同名同生日" in said


def test_dates_of_a_1904_workbook(shequ):
    days = {"何一": dt.date(1970, 3, 1), "何二": dt.date(1980, 4, 2), "何三": dt.date(1990, 5, 3)}
    shifted = [
        SQ01
        | {"证件号码": factories.id_number(day, "2", order=1), "出生日期": (day - dt.timedelta(days=1462)).isoformat()}
        | {"姓名": name, "与户主关系": "非亲属"}
        for name, day in days.items()
    ]
    batch = bring(xlsx(list(SQ01), *(list(row.values()) for row in shifted)), "SQ01", shequ)
    assert set(verdicts(batch).values()) == {"corrected"}  # D17: the whole file
    batch = bring(xlsx(list(SQ01), list((SQ01 | {"证件号码": "440199196605120045", "出生日期": "1966-05-12", "姓名": "好"}).values()),
                       list((shifted[0] | {"户号": "9"}).values())), "SQ01", shequ)  # fmt: skip
    assert verdicts(batch)[3] == "review"  # only some rows

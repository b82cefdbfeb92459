"""Names and their pinyin (handbook D02, D12–D14, D33)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.domain.name_readings import initials, name_pinyin, typed_pinyin
from residents.domain.names import read_name, same_name, split_name


@pytest.mark.parametrize(
    "name", ["张三", "欧阳娜娜", "阿卜杜拉·买买提", "陳峯", "\U00020bb7田", "O'Brien", "John Smith", "王之涣"]
)
def test_proper_names_stay_as_written(name: str) -> None:
    reading = read_name(name)
    assert (reading.value, reading.ok, reading.corrected) == (name, True, False)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("夏 悦", "夏悦"),
        (" 张\u3000三 ", "张三"),
        ("张\u200b三", "张三"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉\uff0e买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("\uff2a\uff4f\uff48\uff4e", "John"),
        ("林\u2f25", "林女"),
    ],
)
def test_spaces_dots_and_width_are_mended(raw: str, value: str) -> None:
    reading = read_name(raw)
    assert reading.value == value
    assert reading.corrected


@pytest.mark.parametrize("raw", ["王某之女", "李梅之子", "李梅之次子", "新生儿", "王新生儿", "未取名", "李男婴"])
def test_a_newborn_keeps_a_temporary_name(raw: str) -> None:
    reading = read_name(raw)
    assert (reading.value, reading.temporary, reading.corrected) == (raw, True, True)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("张?", "damaged"),
        ("张□三", "damaged"),
        ("张\ue123", "damaged"),
        ("张三(大)", "suffix"),
        ("张三\uff08小\uff09", "suffix"),
        ("张三(已故)", "suffix"),
        ("张三1", "suffix"),
        ("王某", "anonymous"),
        ("李某某", "anonymous"),
        ("无名氏", "nameless"),
        ("张三@", "characters"),
        ("张" * 60, "too_long"),
    ],
)
def test_doubtful_names_are_for_a_person(raw: str, code: str) -> None:
    problem = read_name(raw).problem
    assert problem is not None
    assert (problem.code, problem.verdict) == (code, "review")


def test_a_suffix_is_told_apart_from_the_name() -> None:
    reading = read_name("张三\uff08已故\uff09")
    assert (reading.suggestion, reading.suffix, reading.deceased) == ("张三", "已故", True)
    assert read_name("张三(大)").deceased is False


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("梁惠珍", ("梁", "惠珍")),
        ("欧阳娜娜", ("欧阳", "娜娜")),
        ("欧阳", ("欧", "阳")),
        ("尉迟恭", ("尉迟", "恭")),
        ("爱新觉罗溥仪", ("爱新觉罗", "溥仪")),
        ("阿卜杜拉·买买提", ("", "阿卜杜拉·买买提")),
        ("John Smith", ("", "John Smith")),
    ],
)
def test_surnames(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("name", "spaced"),
    [
        ("梁惠珍", "liang hui zhen"),
        ("单雄信", "shan xiong xin"),
        ("仇和", "qiu he"),
        ("区志强", "ou zhi qiang"),
        ("冼奕辰", "xian yi chen"),
        ("麦小明", "mai xiao ming"),
        ("曾若汐", "zeng ruo xi"),
        ("解晓东", "xie xiao dong"),
        ("朴树", "piao shu"),
        ("查良镛", "zha liang yong"),
        ("盖叫天", "ge jiao tian"),
        ("尉迟恭", "yu chi gong"),
        ("翟天临", "zhai tian lin"),
        ("覃秀英", "qin xiu ying"),
        ("万俟雪", "mo qi xue"),
        ("长孙无忌", "zhang sun wu ji"),
        ("吕布", "lv bu"),
        ("李长江", "li chang jiang"),
        ("陳峯", "chen feng"),
        ("\U00020bb7田", "ji tian"),
        ("阿卜杜拉·买买提", "a bu du la mai mai ti"),
        ("John Smith", "john smith"),
    ],
)
def test_names_are_read_as_their_bearers_say_them(name: str, spaced: str) -> None:
    assert name_pinyin(name).spaced == spaced


def test_initials_and_typed_letters() -> None:
    assert initials("梁惠珍") == "lhz"
    assert initials("欧阳娜娜") == "oynn"
    assert typed_pinyin("Liang Hui Zhen") == name_pinyin("梁惠珍").full
    assert typed_pinyin("lü bu") == name_pinyin("吕布").full


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("陳峯", "陈峰"),
        ("张喆", "张哲"),
        ("劉偉", "刘伟"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("张 三", "张三"),
        ("邨", "村"),
    ],
)
def test_variant_spellings_are_one_name(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("张三", "张四"), ("仝伟", "同伟"), ("张三", "章三")])
def test_other_names_are_other_people(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_twenty_thousand_names_are_read_within_a_second() -> None:
    given = [
        a + b
        for a in "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰奕辰宇轩诗涵"
        for b in "华英文红玉春梅海林飞波云龙建国"
    ]
    names = [surname + name for surname in "陈李黄张梁林何吴刘罗曾冼区单解仇麦叶关邓谢徐周赖黎谭" for name in given]
    names = (names * (20_000 // len(names) + 1))[:20_000]
    start = time.perf_counter()
    for name in names:
        assert name_pinyin(name).full
    assert time.perf_counter() - start < 1


@given(st.text(max_size=60))
def test_nothing_makes_it_fall_over(raw: str) -> None:
    reading = read_name(raw)
    assert same_name(raw, raw)
    name_pinyin(reading.value)
    assert read_name(reading.value).value == reading.value or reading.problem is not None

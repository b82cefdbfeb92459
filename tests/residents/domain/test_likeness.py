"""Are two records one person? Golden pairs in words, and what holds for every pair."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.domain.id_number import check_character, is_valid
from residents.domain.likeness import Claim, compare
from residents.domain.likeness_weights import WEIGHTS
from residents.domain.name_likeness import compare_names
from residents.domain.number_likeness import likely_numbers, number_claim, number_slip

HERE, THERE = "440104001007", "440104004107"
BIRTH = dt.date(1968, 5, 12)


def number(birth: dt.date = BIRTH, serial: int = 124) -> str:
    head = f"440199{birth:%Y%m%d}{serial:03d}"
    return head + check_character(head)


def claim(**said: object) -> Claim:
    """梁惠珍 as the base has her, unless said otherwise; `number` as it would stand in a cell."""
    values: dict[str, object] = {
        "name": "梁惠珍", "birth_date": BIRTH, "sex": "2", "living_area": HERE, "hukou_area": HERE,
    } | said  # fmt: skip
    if isinstance(values.get("number"), str):
        values["number"] = number_claim(values["number"])
    return Claim(**values)  # type: ignore[arg-type]


NUMBER = number()
TWIN = {
    "birth_date": dt.date(2020, 1, 1), "mother": 5, "father": 6, "phone": b"1", "households": frozenset({(HERE, "1")}),
}  # fmt: skip
TWIN_NUMBER = number(dt.date(2020, 1, 1))

GOLDEN = [
    ("同一证号", {"number": NUMBER}, {"number": NUMBER}, "certain", "证号相同"),
    ("15 位旧号，姓是异体字", {"number": NUMBER[:6] + NUMBER[8:17], "name": "樑惠珍"}, {"number": NUMBER}, "certain", "15 位旧号"),
    ("15 位旧号，繁体姓名", {"number": NUMBER[:6] + NUMBER[8:17], "name": "譚曉"}, {"number": NUMBER, "name": "谭晓"}, "certain", "繁简"),
    ("相邻两位颠倒", {"number": "440199196805121" + "42" + NUMBER[17]}, {"number": NUMBER}, "certain", "相邻两位颠倒"),
    ("颠倒而且同音字", {"number": "440199196805121" + "42" + NUMBER[17], "name": "梁惠贞"}, {"number": NUMBER}, "certain", "同音"),
    ("号里的 0 写成 O", {"number": NUMBER.replace("0", "O", 1)}, {"number": NUMBER}, "certain", "字母"),
    ("遮盖的证号", {"number": f"440199********{NUMBER[-4:]}"}, {"number": NUMBER}, "certain", "遮盖"),
    ("没有证号，电话相同", {"phone": b"1"}, {"number": NUMBER, "phone": b"1"}, "certain", "电话相同"),
    ("同户同名，没有生日", {"birth_date": None, "households": frozenset({(HERE, "7")})},
     {"households": frozenset({(HERE, "7")})}, "certain", "在同一户"),
    ("同名同生日，别无旁证", {}, {"number": NUMBER}, "possible", "姓名相同"),
    ("同音字，没有证号", {"name": "梁惠贞"}, {"number": NUMBER}, "possible", "姓名同音"),
    ("丢了字", {"name": "梁?珍"}, {"number": NUMBER}, "possible", "有字丢失"),
    ("生僻字在 GBK 里丢了", {"name": "王?"}, {"name": "王㛃"}, "possible", "生僻字"),
    ("生僻字整个没了", {"name": "王", "phone": b"1"}, {"name": "王㛃", "phone": b"1"}, "possible", "生僻字"),
    ("曾用名", {"name": "梁小妹", "former_names": ("梁惠珍",)}, {}, "possible", "曾用名"),
    ("后缀", {"name": "梁惠珍(大)"}, {}, "possible", "加注"),
    ("月日颠倒", {"birth_date": dt.date(1968, 12, 5)}, {}, "possible", "月和日颠倒"),
    ("性别写错", {"sex": "1"}, {"number": NUMBER}, "possible", "性别不同"),
    ("各段先后不同", {"name": "阿依古丽·买买提"}, {"name": "买买提·阿依古丽"}, "possible", "先后不同"),
    ("一人两号", {"number": number(serial=126), "phone": b"1"}, {"number": NUMBER, "phone": b"1"}, "possible", "却不相同"),
    ("一号两名", {"number": NUMBER, "name": "何大文"}, {"number": NUMBER}, "possible", "姓名不同"),
    ("未取名的孩子取了名", {"name": "王丽之女", **TWIN}, {"name": "陈嘉馨", "number": TWIN_NUMBER, **TWIN},
     "certain", "母亲是同一人"),
    ("都未取名", {"name": "王丽之女", **TWIN}, {"name": "王丽之女", **TWIN}, "certain", "都还没有取名"),
    ("双胞胎，都未取名", {"name": "王丽之长女", **TWIN}, {"name": "王丽之次女", **TWIN}, "different", "排行不同"),
    ("双胞胎，各有证号，名字同音", {"name": "陈嘉欣", "number": number(dt.date(2020, 1, 1), 124), **TWIN},
     {"name": "陈嘉馨", "number": number(dt.date(2020, 1, 1), 126), **TWIN}, "different", "却不相同"),
    ("双胞胎，一个没有证号", {"name": "陈嘉欣", **TWIN}, {"name": "陈嘉怡", "number": TWIN_NUMBER, **TWIN},
     "possible", "差一个字"),
    ("姐妹，名字同音", {"name": "陈嘉欣", **TWIN}, {"name": "陈嘉馨", **TWIN, "birth_date": dt.date(2017, 1, 1)},
     "different", "出生日期不同"),
    ("父子同名", {"name": "陈志强", "sex": "1", "phone": b"1", "birth_date": dt.date(1970, 1, 1), "households": frozenset({(HERE, "7")})},
     {"name": "陈志强", "sex": "1", "phone": b"1", "birth_date": dt.date(1998, 1, 1), "households": frozenset({(HERE, "7")})},
     "different", "出生相差 28 年"),
    ("同名的生人", {}, {"birth_date": dt.date(1971, 3, 2), "number": number(dt.date(1971, 3, 2))}, "different", "出生日期不同"),
    ("同名同生日，两个号，不在一处", {"number": number(serial=126), "living_area": THERE, "hukou_area": THERE}, {"number": NUMBER},
     "different", "却不相同"),
    ("互为亲属", {"person_id": 1, "kin": frozenset({2})}, {"person_id": 2, "kin": frozenset({1})}, "different", "互为亲属"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "verdict", "told"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN]
)
def test_golden_pairs(one: dict, other: dict, verdict: str, told: str) -> None:
    judgement = compare(claim(**one), claim(**other))
    assert judgement.verdict == verdict, judgement.words
    assert told in judgement.words
    low, high = {"certain": (99, 100), "possible": (50, 98), "different": (0, 49)}[verdict]
    assert low <= judgement.score <= high


def test_every_sign_is_a_chinese_sentence_that_prints_no_number() -> None:
    for key, weight in WEIGHTS.items():
        assert weight.words and not any(sign in weight.words for sign in ",;:()"), key


NAMES = [
    "梁惠珍",
    "樑惠珍",
    "梁惠贞",
    "梁?珍",
    "陈嘉欣",
    "陈嘉怡",
    "王",
    "王㛃",
    "王丽之女",
    "阿依古丽·买买提",
    "欧阳思睿",
    "",
    "李 娜",
    "张三(大)",
]
claims = st.builds(
    claim,
    name=st.sampled_from(NAMES),
    former_names=st.sampled_from([(), ("梁惠珍",)]),
    number=st.sampled_from(
        ["", NUMBER, NUMBER[:6] + NUMBER[8:17], NUMBER[:-1] + "5", "440199********1245", number(serial=126)]
    ),
    sex=st.sampled_from(["0", "1", "2"]),
    birth_date=st.sampled_from([None, BIRTH, dt.date(1968, 12, 5), dt.date(1998, 5, 12), dt.date(1968, 5, 13)]),
    living_area=st.sampled_from(["", HERE, THERE]),
    phone=st.sampled_from([b"", b"1", b"2"]),
    households=st.sampled_from([frozenset(), frozenset({(HERE, "1")})]),
    mother=st.sampled_from([0, 5, 6]),
    person_id=st.sampled_from([0, 1, 2]),
)


@given(claims, claims)
def test_which_record_stands_left_does_not_matter(one: Claim, other: Claim) -> None:
    assert compare(one, other) == compare(other, one)


@given(claims)
def test_a_record_of_the_base_is_itself(one: Claim) -> None:
    known = replace(one, person_id=7)
    assert compare(known, known).verdict == "certain"


@given(claims)
def test_a_sound_number_and_a_name_are_always_enough_for_oneself(one: Claim) -> None:
    known = replace(one, number=number_claim(NUMBER), name="梁惠珍")
    assert compare(known, replace(known, person_id=0)).verdict == "certain"


@given(claims, claims)
def test_nobody_is_certain_against_a_number_or_a_sex(one: Claim, other: Claim) -> None:
    judgement = compare(one, other)
    if judgement.has("number_differs", "sex_differs", "birth_generation") and one.person_id != other.person_id:
        assert judgement.verdict != "certain"


serials = st.integers(min_value=1, max_value=999)
days = st.dates(min_value=dt.date(1920, 1, 1), max_value=dt.date(2025, 12, 31))


@given(days, serials, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_leads_back_to_the_number(day: dt.date, serial: int, place: int, digit: str) -> None:
    sound = number(day, serial)
    written = sound[:place] + digit + sound[place + 1 :]
    said = number_claim(written)
    if written == sound or written.endswith("000"):
        return
    assert not said.number, "one wrong digit never passes the check"
    assert sound in likely_numbers(said)
    assert number_slip(said.damaged, sound) == "one_digit"


@given(days, serials, st.integers(0, 15))
def test_two_swapped_neighbours_lead_back_to_the_number(day: dt.date, serial: int, place: int) -> None:
    sound = number(day, serial)
    written = sound[:place] + sound[place + 1] + sound[place] + sound[place + 2 :]
    said = number_claim(written)
    if written == sound or written.endswith("000"):
        return
    assert sound in likely_numbers(said)
    assert number_slip(said.damaged, sound) == "swapped"


@given(days, serials)
def test_what_may_have_been_meant_is_always_sound(day: dt.date, serial: int) -> None:
    for written in (
        number(day, serial)[:17],
        number(day, serial) + "1",
        number(day, serial)[:-1] + "5",
        number(day, serial)[:15],
    ):
        assert all(is_valid(found) for found in likely_numbers(number_claim(written)))


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("曾伟", "增伟", "name_sound"),
        ("区志强", "欧志强", "name_sound"),
        ("林静", "凌静", "name_near_sound"),
        ("陈晴", "陈睛", "name_shape"),
        ("张志强", "张志刚", "name_one_char"),
        ("汪志强", "江志强", "name_shape"),
        ("孙志强", "郑志强", "name_surname"),
        ("張偉", "张伟", "name_spelling"),
        ("?丽容", "何丽容", "name_lost"),
        ("阿依古丽", "阿依古丽·买买提", "name_part"),
        ("何丽容", "王志强", "name_differs"),
    ],
)
def test_names(one: str, other: str, key: str) -> None:
    assert compare_names(one, other).key == compare_names(other, one).key == key

"""How much each sign weighs, in bits, after Fellegi and Sunter (1969): log2(m ÷ u).

m = how often the sign shows when two records are one person, u = how often when they are two people drawn from a district.
No file with known truth exists, so m is a judgement (certainty P) about the kinds of damage of handbook appendix D, and u is
reckoned from what is public: a birthday is one of some 25,000; the two sexes are even; a district has 222 communities in 18
streets; the given names of the demo population's tables repeat about once in 20,000 (two characters) and 3,000 (one).
None of them is fitted to the benchmark's damage (docs/matching.md).

Family members live together, share telephone and mother and often most of a name. Signs of the home therefore count only
beside a name that agrees (two people of one home do not bear one name); `likeness.py` sees to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

# One chance in a million that a record, drawn blindly, is a given person of the base.
PRIOR = -20.0
# Odds of about 1 : 250 against error, and even odds.
CERTAIN, POSSIBLE = 8.0, 0.0


@dataclass(frozen=True, slots=True)
class Weight:
    """`words` may hold {one} and {other}, the values that differ."""

    m: float
    u: float
    words: str

    @property
    def bits(self) -> float:
        return round(log2(self.m / self.u), 1)


WEIGHTS: dict[str, Weight] = {
    # names; u is that of a given name of two characters, see SHORT_NAME
    "name_same": Weight(0.92, 1 / 20_000, "姓名相同"),
    "name_spelling": Weight(0.5, 1 / 20_000, "姓名相同，写法有繁简、异体或标点之别"),
    "name_order": Weight(0.5, 1 / 20_000, "姓名各段相同，先后不同"),
    "name_suffix": Weight(0.3, 1 / 20_000, "姓名相同，一条后面加注了字样"),
    "name_former": Weight(0.3, 1 / 15_000, "与曾用名相同"),
    "name_lost_gbk": Weight(0.05, 1 / 10_000, "姓名里丢了一个字，是旧系统编不出的生僻字，其余相同"),
    "name_lost": Weight(0.01, 1 / 3_000, "姓名里有字丢失（「?」处），其余相同"),
    "name_sound": Weight(0.1, 1 / 1_200, "姓名同音，字不同（{one}／{other}）"),
    "name_near_sound": Weight(0.02, 1 / 600, "姓名读音相近（{one}／{other}）"),
    "name_shape": Weight(0.05, 1 / 1_200, "姓名有一个字形近（{one}／{other}）"),
    "name_part": Weight(0.1, 1 / 2_000, "姓名少写了一段（{one}／{other}）"),
    "name_unnamed": Weight(1, 1, "一条还没有取名"),
    "name_both_unnamed": Weight(1, 1, "都还没有取名"),
    "name_missing": Weight(1, 1, "一条没有写姓名"),
    # Brothers, sisters and twins share as much: without a tie and the birthday these never suffice (likeness._forbidden).
    "name_one_char": Weight(0.02, 1 / 200, "同姓，名字差一个字（{one}／{other}）"),
    "name_surname": Weight(0.02, 1 / 1_000, "名字相同，姓不同（{one}／{other}）"),
    "name_given": Weight(0.002, 0.04, "同姓，名字不同（{one}／{other}）"),
    "name_differs": Weight(0.002, 0.95, "姓名不同（{one}／{other}）"),
    "name_other_child": Weight(0.001, 0.5, "同一母亲，但排行不同（{one}／{other}）"),
    # numbers
    "number_same": Weight(0.99, 1 / 20_000_000, "证号相同"),
    "number_old": Weight(0.99, 1 / 20_000_000, "15 位旧号与 18 位证号相同"),
    "number_letters": Weight(0.9, 1 / 1_000_000, "证号里把数字写成了字母，换回后相同"),
    "number_swapped": Weight(0.3, 1 / 1_000_000, "证号只有相邻两位颠倒，颠倒的一个校验不过"),
    "number_one_digit": Weight(0.3, 1 / 1_000_000, "证号只差一位，写错的一个校验不过"),
    "number_missing_digit": Weight(0.2, 1 / 1_000_000, "证号只少了一位"),
    "number_extra_digit": Weight(0.2, 1 / 1_000_000, "证号只多了一位"),
    "number_masked": Weight(0.5, 1 / 10_000, "遮盖后的证号，露出的几位都相同"),
    "number_cut": Weight(0.5, 1 / 50, "证号末三位在表格里丢失，前 15 位相同"),
    "number_differs": Weight(1 / 16_384, 1, "两个证号都通过校验，却不相同"),
    "number_unlike": Weight(1 / 16, 1, "证号对不上"),
    # birth
    "birth_same": Weight(0.97, 1 / 25_000, "出生日期相同"),
    "birth_swapped": Weight(0.01, 1 / 25_000, "出生的月和日颠倒（{one}／{other}）"),
    "birth_one_digit": Weight(0.01, 1 / 1_200, "出生日期差一位数字（{one}／{other}）"),
    "birth_month": Weight(0.05, 1 / 800, "同年同月生，一条只写到月"),
    "birth_lunar": Weight(0.01, 1 / 400, "出生日期相差约一个月，可能一条是农历（{one}／{other}）"),
    "birth_differs": Weight(0.003, 1, "出生日期不同（{one}／{other}）"),
    "birth_generation": Weight(0.0005, 1, "出生相差 {one} 年"),
    # sex
    "sex_same": Weight(0.998, 0.5, "性别相同"),
    "sex_differs": Weight(0.002, 0.5, "性别不同"),
    # home and family: u for people who are not of one family, because the name already agrees
    "household_same": Weight(0.6, 1 / 110_000, "在同一户"),
    "door_same": Weight(0.6, 1 / 30_000, "住同一门牌"),
    "community_same": Weight(0.7, 1 / 45, "在同一社区"),
    "street_same": Weight(0.15, 1 / 18, "在同一街道"),
    "area_differs": Weight(0.15, 0.75, "不在同一街道"),
    "phone_same": Weight(0.6, 1 / 40_000, "电话相同"),
    "phone_differs": Weight(0.4, 1, "电话不同"),
    "mother_same": Weight(0.95, 1 / 15_000, "母亲是同一人"),
    "father_same": Weight(0.95, 1 / 15_000, "父亲是同一人"),
    "spouse_same": Weight(0.9, 1 / 15_000, "配偶是同一人"),
    "mother_differs": Weight(0.004, 1, "母亲不是同一人"),
    "father_differs": Weight(0.01, 1, "父亲不是同一人"),
    "spouse_differs": Weight(0.1, 1, "配偶不是同一人"),
    "kin": Weight(0.0001, 1, "两人在底册里互为亲属"),
}

# A given name of one character is shared by more people: so many bits less.
SHORT_NAME = -2.7

"""Means and amounts: golden vectors of the handbook, exact comparisons, and what must hold for every family."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aid.domain.allowance import Rules, assess, per_head
from aid.domain.assets import UNCONFIRMED, Limits
from aid.domain.incompatible import Months, between
from aid.domain.means import Member, Obligor, Received, Told
from aid.domain.recalculation import Standing, again_by_difference, takes_effect
from aid.domain.standards import Standard, edge_standard, extreme_standard

D = Decimal
EMPTY = Standard("没有人确认过的数")
LIMITS = Limits(Standard("货币财产", D(24)), Standard("住房", D(1)), Standard("机动车", D(0)))


def number(value: str | None, name: str = "低保标准") -> Standard:
    return Standard(name, D(value) if value else None, "元/人月", "穗民〔2023〕1 号", dt.date(2023, 1, 1), "V")


RULES = Rules(
    minimum=number("1238"), edge_ratio=number("1.5", "倍数"), extreme_ratio=number("1.6", "倍数"), orphan=number("2875"),
    disabled_living=EMPTY, disabled_care=EMPTY, limits=LIMITS, support_floor=EMPTY, support_share=EMPTY,
    disposable_income=EMPTY, rigid_share=EMPTY, not_counted=frozenset({"minimum-living"}),
)  # fmt: skip


def member(key: int = 1, wage: str | None = None, *, times: int = 12, **fields: object) -> Member:
    told = (Told("wage", "declared", D(wage) * times),) if wage else ()
    return Member(key, "何丽容", incomes=told, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("minimum", "edge", "extreme"),
    [("1120", "1680.00", "1792.00"), ("1238", "1857.00", "1981.00")],
)
def test_the_golden_standards(minimum, edge, extreme):
    assert edge_standard(number(minimum), number("1.5")).value == D(edge)
    assert extreme_standard(number(minimum), number("1.6")).value == D(extreme)


def test_the_difference_and_its_arithmetic():
    verdict = assess([member(1, "1000"), member(2), member(3)], RULES).verdicts["minimum-living"]
    assert (verdict.fits, verdict.amount) == (True, D("2714.00"))
    words = " ".join(line.words for line in verdict.lines)
    assert "差额 = 1,238.00 元 × 3 人 − 1,000.00 元" in words and "2023-01-01 起，依据 穗民〔2023〕1 号" in words


def test_below_means_below():
    exactly = assess([member(1, "1238")], RULES)
    assert exactly.verdicts["minimum-living"].fits is False and exactly.verdicts["edge"].fits is True
    a_cent_less = assess([replace(member(1), incomes=(Told("wage", "declared", D("14855.99")),))], RULES)
    assert a_cent_less.verdicts["minimum-living"].fits is True
    assert assess([member(1, "1857")], RULES).verdicts["edge"].fits is False


def test_what_nobody_confirmed_decides_nothing():
    unlimited = replace(RULES, limits=Limits(EMPTY, EMPTY, EMPTY))
    verdict = assess([member(1, "500")], unlimited).verdicts["minimum-living"]
    assert verdict.fits is None and verdict.amount == D("738.00") and UNCONFIRMED in verdict.missing
    unknown = assess([member(1, "500")], replace(RULES, minimum=number(None))).verdicts
    assert {kind: (one.fits, one.amount) for kind, one in unknown.items() if kind != "rigid"} == {
        "minimum-living": (None, None), "edge": (None, None), "extreme-poverty": (None, None),
    }  # fmt: skip
    assert "低保标准待确认" in unknown["minimum-living"].missing
    assert per_head("disability-living", "困难残疾人生活补贴", EMPTY, 1, "").amount is None
    assert per_head("orphan", "孤儿养育标准", RULES.orphan, 2, "").amount == D(5750)


def test_the_report_wins_and_the_difference_is_shown():
    both = replace(member(1, "500"), incomes=(Told("wage", "declared", D(6000)), Told("wage", "verified", D(18000))))
    found = assess([both], RULES)
    assert found.monthly == D("1500.00") and "家庭申报 6,000，按核对报告算" in found.differs[0].words
    by_word = assess([both], replace(RULES, order=("declared", "verified")))
    assert by_word.monthly == D("500.00")


def test_assets_beyond_the_limit_end_it_and_benefits_count_by_the_rule():
    rich = replace(member(1), assets=(Told("deposits", "verified", D("29712.01")),))
    assert assess([rich], RULES).verdicts["minimum-living"].fits is False
    assert assess([replace(rich, assets=(Told("deposits", "verified", D(29712)),))], RULES).within is True
    received = (Received("minimum-living", "低保", D(900)), Received("longevity", "长寿保健金", D(100)))
    found = assess([member(1, received=received)], RULES)
    assert found.monthly == D("100.00")
    unknown = assess([member(1, received=received)], replace(RULES, not_counted=None))
    assert unknown.verdicts["minimum-living"].fits is None and "哪些待遇不计入收入待确认" in unknown.missing


def test_support_from_outside():
    son = Obligor("何志明", "儿子", income=D(8000), people=2)
    assert "应付多少算不出" in assess([member(1, obligors=(son,))], RULES).income[3].words
    known = replace(RULES, support_floor=number("1.5", "起点"), support_share=number("0.5", "比例"))
    assert assess([member(1, obligors=(son,))], known).monthly == D("2143.00")  # (8000 − 1.5 × 1238 × 2) × 0.5
    assert assess([member(1, obligors=(replace(son, agreed=D(300)),))], RULES).monthly == D("300.00")


def test_the_severely_disabled_of_an_edge_family_may_be_listed_alone():
    family = [member(1, "3000"), member(2, severe=True)]
    edge = assess(family, RULES).verdicts["edge"]
    assert edge.fits is True and any("可以单独纳入最低生活保障（重度残疾）" in line.words for line in edge.lines)


def test_grades_instead_of_the_difference():
    graded = replace(RULES, method="分档", grades="600=700, 300=1000")
    assert assess([member(1, "200")], graded).verdicts["minimum-living"].amount == D(1000)
    assert assess([member(1, "600")], graded).verdicts["minimum-living"].amount == D("0.00")
    assert assess([member(1, "200")], replace(graded, grades="")).verdicts["minimum-living"].fits is None


money = st.decimals(0, 20000, places=2)
# A busy machine is no reason to fail.
patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(st.lists(money, min_size=1, max_size=5), money, st.integers(0, 4))
def test_more_income_never_gives_more(wages, more, who):
    family = [replace(member(key), incomes=(Told("wage", "declared", wage),)) for key, wage in enumerate(wages)]
    richer = list(family)
    chosen = who % len(family)
    richer[chosen] = replace(family[chosen], incomes=(Told("wage", "declared", wages[chosen] + more),))
    before, after = (assess(some, RULES).verdicts["minimum-living"] for some in (family, richer))
    assert after.amount <= before.amount
    assert before.amount == before.amount.quantize(D("0.01")) >= 0


@patient
@given(st.lists(money, min_size=1, max_size=5))
def test_one_more_without_income_never_lowers_it(wages):
    family = [replace(member(key), incomes=(Told("wage", "declared", wage),)) for key, wage in enumerate(wages)]
    before, after = (assess(some, RULES).verdicts["minimum-living"] for some in (family, [*family, member(9)]))
    assert after.amount >= before.amount


def test_an_award_reckoned_again():
    was = Standing("minimum-living", D("2714.00"), 3, D(1196))
    again = again_by_difference(was, standard=number("1238"), covered=3)
    assert (again.new, again.less) == (D("2840.00"), False)  # income read back: 1196 × 3 − 2714 = 874
    one_less = again_by_difference(was, standard=number("1196"), covered=2)
    assert one_less.new == D("1518.00") and one_less.less
    assert again_by_difference(was, standard=number(None), covered=3).new is None
    assert takes_effect(dt.date(2026, 12, 15)) == dt.date(2027, 1, 1)


def test_what_does_not_go_together_by_months():
    assert between("minimum-living", "extreme-poverty").level == "refuse"
    assert between("minimum-living", "minimum-living") and between("temporary", "temporary") is None
    assert between("longevity", "minimum-living") is None
    january = Months(dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert january.overlap(Months(dt.date(2026, 2, 1))) is None
    assert january.overlap(Months(dt.date(2025, 6, 1), dt.date(2026, 1, 2))).words == "2026-01"
    assert Months(dt.date(2026, 3, 9)).overlap(Months(dt.date(2026, 1, 1))).words == "2026-03 起"

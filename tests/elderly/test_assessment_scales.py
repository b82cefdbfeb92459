"""The three scales against the golden vectors (handbook §17.9, §17.10), and what must hold for any answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import UserError
from elderly.domain import assessment_ability as ability
from elderly.domain import assessment_selfcare as selfcare
from elderly.domain import assessment_tcm as tcm

# A busy machine draws slowly; that says nothing of the scales.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
BEST = {code: item.most for code, item in ability.items().items()}
_ANSWERS = st.fixed_dictionaries({code: st.integers(0, item.most) for code, item in ability.items().items()})
_RISKS = st.builds(
    ability.Risks,
    diagnosis=st.booleans(),
    events=st.fixed_dictionaries({kind: st.integers(0, 2) for kind in ability.EVENTS}),
)


def _answers(total: int) -> dict[str, int]:
    """Answers that add up to a total, points taken off item by item."""
    answers, over = dict(BEST), 90 - total
    for code in answers:
        off = min(answers[code], over)
        answers[code] -= off
        over -= off
    return answers


def test_the_tables_are_those_of_the_standard() -> None:
    assert [(one.most, len(one.items)) for one in ability.dimensions()] == [(32, 8), (15, 4), (28, 9), (15, 5)]
    assert sum(BEST.values()) == 90 and len(ability.items()) == 26
    assert all(
        [score for score, _ in item.options] == list(range(item.most, -1, -1)) for item in ability.items().values()
    )
    assert sum(max(item.points.values()) for item in selfcare.items().values()) == 37


@pytest.mark.parametrize(
    ("total", "level"), [(90, 0), (89, 1), (66, 1), (65, 2), (46, 2), (45, 3), (30, 3), (29, 4), (0, 4)]
)
def test_golden_levels_of_ability(total: int, level: int) -> None:
    found = ability.assess(_answers(total), ability.Risks())
    assert (found.total, found.preliminary, found.level, found.adjustments) == (total, level, level, ())


def test_what_makes_a_level_worse() -> None:
    once, often = {"fall": 1}, {"fall": 1, "lost": 1}

    def level(total: int, steps: int = 1, **risks: Any) -> int:
        return ability.assess(_answers(total), ability.Risks(**risks), steps_when_both=steps).level

    assert (level(89), level(89, diagnosis=True), level(89, events=once), level(89, events=often)) == (1, 2, 1, 2)
    assert level(90, diagnosis=True) == 1 and level(29, diagnosis=True, events=often) == 4
    assert level(89, diagnosis=True, events=often) == 2  # both at once: one level, as long as nobody knows better
    assert level(89, steps=2, diagnosis=True, events=often) == 3
    asleep = {**_answers(89), ability.CONSCIOUSNESS: 0}
    coma = ability.assess(asleep, ability.Risks(coma=True))
    assert (coma.preliminary, coma.level, coma.adjustments) == (1, 4, ("coma",))
    with pytest.raises(UserError, match="写了昏迷，「意识水平」却不是 0 分"):
        ability.assess(BEST, ability.Risks(coma=True))


@PATIENT
@given(answers=_ANSWERS, risks=_RISKS, code=st.sampled_from(sorted(BEST)))
def test_a_worse_answer_never_gives_a_better_level(answers: dict[str, int], risks: ability.Risks, code: str) -> None:
    found = ability.assess(answers, risks)
    assert 0 <= found.preliminary <= found.level <= 4 and found.total == sum(answers.values())
    assert found.level - found.preliminary <= 1
    if answers[code]:
        assert ability.assess({**answers, code: answers[code] - 1}, risks).level >= found.level
    assert ability.assess(answers, ability.Risks()).level <= found.level


@pytest.mark.parametrize(("total", "level"), [(0, 1), (3, 1), (4, 2), (8, 2), (9, 3), (18, 3), (19, 4), (37, 4)])
def test_golden_levels_of_self_care(total: int, level: int) -> None:
    assert selfcare.level_of(total) == level


@PATIENT
@given(
    answers=st.fixed_dictionaries({key: st.sampled_from(list(selfcare.OPTIONS)) for key in selfcare.items()}),
    key=st.sampled_from(list(selfcare.items())),
)
def test_depending_more_never_gives_a_better_level_of_self_care(answers: dict[str, str], key: str) -> None:
    options, found = list(selfcare.OPTIONS), selfcare.assess(answers)
    worse = options[min(options.index(answers[key]) + 1, 3)]
    assert selfcare.assess({**answers, key: worse}).level >= found.level


def test_constitutions() -> None:
    calm = dict.fromkeys(tcm.questions(), 1) | {1: 5}
    told = {one.name: (one.points, one.verdict) for one in tcm.identify(calm)}
    assert len(told) == 9 and told["平和质"] == (25, "是") and told["气虚质"] == (4, "否")
    cold = calm | {11: 4, 12: 3, 13: 2, 29: 1}
    assert tcm.in_words(tcm.identify(cold)) == "基本平和质，倾向阳虚质"
    assert tcm.in_words(tcm.identify(cold | {29: 2})) == "阳虚质"
    assert {one.verdict for one in tcm.identify(dict.fromkeys(tcm.questions(), 5))} == {"是", "否"}


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda: ability.assess({**BEST, "B.1.1": 5}, ability.Risks()), "「进食」没有 5 分这一项。可选 0 到 4 分。"),
        (
            lambda: ability.assess({k: v for k, v in BEST.items() if k != "B.2.4"}, ability.Risks()),
            "「上下楼梯」还没有评",
        ),
        (lambda: ability.assess({**BEST, "B.9": 1}, ability.Risks()), "没有「B.9」这一项"),
        (lambda: ability.assess(BEST, ability.Risks(events={"fall": -1})), "「跌倒」的次数不对"),
        (lambda: selfcare.assess(dict.fromkeys(selfcare.items(), "2")), "「进餐」没有“2”这一项"),
        (lambda: tcm.identify({1: 5}), "第 2 题还没有答"),
        (lambda: tcm.identify(dict.fromkeys(tcm.questions(), 6)), "第 1 题没有“6”这一项"),
    ],
)
def test_what_no_scale_knows_is_refused_by_name(refused: object, words: str) -> None:
    with pytest.raises(UserError) as error:
        refused()  # type: ignore[operator]
    assert words in str(error.value)

"""How signs of hardship add up: explained, from parameters, never a decision."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aid.domain.leads import Feature, Reason, hints, score

POINTS = {one.value: 10 for one in (*Reason, *Feature)}
reasons = st.lists(st.sampled_from(list(Reason)), max_size=6)
features = st.lists(st.sampled_from(list(Feature)), max_size=6)


def test_the_sum_can_be_read() -> None:
    said = score([Reason.BEREAVED], [Feature.ALONE], {"bereaved": 30, "alone": 15})
    assert said.total == 45
    assert said.arithmetic == "家里有人去世 30 ＋ 独居 15 ＝ 45"


def test_what_nobody_weighed_counts_nothing_and_is_named() -> None:
    said = score([Reason.ILL], [Feature.MINORS], {"ill": None, "minors": 10})
    assert (said.total, said.missing) == (10, ("大病",))


def test_who_lives_there_is_no_sign_by_itself() -> None:
    assert score([], list(Feature), POINTS).lines == ()


@given(reasons, features)
def test_a_sign_counts_once_and_one_more_never_lowers_the_sum(happened: list[Reason], present: list[Feature]) -> None:
    total = score(happened, present, POINTS).total
    assert score(happened + happened, present, POINTS).total == total
    assert all(score([*happened, one], present, POINTS).total >= total for one in Reason)
    assert all(clause for _, clause in hints(happened))

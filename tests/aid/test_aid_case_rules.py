"""What the law and the table of states say of a case, without a database."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import roles
from aid.domain import posting
from aid.domain.case_states import ACTS, ASSIST, CONFIRM, ENDED, GRANTED, REVIEW, State, after, follows, possible
from aid.domain.children import Parent, Situation, judge
from aid.domain.law import ACT, AID_KINDS, MEASURES, basis, is_minor, law_on, unnamed, where_to_apply
from aid.domain.months import months_later

# What only an authority may do (handbook §0.12).
_OF_AUTHORITIES = {
    "accept", "ask-papers", "reject", "check", "review", "answer-objection", "confirm", "refuse", "send-back", "change", "stop",
    "keep", "propose", "drop", "extend", "advance", "answer-reconsider", "recheck", "finish",
}  # fmt: skip


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_way_out_and_a_way_in(state: State) -> None:
    leads_on = any(act.to and set(act.to) != {state} for act in possible(state))
    assert leads_on or state in ENDED
    reached = {to for act in ACTS.values() for to in act.to} | {State.APPLIED}
    assert state in reached


def test_from_every_open_state_an_end_can_be_reached() -> None:
    for start in State:
        seen, todo = {start}, [start]
        while todo:
            for act in possible(todo.pop()):
                todo += [to for to in act.to if to not in seen]
                seen |= set(act.to)
        assert start in ENDED or seen & set(ENDED), start


def test_the_committee_never_decides() -> None:
    clerk = roles["committee_clerk"]
    assert {key for key, act in ACTS.items() if act.by != ASSIST} == _OF_AUTHORITIES
    assert clerk.allows(ASSIST) and not clerk.allows(REVIEW) and not clerk.allows(CONFIRM)
    assert not roles["street_officer"].allows(CONFIRM) and roles["civil_affairs_officer"].allows(CONFIRM)


@given(st.lists(st.sampled_from(list(ACTS)), max_size=30), st.data())
def test_whatever_is_tried_aid_is_granted_only_by_confirming(tried: list[str], data: st.DataObject) -> None:
    state, confirmed = State.APPLIED, False
    for key in tried:
        ways = [to for to in ACTS[key].to if follows(key, state, to)]
        if ways:
            state = data.draw(st.sampled_from(ways))
            confirmed = confirmed or key == "confirm"
        assert confirmed or state not in (*GRANTED, State.STOPPED)


def test_the_law_is_that_of_the_day() -> None:
    assert law_on(dt.date(2026, 6, 30)) is MEASURES and law_on(dt.date(2026, 7, 1)) is ACT
    with pytest.raises(ValueError, match="2014-05-01"):
        law_on(dt.date(2014, 4, 30))
    assert "没有" in unnamed("edge", MEASURES) and "没有" in unnamed("rigid", MEASURES) and not unnamed("edge", ACT)
    assert "急难发生地" in where_to_apply("temporary", ACT) and "户籍" in where_to_apply("temporary", MEASURES)
    assert basis("minimum-living", ACT).startswith("《社会救助法》第十八条")
    born = dt.date(2010, 3, 5)
    assert not is_minor(born, dt.date(2026, 6, 1), MEASURES) and is_minor(born, dt.date(2026, 7, 1), ACT)
    assert is_minor(dt.date(2008, 3, 5), dt.date(2026, 9, 1), ACT, at_school=True)


def test_steps_that_a_kind_does_not_need_are_passed_over() -> None:
    assert after("accept", AID_KINDS["minimum-living"].steps) is State.CHECKING
    assert after("check", AID_KINDS["minimum-living"].steps) is State.SURVEYING
    assert after("check", AID_KINDS["disability-care"].steps) is State.REVIEWING
    assert after("accept", ()) is State.REVIEWING


@given(st.text(min_size=1, max_size=12), st.from_regex(r"\d{17}[\dX]", fullmatch=True))
def test_a_notice_says_nothing_that_the_law_hides(name: str, number: str) -> None:
    content = posting.notice(
        applicant=name, head=name, people=2, kind="最低生活保障", amount=None, since="2026-11-02", until="2026-11-09",
        organ="洪桥街道办事处", phone="020-12345",
    )  # fmt: skip
    assert set(content) <= set(posting.FIELDS)
    assert len(name) == 1 or content["applicant"] == name[0] + "*" * min(len(name) - 1, 2)
    shown = posting.lines(content | {"number": number, "health": "肝病", "address": "三眼井直街12号"})
    assert not any(secret in words for _, words in shown for secret in (number, "肝病", "直街"))


def test_children_without_support() -> None:
    born, on = dt.date(2015, 1, 1), dt.date(2026, 11, 22)
    dead, jailed = Situation(Parent.DEAD), Situation(Parent.DETAINED, 8)
    assert judge(born, on, dead, dead).kind == "orphan"
    assert judge(born, on, dead, jailed).kind == "unsupported"
    assert judge(born, on, dead, Situation(Parent.DETAINED, 5)).kind == ""
    assert judge(born, on, dead, Situation(Parent.OUT_OF_TOUCH)).lines[2][0] is None
    assert judge(born, on, dead, Situation(Parent.CARING)).kind == ""
    assert judge(dt.date(2008, 1, 1), on, dead, dead).kind == ""
    assert judge(born, on, dead, jailed, extreme_poverty=True).kind == ""


def test_months_to_the_next_review() -> None:
    assert months_later(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)
    assert months_later(dt.date(2026, 11, 22), 12) == dt.date(2027, 11, 22)

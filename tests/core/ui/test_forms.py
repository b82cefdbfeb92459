"""Forms in the markup of the screens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from core import clock
from core.ui.forms import DayField, ScreenForm


class Card(ScreenForm):
    name = forms.CharField(label="姓名")
    born = DayField(label="出生日期", past=True, required=False)
    sex = forms.ChoiceField(label="性别", widget=forms.RadioSelect, choices=[("1", "男"), ("2", "女")])
    memo = forms.CharField(label="备注", required=False, help_text="一句话")


@pytest.fixture(autouse=True)
def a_monday() -> Any:
    with clock.travel(date(2026, 11, 23)):
        yield


def test_controls_carry_label_class_and_hint() -> None:
    drawn = Card(initial={"born": date(2026, 11, 3)}).render()
    assert '<label for="id_name">姓名</label>' in drawn
    assert 'class="form-control"' in drawn and 'value="2026-11-03"' in drawn
    assert 'type="date"' not in drawn and 'placeholder="年-月-日"' in drawn
    assert '<span class="hint" id="id_memo_helptext">一句话</span>' in drawn
    assert 'role="group" aria-labelledby="id_sex_label"' in drawn and '<div class="pick" id="id_sex">' in drawn
    assert 'role="alert"' not in drawn and " required" not in drawn


def test_errors_say_where_why_and_offer_the_mend() -> None:
    form = Card({"name": "", "born": "2026-11-31", "sex": "1", "memo": "留着"})
    drawn = form.render()
    assert "还不能存：2 处要改。" in drawn and 'href="#id_born"' in drawn
    assert "请填姓名。" in drawn and "2026 年 11 月只有 30 天。" in drawn
    assert 'data-fill="id_born" data-value="2026-11-30"' in drawn
    assert 'value="2026-11-31"' in drawn and 'value="留着"' in drawn
    assert 'aria-invalid="true"' in drawn and 'aria-describedby="id_born_error"' in drawn
    assert drawn.count('class="f bad"') == 2


def test_a_day_to_come_is_refused_where_only_the_past_makes_sense() -> None:
    form = Card({"name": "何丽容", "born": "2026-12-03", "sex": "2"})
    assert form.errors["born"] == ["2026-12-03 在今天（2026-11-23）之后。请核对年份和月份。"]


def test_what_is_typed_loosely_arrives_as_a_day() -> None:
    form = Card({"name": "何丽容", "born": "1955年3月12日", "sex": "2"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(1955, 3, 12)


def test_a_field_says_where_its_value_comes_from() -> None:
    source = '{% load ui %}{% field form.name source="公安 GA01 2026-10" todo=True %}'
    drawn = Template(source).render(Context({"form": Card()}))
    assert '<span class="src">公安 GA01 2026-10</span>' in drawn and 'class="f todo"' in drawn

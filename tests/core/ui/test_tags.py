"""What the template tags draw."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from core import clock
from core.ui import area_names


def draw(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).strip()


@pytest.fixture(autouse=True)
def a_monday() -> Any:
    with clock.travel(date(2026, 11, 23)):
        yield


def test_icons_come_from_the_sprite_and_are_silent() -> None:
    drawn = draw('{% icon "home" "s" %}')
    assert 'class="i i-s" aria-hidden="true"' in drawn and drawn.endswith('#i-home"/></svg>')


def test_days_are_short_within_the_year() -> None:
    assert draw("{{ d|iso }}", d=date(2026, 11, 16)) == '<time datetime="2026-11-16">11-16</time>'
    assert draw("{{ d|iso }}", d=date(2025, 3, 12)) == '<time datetime="2025-03-12">2025-03-12</time>'
    assert draw("{{ d|iso_full }}", d=date(2026, 11, 16)) == '<time datetime="2026-11-16">2026-11-16</time>'
    assert draw("{{ d|iso }}", d=None) == ""


def test_moments_are_shown_in_chinas_time() -> None:
    at = datetime(2026, 11, 23, 2, 42, tzinfo=ZoneInfo("UTC"))
    assert ">10:42<" in draw("{{ at|moment }}", at=at)
    assert "2026-11-23" in draw("{{ at|iso }}", at=datetime(2026, 11, 22, 18, 0, tzinfo=ZoneInfo("UTC")))


def test_ages_on_today_and_on_a_day() -> None:
    assert draw("{{ b|age }}", b=date(1955, 3, 12)) == "71 岁"
    assert draw("{{ b|age:d }}", b=date(1955, 3, 12), d=date(1979, 10, 1)) == "24 岁"


def test_numbers_are_masked_and_counts_grouped() -> None:
    assert draw("{{ n|masked }} {{ n|tail }}", n="440199195503120269") == "440199********0269 **0269"
    assert draw("{{ n|thousands }}{{ none|thousands }}", n=5812, none=None) == "5,812"


def test_areas_are_named_by_whoever_knows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(area_names, "_resolver", {"440104001007": "三眼井社区"}.get)
    assert draw("{{ code|area_name }}{{ none|area_name }}", code="440104001007", none="") == "三眼井社区"


def test_a_card_escapes_what_it_is_given() -> None:
    drawn = draw('{% card title key="lf" aside="截至今天" %}{{ inner }}{% endcard %}', title="<b>", inner="<i>")
    assert '<h2 id="lf">&lt;b&gt;</h2>' in drawn and "&lt;i&gt;" in drawn
    assert drawn.startswith('<section class="card" aria-labelledby="lf">')


def test_an_empty_state_says_what_to_do() -> None:
    drawn = draw('{% nothing "还没有" "去导入" "table-import" %}<a>导入</a>{% endnothing %}')
    assert "<h3>还没有</h3><p>去导入</p>" in drawn and '<div class="row-x"><a>导入</a></div>' in drawn
    assert "row-x" not in draw('{% nothing "没有" %}{% endnothing %}')


def test_criteria_say_met_not_met_and_unknown() -> None:
    child = {"passed": False, "text": "户籍在本社区", "value": "湖南省衡阳市", "source": "GA02"}
    criteria = [
        {"passed": True, "text": "出生", "value": "2020-08-31", "source": "GA05", "clause": "义务教育法 11 条"},
        {"passed": None, "text": "有一样就行", "children": [child]},
    ]
    drawn = draw("{% crit criteria %}", criteria=criteria)
    assert drawn.count("<li>") == 2
    assert ">符合<" in drawn and ">不符合<" in drawn and ">还不知道<" in drawn
    assert '<p class="cl">义务教育法 11 条</p>' in drawn


def test_numbers_lead_to_names_when_they_have_an_address() -> None:
    drawn = draw("{% stat cells %}", cells=[{"number": 1325, "label": "退回", "url": "?v=bad", "tone": "red"}])
    assert '<a href="?v=bad"><b class="red">1,325</b><span>退回</span></a>' in drawn


def test_steps_before_now_are_done() -> None:
    drawn = draw('{% flow "上传 检查 预览" 2 %}')
    assert drawn.count('class="done"') == 1 and drawn.count('aria-current="step"') == 1


def test_progress_stays_between_nothing_and_all() -> None:
    assert 'aria-valuenow="100"' in draw("{% progress 140 %}")
    assert '<rect width="62%"' in draw("{% progress 61.7 %}")


def test_the_pager_has_buttons_only_where_there_is_more() -> None:
    drawn = draw('{% pager "第 1–50 行" "" "?after=x" "rows" %}')
    assert "disabled>上一页" in drawn
    assert '<a class="btn btn-s" rel="next" href="?after=x" hx-get="?after=x" hx-target="#rows"' in drawn

"""Two values side by side: the eye is led to the characters that differ."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string

from core.domain.differences import differing_parts


@pytest.mark.parametrize(
    ("left", "right", "ours", "theirs"),
    [
        ("谭晓玥", "谭晓月", [("谭晓", False), ("玥", True)], [("谭晓", False), ("月", True)]),
        ("2648", "6248", [("26", True), ("48", False)], [("62", True), ("48", False)]),
        ("何丽容", "何丽容", [("何丽容", False)], [("何丽容", False)]),
        ("何容", "何丽容", [("何", False), ("容", False)], [("何", False), ("丽", True), ("容", False)]),
        ("", "13800000001", [], [("13800000001", False)]),
        ("男", "女", [("男", False)], [("女", False)]),
    ],
)
def test_parts(left: str, right: str, ours: list[Any], theirs: list[Any]) -> None:
    assert differing_parts(left, right) == (ours, theirs)


def _drawn(**row: Any) -> str:
    whole = {
        "label": "姓名",
        "left": "",
        "left_source": "",
        "right": "",
        "right_source": "",
        "words": "",
        "differs": True,
    }
    sides = {"left_title": "左", "left_aside": "", "right_title": "右", "right_aside": ""}
    return render_to_string("components/compare.html", {"comparison": {**sides, "rows": [whole | row]}})


def test_the_differing_character_is_marked_and_the_empty_side_says_so() -> None:
    drawn = _drawn(left="谭晓玥", right="谭晓月", words="同音，字不同")
    assert "谭晓<u>玥</u>" in drawn and "谭晓<u>月</u>" in drawn and "同音，字不同" in drawn
    assert '<span class="mut">没有</span>' in _drawn(left="13800000001")


def test_values_are_text_not_markup() -> None:
    assert "<b>x</b>" not in _drawn(left="<b>x</b>", right="<b>y</b>")

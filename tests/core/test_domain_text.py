"""Cleaning text as it arrives (handbook D02, D05, D07, D33)."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.text import NOTE_INVISIBLE, NOTE_QUOTE, NOTE_WIDTH, cell_text, clean_text, damaged_name


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("\uff13\uff18号", "38号"),
        (" 张\u200b三\u3000", "张三"),
        ("\ufeff440104", "440104"),
        ("越秀\u00a0区\n洪桥", "越秀 区 洪桥"),
        ("'440104198503051234", "440104198503051234"),
        ("\u2f25", "女"),  # Kangxi radical
        ("\uf9e4", "理"),  # compatibility ideograph
        ("\u2ee9", "黄"),  # supplement radical, from a PDF
        ("\U0002f800", "丽"),
        ("葛\U000e0100", "葛"),  # variation selector
        ("e\u0301", "é"),
        (12.0, "12"),
        (None, ""),
    ],
)
def test_text_is_made_fit_to_keep(raw: object, value: str) -> None:
    assert clean_text(raw).value == value


def test_chinese_punctuation_keeps_its_width() -> None:
    written = "随母居住\uff0c户口在外地\uff08荔湾\uff09"
    assert clean_text(written).value == written
    assert not clean_text(written).corrected


def test_each_correction_is_named_once() -> None:
    cleaned = clean_text("'\uff11\u200b\u200b\uff12")
    assert cleaned.value == "12"
    assert set(cleaned.notes) == {NOTE_WIDTH, NOTE_INVISIBLE, NOTE_QUOTE}


@pytest.mark.parametrize("name", ["张?", "张\uff1f", "张□", "张*", "张\ue5e5", "张\ufffd", "张〓"])
def test_a_lost_character_shows(name: str) -> None:
    assert damaged_name(name)


@pytest.mark.parametrize("name", ["张三", "\U00020bb7田", "\u36c3", "阿卜杜拉·买买提"])
def test_rare_characters_are_not_damage(name: str) -> None:
    assert not damaged_name(name)


def test_cells_read_as_the_clerk_sees_them() -> None:
    assert cell_text(dt.date(2026, 7, 1)) == "2026-07-01"
    assert cell_text(dt.datetime(2026, 7, 1)) == "2026-07-01"  # noqa: DTZ001
    assert cell_text(4.40104198503051e17) == "4.40104198503051e+17"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean_text(raw)
    again = clean_text(once.value)
    assert again.value == once.value
    assert unicodedata.is_normalized("NFC", once.value)
    assert once.value == once.value.strip()

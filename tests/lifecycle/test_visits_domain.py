"""What is asked at the door, in which order one walks, what a picture may say: without a database."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from itertools import pairwise, permutations
from random import Random

import pytest

from core.errors import UserError
from lifecycle.domain.photos import JPEG, PNG, NotAPicture, bare
from lifecycle.domain.route_sketch import APART, sketch
from lifecycle.domain.routes import legs, order_stops, total_metres
from lifecycle.domain.visits import (
    BOTH,
    MINE,
    THEIRS,
    Answers,
    Rhythm,
    differences,
    joined,
    missed_in_a_row,
    quick_days,
    read_answers,
    summary,
)

TODAY = dt.date(2026, 11, 23)
SEEN = {"met": "self", "health": "worse", "mood": "calm", "fire": "fine"}


def _walked(points: list[tuple[float, float]], start: tuple[float, float]) -> float:
    line = [start, *points]
    return sum(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in pairwise(line))


def test_the_walk_is_hardly_longer_than_the_shortest_there_is() -> None:
    rng, start = Random(4), (0.0, 0.0)
    for _ in range(20):
        points = [(rng.random() * 400, rng.random() * 300) for _ in range(6)]
        best = min(_walked(list(one), start) for one in permutations(points))
        assert _walked([points[place] for place in order_stops(points, start=start)], start) <= 1.05 * best


def test_overdue_doors_come_first_and_those_without_a_place_last() -> None:
    points = [(0.0, 0.0), None, (10.0, 0.0), (500.0, 0.0)]
    assert order_stops(points, first=[3]) == [3, 2, 0, 1]
    assert sorted(order_stops(points)) == [0, 1, 2, 3] and order_stops(points)[-1] == 1
    assert order_stops([]) == []


def test_ways_are_said_as_one_says_them() -> None:
    ways = legs([(0.0, 0.0), (1.0, 0.0), (101.0, 0.0), None, (9000.0, 0.0)], start=(0.0, 40.0))
    assert [way.words for way in ways] == ["走约 50 米", "同一栋楼", "走约 130 米", "", ""]
    assert total_metres(ways) == 180
    assert legs([(0.0, 0.0), (2000.0, 0.0)])[1].words == "走约 2.6 公里"


def test_marks_of_one_building_lie_apart_inside_the_drawing() -> None:
    drawn = sketch([(5.0, 5.0)] * 4 + [(90.0, 60.0)], start=(5.0, 5.0), around=[(50.0, 30.0), (9999.0, 0.0)])
    assert drawn is not None and len(drawn.around) == 1
    marks = [*drawn.marks, drawn.start]
    gaps = [
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for n, a in enumerate(marks) for b in marks[n + 1 :] if a and b
    ]
    assert min(gaps) > APART * 0.8
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in marks)
    assert sketch([], start=None, around=[]) is None


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({}, "met"),
        ({**SEEN, "health": ""}, "health"),
        ({**SEEN, "mood": "cheerful"}, "mood"),
        ({**SEEN, "needs": ["gold"]}, "needs"),
        ({**SEEN, "next_on": "2026-11-23"}, "next_on"),
        ({**SEEN, "next_on": "soon"}, "next_on"),
        ({**SEEN, "next_on": "2026-12-20"}, "next_reason"),
    ],
)
def test_what_is_missing_or_impossible_is_named(raw: dict, field: str) -> None:
    with pytest.raises(UserError) as error:
        read_answers(raw, seen_on=TODAY, latest=dt.date(2026, 12, 7))
    assert error.value.field == field and error.value.remedy


def test_who_was_not_met_has_no_health() -> None:
    answers = read_answers({**SEEN, "met": "nobody", "needs": ["talk"], "note": "敲了三次"}, seen_on=TODAY)
    assert answers == Answers(met="nobody", note="敲了三次")
    assert summary(answers) == "没见到。敲了三次。"
    later = read_answers({**SEEN, "next_on": "2026-12-20", "next_reason": "去女儿家"}, seen_on=TODAY, latest=TODAY)
    assert later.next_reason == "去女儿家"


def test_answers_of_two_people_are_settled_one_by_one_and_none_is_lost() -> None:
    mine = Answers(met="self", health="worse", mood="calm", needs=("escort",), note="膝盖疼")
    theirs = Answers(met="self", health="doctor", mood="calm", fire="fine", note="血压高")
    assert [one.key for one in differences(mine, theirs)] == ["health", "note"]
    with pytest.raises(UserError, match="情况"):
        joined(mine, theirs, {"health": MINE})
    told, own = joined(mine, theirs, {"health": MINE, "note": THEIRS})
    assert own is None and told == Answers(
        met="self", health="worse", mood="calm", fire="fine", needs=("escort",), note="血压高"
    )
    told, own = joined(mine, theirs, {"health": THEIRS, "note": BOTH})
    assert own is not None and (told.note, own.note, own.health) == ("血压高", "膝盖疼", "doctor")


def test_when_somebody_comes_again() -> None:
    monthly = Rhythm(None, "每月")
    assert monthly.latest(TODAY) == dt.date(2026, 12, 31)
    assert monthly.latest(dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)
    assert quick_days(TODAY, dt.date(2026, 12, 7)) == [dt.date(2026, 11, 30), dt.date(2026, 12, 7)]
    assert quick_days(TODAY, TODAY) == []
    assert missed_in_a_row(["nobody", "nobody", "self", "nobody"]) == 2


# ── Photos ──


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _jpeg(turned: int) -> bytes:
    """A JPEG in form: place and phone in EXIF, a comment, a profile, and a film behind its end."""
    entries = struct.pack("<HHII", 0x0112, 3, 1, turned) + struct.pack("<HHII", 0x8825, 4, 1, 99)
    exif = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entries + b"GPS 23.13 113.26"
    return b"".join(
        [
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            _segment(0xE1, exif),
            _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0 Phone of somebody"),
            _segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            _segment(0xFE, b"comment"),
            _segment(0xDB, b"\0" * 65),
            _segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"picture\xff\x00data" + b"\xff\xd9",
            b"film behind the picture",
        ]
    )


def test_a_photo_says_neither_where_nor_with_what_it_was_taken() -> None:
    picture = bare(_jpeg(6))
    assert picture.kind == JPEG
    assert not [said for said in (b"GPS", b"adobe", b"comment", b"film") if said in picture.content]
    assert all(kept in picture.content for kept in (b"JFIF", b"ICC_PROFILE", b"picture\xff\x00data\xff\xd9"))
    assert (
        b"Exif" in picture.content and bare(picture.content).content == picture.content
    )  # how to turn it, and only that
    assert b"Exif" not in bare(_jpeg(1)).content


def test_a_png_keeps_its_picture_only() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    parts = [
        chunk(b"IHDR", b"\0" * 13),
        chunk(b"tEXt", b"Author\0somebody"),
        chunk(b"eXIf", b"GPS"),
        chunk(b"IEND", b""),
    ]
    picture = bare(b"\x89PNG\r\n\x1a\n" + b"".join(parts) + b"behind")
    assert picture.kind == PNG and b"IHDR" in picture.content
    assert not [said for said in (b"somebody", b"GPS", b"behind") if said in picture.content]


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff", _jpeg(1)[:60], b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        bare(content)

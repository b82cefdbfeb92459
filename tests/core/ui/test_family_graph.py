"""A family by generations: nobody overlaps, lines go where they should."""

from datetime import date
from itertools import pairwise

import pytest

from core.ui.family_graph import (
    BOX_WIDTH,
    MOST,
    FamilyGraph,
    FamilyPerson,
    Spouse,
    Stay,
    build_family_graph,
    fits,
)

TODAY = date(2026, 11, 23)
WEDDING = date(1979, 10, 1)
DENG = [
    FamilyPerson("dbk", "邓炳坤", "父亲", 0, born=date(1926, 2, 1), died=date(1998, 4, 3)),
    FamilyPerson("hzt", "何兆棠", "岳父", 0, born=date(1928, 7, 1), died=date(2009, 3, 3)),
    FamilyPerson(
        "dgq",
        "邓国强",
        "户主",
        1,
        spouses=(Spouse("hlr", since=WEDDING, until=date(2026, 11, 16)),),
        parents=("dbk",),
        born=date(1952, 4, 1),
        died=date(2026, 11, 16),
        stays=(Stay(date(1952, 4, 1), date(2026, 11, 16)),),
    ),
    FamilyPerson(
        "hlr", "何丽容", "配偶", 1, parents=("hzt",), born=date(1955, 3, 12), stays=(Stay(WEDDING),), focus=True
    ),
    FamilyPerson("dzm", "邓志明", "儿子", 2, parents=("dgq", "hlr"), born=date(1981, 6, 21)),
    FamilyPerson("dyq", "邓雅琴", "女儿", 2, parents=("dgq", "hlr"), born=date(1984, 4, 20)),
    FamilyPerson("dzq", "邓梓谦", "孙子", 3, parents=("dzm",), born=date(2012, 5, 1)),
    FamilyPerson("psy", "潘思颖", "外孙女", 3, parents=("dyq",), born=date(2014, 10, 1)),
]


def _assert_apart(graph: FamilyGraph) -> None:
    rows: dict[float, list[float]] = {}
    for box in graph.boxes:
        rows.setdefault(box.y, []).append(box.x)
        assert box.x >= 0 and box.x + BOX_WIDTH <= graph.width
    for row in rows.values():
        assert all(right - left >= BOX_WIDTH + 20 for left, right in pairwise(sorted(row)))


def test_each_generation_is_a_row_and_children_hang_under_their_parents() -> None:
    graph = build_family_graph(DENG, today=TODAY)
    _assert_apart(graph)
    at = {box.person.key: box for box in graph.boxes}
    assert at["dbk"].y < at["dgq"].y < at["dzm"].y < at["dzq"].y
    assert at["dgq"].y == at["hlr"].y and at["dgq"].x < at["hlr"].x
    assert (at["dzm"].centre + at["dyq"].centre) / 2 == pytest.approx((at["dgq"].centre + at["hlr"].centre) / 2, abs=1)
    assert at["dzq"].centre == pytest.approx(at["dzm"].centre, abs=1)
    assert at["dbk"].centre < at["hzt"].centre


def test_the_line_of_a_couple_begins_with_the_wedding_and_is_dashed_when_it_ended() -> None:
    graph = build_family_graph(DENG, today=TODAY)
    couple = next(path for path in graph.paths if "V" not in path.d)
    assert couple.born == pytest.approx(1979.748, abs=0.001)
    assert couple.ended
    assert len(graph.paths) == 1 + 6


def test_who_is_in_the_household_today() -> None:
    at = {box.person.key: box for box in build_family_graph(DENG, today=TODAY).boxes}
    assert at["hlr"].css == "in me" and at["hlr"].state == "71 岁"
    assert at["dgq"].css == "gone" and at["dgq"].state == "2026-11-16 去世"
    assert at["dzm"].css == ""
    assert at["dgq"].stays == "1952.249-2026.874"


def test_somebody_married_twice_stands_between_both() -> None:
    graph = build_family_graph(
        [
            FamilyPerson("a", "甲", "户主", 0, spouses=(Spouse("b"), Spouse("c"))),
            FamilyPerson("b", "乙", "前妻", 0),
            FamilyPerson("c", "丙", "配偶", 0),
            FamilyPerson("d", "丁", "儿子", 1, parents=("a", "b")),
        ],
        today=TODAY,
    )
    _assert_apart(graph)
    x = {box.person.key: box.x for box in graph.boxes}
    assert min(x["b"], x["c"]) < x["a"] < max(x["b"], x["c"])
    assert len(graph.paths) == 3


def test_neighbouring_families_do_not_overlap() -> None:
    children = [
        FamilyPerson(f"c{i}", f"子{i}", "子女", 1, parents=("a",), spouses=(Spouse(f"s{i}"),)) for i in range(3)
    ]
    spouses = [FamilyPerson(f"s{i}", f"媳{i}", "儿媳", 1) for i in range(3)]
    grand = [FamilyPerson(f"g{i}", f"孙{i}", "孙子女", 2, parents=(f"c{i % 3}", f"s{i % 3}")) for i in range(5)]
    graph = build_family_graph([FamilyPerson("a", "甲", "户主", 0), *children, *spouses, *grand], today=TODAY)
    _assert_apart(graph)


def test_links_to_strangers_are_ignored_and_one_person_is_a_graph() -> None:
    graph = build_family_graph(
        [FamilyPerson("a", "甲", "户主", 5, spouses=(Spouse("?"),), parents=("??",))], today=TODAY
    )
    assert graph.paths == [] and graph.boxes[0].state == ""


def test_large_families_become_a_table() -> None:
    crowd = [FamilyPerson(str(i), "人", "子女", 0) for i in range(MOST + 1)]
    assert not fits(crowd)
    assert fits(crowd[:MOST])
    assert not fits(crowd[:1])

"""A term's pupils: who is entered, who is asked about, who is found nowhere (handbook §2, appendix C and D)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from core import clock
from core.imports.surveys import kept_surveys
from core.imports.undoing import undo_batch
from core.models import Event, EventSubject, ImportBatch, ImportRow
from residents.models import Person, Schooling
from residents.services.school_lists import compare_waiting_lists
from tests.imports.support import FEEDS, bring, only_row, verdicts, xlsx
from tests.support.areas import PANFU
from tests.support.factories import person

FORMS = ("SQ01-440104001007.xlsx", "SQ01-440104004107.xlsx")
NUMBER = "440199201905150995"
LINE = {
    "数据日期": "2026-11-05", "数据单位": "越秀区教育局", "学籍号": f"G{NUMBER}", "姓名": "林一鸣", "身份证号": NUMBER,
    "班级名称": "二年级1班", "性别": "男", "民族": "汉族", "出生年月": "2019-05", "学生状态": "在籍",
}  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(dt.date(2026, 11, 22)):
        yield


@pytest.fixture
def pupil(areas: None) -> Person:
    return person("林一鸣", birth=dt.date(2019, 5, 15), sex="1", number=NUMBER)


def line(quji: Any, **changed: str) -> ImportRow:
    """The verdict on one pupil with some cells changed."""
    said = {**LINE, **changed}
    return only_row(bring(xlsx(list(said), list(said.values())), "JY01", quji))


def told(kind: str, status: str = "registered") -> set[str]:
    ids = EventSubject.objects.filter(event__kind=kind, event__status=status).values_list("person_id", flat=True)
    return set(Person.objects.filter(pk__in=list(ids)).values_list("name", flat=True))


def test_the_sample_enters_whole_and_a_second_time_changes_nothing(quji: Any) -> None:
    for file in FORMS:
        bring(file, "SQ01", quji)
    bring("GA05.xlsx", "GA05", quji)
    batch = bring("JY01.csv", "JY01", quji)
    assert batch.counts["accepted"] == batch.counts["rows"] == 12, verdicts(batch)
    first = Schooling.objects.get(person__name="田语桐")
    assert (first.state, first.class_name, first.grade) == ("enrolled", "一年级1班", 1)
    assert (first.during.lower, first.during.upper) == (dt.date(2026, 9, 1), None)
    assert first.student_no == "G440199201909015109"
    assert len(told("person.enrolled")) == 12

    known, missing = Schooling.objects.count(), told("person.not_in_school")
    assert missing and missing.isdisjoint(told("person.enrolled"))
    again = bring("JY01.csv", "JY01", quji)
    assert again.counts["unchanged"] == 12
    assert (Schooling.objects.count(), told("person.not_in_school")) == (known, missing)

    undone = undo_batch(batch, by=quji)
    assert undone["kept"] == [] and not Schooling.objects.exists()
    assert not told("person.enrolled") and not told("person.not_in_school")


def test_a_list_as_it_really_arrives(shequ: Any) -> None:
    bring(FORMS[0], "SQ01", shequ)
    batch = bring("JY01-dirty.xlsx", "JY01", shequ)
    expected = {item["line"]: item["verdict"] for item in json.loads((FEEDS / "JY01-dirty.expected.json").read_text())}
    assert verdicts(batch) == expected


@pytest.mark.parametrize(
    ("changed", "verdict", "words"),
    [
        ({"姓名": "林二鸣"}, "review", "同一证号在底册里是“林一鸣”"),
        ({"出生年月": "2019-06"}, "review", "不一致"),
        ({"性别": "女"}, "review", ""),
        ({"学生状态": "云游"}, "review", "不认识"),
        ({"学籍号": "G123"}, "review", "不是 19 位"),
        ({"学籍号": "G440199202002294319"}, "review", "与身份证号不同"),
        ({"姓名": ""}, "refused", ""),
        ({"身份证号": "", "出生年月": "2019年5月"}, "accepted", ""),
        ({"出生年月": "2019-05-15", "学籍号": f"g{NUMBER}"}, "accepted", ""),
    ],
)
def test_each_class_of_dirt(quji: Any, pupil: Person, changed: dict[str, str], verdict: str, words: str) -> None:
    row = line(quji, **changed)
    assert row.verdict == verdict
    assert words in "".join(problem["reason"] for problem in row.problems)


def test_a_pupil_nobody_knows_is_held_and_registers_nobody(quji: Any, areas: None) -> None:
    row = line(quji)
    assert row.verdict == "review" and "底册里没有这个孩子" in row.problems[0]["reason"]
    assert not Person.objects.exists()


def test_a_pupil_of_elsewhere_goes_where_the_child_lives(shequ: Any, areas: None) -> None:
    person("林一鸣", birth=dt.date(2019, 5, 15), sex="1", number=NUMBER, hukou=PANFU, living=PANFU)
    assert line(shequ).verdict == "refused"
    assert not Schooling.objects.exists()


def test_states_follow_each_other_and_an_older_list_says_nothing_new(quji: Any, pupil: Person) -> None:
    line(quji)
    assert line(quji, 数据日期="2026-11-20", 学生状态="辍学").note == "原来在籍，改为辍学，二年级1班"
    line(quji, 数据日期="2026-11-21", 班级名称="二年级2班")
    assert line(quji).verdict == "unchanged"
    assert [(row.state, row.during.lower) for row in Schooling.objects.order_by("during")] == [
        ("enrolled", dt.date(2026, 9, 1)),
        ("dropped", dt.date(2026, 11, 20)),
        ("enrolled", dt.date(2026, 11, 21)),
    ]
    assert Event.objects.filter(kind="person.enrolled").count() == 2
    assert told("person.dropped_out") == {"林一鸣"}


def test_the_same_line_twice_is_the_same_pupil(quji: Any, pupil: Person) -> None:
    batch = bring(xlsx(list(LINE), list(LINE.values()), list(LINE.values())), "JY01", quji)
    assert [verdict for _, verdict in sorted(verdicts(batch).items())] == ["accepted", "unchanged"]


def test_who_must_be_at_school_and_is_found_nowhere_is_told_of(quji: Any, pupil: Person) -> None:
    person("该入学", birth=dt.date(2020, 8, 31))
    person("明年入学", birth=dt.date(2020, 9, 1))
    person("九年级", birth=dt.date(2011, 9, 1))
    person("九年读完", birth=dt.date(2011, 8, 31))
    person("别的社区", birth=dt.date(2018, 1, 1), hukou=PANFU, living=PANFU)
    deferred, away, done = (person(name, birth=dt.date(2012, 5, 5)) for name in ("缓学", "出国", "毕业了"))
    for child, state, grade in ((deferred, "deferred", None), (away, "abroad", None), (done, "graduated", 9)):
        Schooling.objects.create(
            person=child, state=state, grade=grade, during=(dt.date(2026, 6, 30), None), recorded_at=clock.now(),
            recorded_by="test", source="desk:test",
        )  # fmt: skip
    line(quji)
    assert told("person.not_in_school") == {"该入学", "九年级"}


def test_a_list_from_before_the_day_of_comparing_tells_of_nobody(quji: Any, pupil: Person) -> None:
    person("该入学", birth=dt.date(2020, 8, 31))
    line(quji, 数据日期="2026-09-10")
    assert not told("person.not_in_school")


def test_an_early_list_is_compared_on_its_night_and_once_a_term(quji: Any, pupil: Person) -> None:
    person("该入学", birth=dt.date(2020, 8, 31))
    late = person("已转来", birth=dt.date(2019, 8, 31))
    with clock.travel(dt.date(2026, 9, 10)):
        line(quji, 数据日期="2026-09-10")
    assert compare_waiting_lists(on=dt.date(2026, 9, 14)) == 0, "the day has not come"
    Schooling.objects.create(
        person=late, state="enrolled", during=(dt.date(2026, 9, 12), None), recorded_at=clock.now(), recorded_by="test",
        source="desk:test",
    )  # fmt: skip
    assert compare_waiting_lists(on=dt.date(2026, 9, 16)) == 1, "a night was missed"
    assert told("person.not_in_school") == {"该入学"}
    event = Event.objects.get(kind="person.not_in_school")
    assert (event.occurred_on, event.payload) == (dt.date(2026, 9, 16), {"term": "2026-09", "list": "2026-09-10"})
    person("后来的", birth=dt.date(2019, 1, 1))
    assert compare_waiting_lists(on=dt.date(2026, 9, 17)) == 0, "once a term"
    undo_batch(ImportBatch.objects.get(), by=quji)
    assert not told("person.not_in_school"), "what the list told goes with it"


def test_a_newer_list_has_said_it_already(quji: Any, pupil: Person) -> None:
    person("该入学", birth=dt.date(2020, 8, 31))
    line(quji, 数据日期="2026-09-10")
    assert "到了那天夜里比对" in ImportBatch.objects.get().counts["survey"]["words"][0]
    line(quji)
    assert told("person.not_in_school") == {"该入学"}
    person("后来的", birth=dt.date(2019, 1, 1))
    assert compare_waiting_lists(on=dt.date(2026, 11, 22)) == 0
    assert not any(kept.waits for kept in kept_surveys("JY01", since=dt.datetime(2026, 9, 1, tzinfo=dt.UTC)))


def test_a_list_of_last_term_is_not_compared_any_more(quji: Any, pupil: Person) -> None:
    line(quji, 数据日期="2026-09-10")
    person("该入学", birth=dt.date(2020, 8, 31))
    assert compare_waiting_lists(on=dt.date(2027, 3, 20)) == 0

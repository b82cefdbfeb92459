"""GA06: deaths that the police cancelled, from the file to what the base says, and back again."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from core import clock
from core.imports.undoing import undo_batch
from core.models import Event, ImportRow, Lead
from residents.models import DeathReport, Household, HouseholdMembership, Kinship, Person, Residence
from tests.imports.support import FEEDS, bring, only_row, verdicts, xlsx
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import household, kin, person

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
DAY = dt.date(2026, 9, 3)
HIM, HER = "440199195602090691", "440199195805010025"
LINE = {
    "序号": "1", "姓名": "孙国强", "公民身份号码": HIM, "性别": "男", "出生日期": "1956-02-09", "死亡日期": "2026-09-03",
    "死亡原因": "肺炎", "死亡证明编号": "S19560209069", "注销日期": "2026-09-07", "注销类别": "死亡", "户号": "00100700005",
    "与户主关系": "户主", "户籍地址": "", "派出所": "洪桥派出所", "社区居委会": "三眼井社区居委会", "申报人": "孙伟",
    "申报人电话": "13800000003", "备注": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def present():
    with clock.travel(TODAY):
        yield


@pytest.fixture
def him(areas) -> Person:
    return person("孙国强", birth=dt.date(1956, 2, 9), sex="1", number=HIM)


def lines(*changes):
    return xlsx(list(LINE), *[list((LINE | change).values()) for change in changes or ({},)])


def judged(by, **changes):
    row = only_row(bring(lines(changes), "GA06", by, commit=False))
    verdict = "corrected" if row.corrected and row.verdict == "accepted" else row.verdict
    said = [p["reason"] + p["remedy"] for p in row.problems] + [f["reason"] for f in row.fixes]
    return verdict, " ".join([*said, row.note])


def state():
    """Everything a death may touch, to compare before and after."""
    rows = {}
    for model in (Residence, HouseholdMembership, Kinship):
        rows[model] = sorted(
            (r.pk, r.person_id, r.during.lower, r.during.upper) for r in model.objects.all()
        )  # fmt: skip
    rows[Person] = sorted(
        Person.objects.values_list("pk", "status", "died_on", "marital_status", "hukou_area", "living_area")
    )
    rows[Household] = sorted(Household.objects.values_list("pk", "head_id", "head_confirmed", "closed_on"))
    return rows


def test_the_sample_enters_whole_weeks_after_the_deaths_and_goes_out_whole(quji):
    for file in ("SQ01-440104001007.xlsx", "SQ01-440104004107.xlsx"):
        bring(file, "SQ01", quji)
    before = state()
    batch = bring("GA06.xlsx", "GA06", quji)
    assert batch.counts["accepted"] == batch.counts["rows"] == 4, verdicts(batch)
    him = Person.objects.get(name="孙国强")
    assert (him.status, him.died_on, him.living_area) == ("deceased", DAY, SANYANJING)
    assert Event.objects.filter(kind="person.died").count() == 4
    widow = Kinship.objects.filter(person=him, kind="spouse").first()
    assert widow is None or widow.relative.marital_status == "30"
    again = bring("GA06.xlsx", "GA06", quji)
    assert verdicts(again) == dict.fromkeys(range(2, 6), "unchanged")
    report = undo_batch(batch, by=quji)
    assert (report["undone"], report["kept"]) == (4, [])
    assert state() == before
    assert not DeathReport.objects.exists()
    assert set(
        Event.objects.filter(kind__in=["person.died", "person.widowed"]).values_list("status", "dispatched_at")
    ) == {("voided", None)}
    third = bring("GA06.xlsx", "GA06", quji)
    assert third.counts["accepted"] == 4, "taken back, they can be told again"


def test_the_dirty_list_line_by_line(shequ):
    bring("SQ01-440104001007.xlsx", "SQ01", shequ)
    batch = bring("GA06-dirty.xlsx", "GA06", shequ)
    expected = {row["line"]: row["verdict"] for row in json.loads((FEEDS / "GA06-dirty.expected.json").read_text())}
    assert verdicts(batch) == expected | {line: "skipped" for line in verdicts(batch) if line not in expected}
    assert Lead.objects.filter(feed="GA06", named_area=PANFU).count() == 1, "D32: laid before the other community"


def test_why_somebody_died_and_who_declared_it_is_kept_nowhere(him, shequ):
    batch = bring(lines(), "GA06", shequ)
    row = ImportRow.objects.get(batch=batch)
    for words in ("肺炎", "13800000003", "孙伟"):
        assert words not in row.raw and words not in row.reading
    assert "S19560209069" not in json.dumps(list(Event.objects.values_list("payload", flat=True)))
    assert DeathReport.objects.get().certificate == "S19560209069"


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({}, "accepted", "死亡登记 2026-09-03"),
        ({"注销类别": "宣告死亡"}, "accepted", "宣告死亡登记"),
        ({"社区居委会": ""}, "accepted", ""),
        ({"死亡日期": "2026年9月3日"}, "corrected", ""),
        ({"死亡日期": "2026.9"}, "corrected", "只有年月"),
        ({"公民身份号码": HIM + " "}, "corrected", ""),
        ({"死亡日期": "1955-01-01"}, "refused", "早于出生日期"),
        ({"死亡日期": "2026-12-03"}, "refused", ""),
        ({"死亡日期": "26-9-3"}, "refused", ""),
        ({"死亡日期": ""}, "refused", "没有填"),
        ({"公民身份号码": HIM[:17] + "9"}, "refused", ""),
        ({"注销日期": "2026-09-01"}, "review", "早于死亡日期"),
        ({"注销类别": "迁出"}, "review", "不是死亡"),
        ({"姓名": "孙国栋"}, "review", "孙国强"),
        ({"性别": "女"}, "review", ""),
        ({"公民身份号码": "440199195001010019", "姓名": "无此人", "性别": "男", "出生日期": ""}, "review", "底册里没有这个人"),
        ({"公民身份号码": "440199195001010019", "姓名": "无此人", "性别": "男", "出生日期": "", "社区居委会": "盘福社区居委会"},
         "refused", "不在你的辖区"),
    ],
)  # fmt: skip
def test_verdicts(him, shequ, changes, verdict, words):
    found = judged(shequ, **changes)
    assert found[0] == verdict and words in found[1], found


def test_what_the_preview_says_will_follow(him, shequ):
    wife = person("何秀英", birth=dt.date(1958, 5, 1), number=HER)
    kin(him, wife, "spouse", since=dt.date(1980, 1, 1))
    household(him, (wife, "12"))
    assert judged(shequ)[1].endswith("死亡登记 2026-09-03，配偶转为丧偶，户主要重新确认")


def test_dead_already_on_that_day_or_another(him, shequ):
    bring(lines(), "GA06", shequ)
    assert judged(shequ)[0] == "unchanged"
    verdict, words = judged(shequ, 死亡日期="2026-09-04")
    assert verdict == "review" and "2026-09-03 去世" in words


def test_the_same_person_twice_in_one_file(him, shequ):
    batch = bring(lines({}, {"备注": "又送一次"}, {"死亡日期": "2026-09-04"}, {"姓名": "何大明"}), "GA06", shequ)
    assert verdicts(batch) == {2: "accepted", 3: "unchanged", 4: "review", 5: "review"}


def test_somebody_else_s_resident_is_not_told_of(shequ, him):
    Person.objects.update(hukou_area=PANFU, living_area=PANFU)
    assert judged(shequ)[0] == "review", "the police name this community, the base another"
    verdict, words = judged(shequ, 社区居委会="")
    assert verdict == "refused" and "不在你的辖区" in words


def test_an_act_of_a_later_day_speaks_against_the_death(him, shequ):
    Residence.objects.filter(person=him, kind="living").update(source="desk:shequ", during=(dt.date(2026, 10, 1), None))
    verdict, words = judged(shequ)
    assert verdict == "review" and "2026-10-01 搬家" in words


def test_a_widow_who_married_since_keeps_the_death_when_the_batch_is_taken_back(him, quji):
    wife = person("何秀英", birth=dt.date(1958, 5, 1), number=HER)
    kin(him, wife, "spouse", since=dt.date(1980, 1, 1))
    batch = bring(lines(), "GA06", quji)
    kin(wife, person("李志明", sex="1", birth=dt.date(1950, 1, 1)), "spouse", since=dt.date(2026, 11, 1))
    report = undo_batch(batch, by=quji)
    assert (report["undone"], report["kept"]) == (0, [{"row": 2, "reason": "配偶后来又结了婚"}])
    him.refresh_from_db(), wife.refresh_from_db()
    assert (him.status, wife.marital_status) == ("deceased", "30")
    assert Event.objects.get(kind="person.died").status == "registered"

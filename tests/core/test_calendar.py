"""The working-day calendar: shipped years, a later year brought in, and the warning for years without a notice."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from core import clock
from core.domain.notice import read_notice, split_lines
from core.errors import Conflict, NotAllowed, UserError
from core.models import CalendarDay
from core.selectors.calendar import missing_years, year_of
from core.services.calendar import record_notice
from core.working_calendar import working_calendar

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)
TEXT = "日期 休班 名称\n2027-01-01 休 元旦\n2027.1.2\t休\t元旦\n\n2027年1月9日,班,元旦"


def notice(text: str = TEXT) -> Any:
    return read_notice(split_lines(text), today=TODAY)


def test_reading_what_people_paste() -> None:
    read = notice()
    assert [(day.day.isoformat(), day.works, day.name) for day in read.days] == [
        ("2027-01-01", False, "元旦"),
        ("2027-01-02", False, "元旦"),
        ("2027-01-09", True, "元旦"),
    ]
    assert not read.problems and read.years == [2027]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("元旦那天 休", "第 1 行：“元旦那天”看不出是哪一天"),
        ("2027-01-01 元旦", "没有写“休”或“班”"),
        ("2027-01-01 休\n2027-01-01 班", "第 2 行：2027-01-01 写了两次"),
        ("", "没有读到任何一天"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, words: str) -> None:
    assert words in notice(text).problems[0]


def test_a_make_up_day_on_a_weekday_is_doubted() -> None:
    assert "平常就上班" in notice("2027-01-04 班").days[0].doubt


def test_an_imported_year_counts_from_then_on(quji: User) -> None:
    assert not working_calendar().is_official(dt.date(2027, 1, 1))
    assert working_calendar().is_working(dt.date(2027, 1, 1))  # a Friday, as long as nobody knows better
    record_notice(notice(), source="国办发明电〔2026〕11 号", by=quji)
    known = working_calendar()
    assert known.is_official(dt.date(2027, 1, 1)) and not known.is_working(dt.date(2027, 1, 1))
    assert known.is_working(dt.date(2027, 1, 9))
    assert known.add(dt.date(2026, 12, 31), 1) == dt.date(2027, 1, 4)
    assert year_of(known, 2027).source == "国办发明电〔2026〕11 号"
    record_notice(notice("2027-01-01 休 元旦"), source="更正", by=quji)
    assert CalendarDay.objects.count() == 1 and not working_calendar().is_working(dt.date(2027, 1, 9))


def test_what_is_refused(quji: User, shequ: User) -> None:
    with pytest.raises(NotAllowed):
        record_notice(notice(), source="x", by=shequ)
    with pytest.raises(UserError, match="文号"):
        record_notice(notice(), source=" ", by=quji)
    with pytest.raises(UserError, match="一次录一年"):
        record_notice(notice("2027-01-01 休\n2028-01-01 休"), source="x", by=quji)
    with pytest.raises(Conflict, match="随产品发布"):
        record_notice(notice("2026-01-01 休"), source="x", by=quji)


def test_years_without_a_notice_are_told_in_time() -> None:
    known = working_calendar()
    assert missing_years(known, dt.date(2026, 10, 31)) == []
    assert missing_years(known, dt.date(2026, 11, 1)) == [2027]
    assert missing_years(known, dt.date(2027, 2, 1)) == [2027]


def test_the_pages(client_as: Any, quji: User, shequ: User) -> None:
    with clock.travel(TODAY):
        page = client_as(shequ).get(reverse("calendar")).content.decode()
        assert "2026 年工作日历" in page and "248 个工作日" in page and "2027 年的放假安排还没有录" in page
        assert client_as(shequ).get(reverse("calendar-import")).status_code == 403
        client = client_as(quji)
        shown = client.post(reverse("calendar-import"), {"text": TEXT, "source": "国办发明电〔2026〕11 号"})
        assert "读到 3 天" in shown.content.decode() and not CalendarDay.objects.exists()
        stored = client.post(
            reverse("calendar-import"), {"text": TEXT, "source": "国办发明电〔2026〕11 号", "store": "1"}
        )
        assert stored.url == "/calendar/?year=2027" and CalendarDay.objects.count() == 3
        assert "依据：国办发明电" in client.get(stored.url).content.decode()


def test_a_small_workbook_is_read(client_as: Any, quji: User) -> None:
    book = openpyxl.Workbook()
    for line in (("日期", "类型", "名称"), (dt.date(2027, 1, 1), "休", "元旦")):
        book.active.append(line)
    stream = BytesIO()
    book.save(stream)
    upload = SimpleUploadedFile("2027.xlsx", stream.getvalue())
    page = client_as(quji).post(reverse("calendar-import"), {"file": upload, "source": "x", "text": ""})
    assert "读到 1 天" in page.content.decode()
    broken = SimpleUploadedFile("2027.xlsx", b"no workbook")
    page = client_as(quji).post(reverse("calendar-import"), {"file": broken, "source": "x", "text": ""})
    assert page.status_code == 422 and "打不开这个文件" in page.content.decode()

"""Who saw, changed and took out one person: asked by the auditor, who sees no resident, and by those above, about their own."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.db import ProgrammingError
from django.urls import reverse

from accounts.models import User
from core import clock
from core.audit import acting, log_read
from core.models import ExportContent, ReadLog
from core.scope import NOWHERE, scoped
from residents.models import Person
from tests.support import factories
from tests.support.areas import PANFU

NUMBER = "440199195503050028"
pytestmark = pytest.mark.django_db


@pytest.fixture
def dealt_with(client_as: Any, shequ: User, areas: None) -> Person:
    """Looked at, corrected and taken out in a list, all by the committee clerk."""
    person = factories.person("何丽容", birth=dt.date(1955, 3, 5), number=NUMBER, phone="13500006637")
    client = client_as(shequ)
    client.get(reverse("person", args=[person.uid]))
    with acting(by="shequ", why="电话换了", source="desk:shequ"):
        Person.objects.filter(pk=person.pk).update(phone="13811112222", phone_last4="2222", education="60")
    client.post("/persons/export/", {"format": "xlsx", "purpose": "季度核对"})
    return person


def asked(client: Any, text: str, **more: str) -> str:
    return client.post(reverse("audit-person"), {"q": text, "reason": "居民投诉", **more}).content.decode()


@pytest.mark.parametrize("by", ["number", "name", "uid"])
def test_the_auditor_finds_a_person_and_sees_acts_but_no_resident(
    dealt_with: Person, client_as: Any, audit: User, by: str
) -> None:
    text = {"number": NUMBER, "name": "何丽容", "uid": str(dealt_with.uid)}[by]
    page = asked(client_as(audit), text)
    for words in ("打开页面", "改资料：文化程度、联系电话", "电话换了", "居民（1 行，xlsx）", "季度核对", "黎敏仪"):
        assert words in page, words
    for secret in ("13811112222", "138****2222", "13500006637", "1955"):
        assert secret not in page.replace(NUMBER, ""), secret


def test_the_question_itself_is_logged_without_the_number(dealt_with: Person, client_as: Any, audit: User) -> None:
    asked(client_as(audit), NUMBER)
    row = ReadLog.objects.get(action="按人查日志")
    assert (row.subject_uid, row.by, row.reason) == (dealt_with.uid, audit, "居民投诉")
    assert NUMBER not in row.subject_label


def test_kinds_can_be_asked_apart(dealt_with: Person, client_as: Any, audit: User) -> None:
    page = asked(client_as(audit), NUMBER, group="导出过")
    assert "季度核对" in page and "打开页面" not in page


def test_nobody_elses_people(client_as: Any, audit: User, areas: None) -> None:
    factories.person("天河人", hukou="440106", living="440106")
    assert "没有找到" in asked(client_as(audit), "天河人")


def test_two_of_one_name_are_offered(client_as: Any, audit: User, areas: None) -> None:
    one, two = factories.person("陈伟"), factories.person("陈伟", hukou=PANFU, living=PANFU)
    page = asked(client_as(audit), "陈伟")
    assert "有 2 位同名" in page and str(one.uid) in page
    assert "登记资料" in asked(client_as(audit), "陈伟", uid=str(two.uid))


def test_those_above_see_it_on_the_person_page_the_clerk_does_not(
    dealt_with: Person, client_as: Any, jiedao: User, shequ: User, user_named: Any
) -> None:
    address = reverse("person-trace", args=[dealt_with.uid])
    page = client_as(jiedao).get(address).content.decode()
    assert "季度核对" in page and "改资料：文化程度、联系电话" in page
    assert address in client_as(jiedao).get(reverse("person", args=[dealt_with.uid])).content.decode()
    assert client_as(shequ).get(address).status_code == 403
    elsewhere = factories.person("天河人", hukou="440106", living="440106")
    assert client_as(jiedao).get(reverse("person-trace", args=[elsewhere.uid])).status_code == 404


def test_an_export_knows_whom_it_held_and_the_web_role_cannot_read_that(dealt_with: Person) -> None:
    assert ExportContent.objects.get().person_ids == [dealt_with.pk]
    with pytest.raises(ProgrammingError, match="permission denied"), scoped(NOWHERE):
        list(ExportContent.objects.values_list("person_ids"))


def test_a_household_list_names_its_heads(client_as: Any, shequ: User, areas: None) -> None:
    head = factories.person("何丽容")
    factories.household(head, (factories.person("何小容"), "30"))
    client_as(shequ).post("/households/export/", {"format": "csv", "purpose": "核对"})
    assert ExportContent.objects.get().person_ids == [head.pk]


def test_whoever_reaches_over_the_wall_is_written_down(client_as: Any, panfu: User, audit: User, areas: None) -> None:
    person = factories.person("何丽容")
    client = client_as(panfu)
    for address in (reverse("person", args=[person.uid]), f"/api/v1/persons/{person.uid}/"):
        assert client.get(address).status_code == 404
    assert client.get(reverse("audit")).status_code == 403
    rows = ReadLog.objects.filter(action="refused").order_by("id")
    assert [(row.by, row.subject_uid) for row in rows] == [(panfu, person.uid), (panfu, person.uid), (panfu, None)]
    assert "被拒绝" in client_as(audit).get(reverse("audit"), {"kind": "refused"}).content.decode()


def test_the_log_as_a_file(client_as: Any, shequ: User, audit: User) -> None:
    for label in ("甲", "乙"):
        log_read(by=shequ, action="view", kind="person", label=label, area="440104001007")
    client = client_as(audit)
    assert client.post(reverse("audit-export", args=["reads"]), {}).status_code == 422
    answer = client.post(reverse("audit-export", args=["reads"]) + "?what=甲", {"purpose": "季度审计"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [row[4].value for row in book.worksheets[0].iter_rows(min_row=2)] == ["甲"]
    assert "邓家明（audit）" in [cell.value for row in book["导出说明"].iter_rows() for cell in row]


def test_archived_and_chained_pages_open(client_as: Any, audit: User, shequ: User) -> None:
    client = client_as(audit)
    for page in ("audit-chain", "audit-person", "audit", "audit-exports"):
        assert client.get(reverse(page)).status_code == 200, page
    assert client.get(reverse("audit-anchor", args=["2026-02-30"])).status_code == 404
    assert clock.today()

"""A row of another area is refused to the importer and laid before that area (D32), which takes it or passes it up."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.imports.undoing import undo_batch
from core.models import Lead, ReadLog
from residents.models import Person
from tests.imports.layouts import SQ01, send, words_of
from tests.support import factories
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db

ELSEWHERE = {"户号": "777", "姓名": "何志强", "证件号码": factories.id_number(dt.date(1970, 2, 3), "1"), "性别": "男",
             "出生日期": "1970-02-03", "户籍地区划代码": PANFU, "现住社区代码": PANFU}  # fmt: skip


@pytest.fixture(autouse=True)
def present():
    with clock.travel(dt.date(2026, 11, 21)):
        yield


@pytest.fixture
def lead(shequ):
    send("SQ01", shequ, {}, ELSEWHERE)
    return Lead.objects.get()


def test_the_importer_learns_only_that_it_was_passed_on(client_as, shequ):
    batch = send("SQ01", shequ, {}, ELSEWHERE, commit=False)
    assert words_of(batch.rows.get(line=3)).startswith("这一行不在你的辖区") and not Lead.objects.exists()
    client = client_as(shequ)
    assert "1 行属于别的地区：不写入" in client.get(f"/imports/{batch.uid}/").content.decode()
    done = send("SQ01", shequ, {}, ELSEWHERE)
    page = client.get(f"/imports/{done.uid}/").content.decode()
    assert "1 行属于别的地区，已转给所在的地区处理" in page
    found = Lead.objects.get()
    assert client.get(f"/imports/leads/{found.uid}/").status_code == 404
    assert "何志强" not in client.get("/imports/leads/").content.decode()
    assert Person.objects.count() == 1


def test_across_streets_the_district_dispatches(client_as, user_named, lead):
    assert (lead.state, lead.area_code, lead.named_area) == ("dispatch", YUEXIU, PANFU)
    panfu, quji = client_as(user_named("panfu")), None
    page = panfu.get("/imports/leads/").content.decode()
    assert "另有 1 行写着属于这里，正等上级派发" in page and "何志强" not in page
    assert panfu.get(f"/imports/leads/{lead.uid}/").status_code == 404
    quji = client_as(user_named("quji"))
    assert "何志强" in quji.get("/imports/leads/").content.decode()
    page = quji.get(f"/imports/leads/{lead.uid}/").content.decode()
    assert "派发" in page and ELSEWHERE["证件号码"] not in page
    quji.post(f"/imports/leads/{lead.uid}/", {"act": "dispatch", "area": PANFU})
    lead.refresh_from_db()
    assert (lead.state, lead.area_code) == ("open", PANFU)


def test_taking_it_enters_the_base_with_the_old_source(client_as, user_named, lead):
    Lead.objects.update(state="open", area_code=PANFU)
    client = client_as(user_named("panfu"))
    assert "收下" in client.get(f"/imports/leads/{lead.uid}/").content.decode()
    response = client.post(f"/imports/leads/{lead.uid}/", {"act": "take"})
    assert response.status_code == 302, response.content.decode()
    person = Person.objects.get(name="何志强")
    assert (person.source, person.living_area) == (f"SQ01:{lead.batch_id}:3", PANFU)
    lead.refresh_from_db()
    assert (lead.state, lead.person_id, lead.decided_by) == ("taken", person.pk, "panfu")
    assert [step["act"] for step in lead.trail] == ["转来", "收下"]
    assert ReadLog.objects.filter(subject_kind="lead", by__username="panfu").exists()


def test_the_same_file_again_is_no_second_lead(shequ, lead):
    send("SQ01", shequ, {}, ELSEWHERE)
    assert Lead.objects.count() == 1


def test_not_ours_goes_up_and_is_dispatched_again(client_as, user_named, lead):
    Lead.objects.update(state="open", area_code=PANFU)
    client = client_as(user_named("panfu"))
    assert client.post(f"/imports/leads/{lead.uid}/", {"act": "not-ours"}).status_code == 422
    client.post(f"/imports/leads/{lead.uid}/", {"act": "not-ours", "reason": "门牌属洪桥街道"})
    lead.refresh_from_db()
    assert (lead.state, lead.area_code) == ("dispatch", PANFU[:9])
    quji = client_as(user_named("quji"))
    quji.post(f"/imports/leads/{lead.uid}/", {"act": "dispatch", "area": HONGQIAO})
    lead.refresh_from_db()
    assert (lead.state, lead.area_code) == ("open", HONGQIAO)
    jiedao = client_as(user_named("jiedao"))
    jiedao.post(f"/imports/leads/{lead.uid}/", {"act": "not-ours", "reason": "也不是"})
    quji.post(f"/imports/leads/{lead.uid}/", {"act": "not-ours", "reason": "查无此人"})
    lead.refresh_from_db()
    assert lead.state == "closed" and len(lead.trail) == 5


def test_within_a_street_it_lies_there_at_once(client_as, user_named, shequ):
    send("SQ01", shequ, ELSEWHERE | {"户籍地区划代码": DEYUANLI, "现住社区代码": DEYUANLI})
    assert Lead.objects.get().state == "open"
    page = client_as(user_named("jiedao")).get("/imports/leads/").content.decode()
    assert "何志强" in page


def test_only_a_superior_may_dispatch_and_only_downwards(client_as, user_named, lead):
    jiedao = client_as(user_named("jiedao"))
    assert jiedao.post(f"/imports/leads/{lead.uid}/", {"act": "dispatch", "area": SANYANJING}).status_code == 404
    quji = client_as(user_named("quji"))
    answer = quji.post(f"/imports/leads/{lead.uid}/", {"act": "dispatch", "area": "440103001001"})
    assert answer.status_code == 422 and "只能派给你范围里的地区" in answer.content.decode()


def test_undo_takes_waiting_leads_along_and_leaves_taken_ones(client_as, user_named, shequ, lead):
    Lead.objects.update(state="open", area_code=PANFU)
    client_as(user_named("panfu")).post(f"/imports/leads/{lead.uid}/", {"act": "take"})
    report = undo_batch(lead.batch, by=shequ)
    assert [kept["reason"] for kept in report["kept"]] == ["所在地区已收下这一行"]
    assert Person.objects.get().name == "何志强"
    again = send("SQ01", shequ, ELSEWHERE | {"姓名": "何志伟"})
    undo_batch(again, by=shequ)
    assert Lead.objects.order_by("-pk")[0].state == "withdrawn"


@pytest.mark.parametrize("username", ["jiaoyu", "admin", "audit"])
def test_who_may_not_import_sees_no_lead(client_as, user_named, lead, username):
    client = client_as(user_named(username))
    assert client.get("/imports/leads/").status_code == 403
    assert client.get(f"/imports/leads/{lead.uid}/").status_code == 403


def test_a_row_that_nobody_could_read_is_no_lead(shequ):
    send("SQ01", shequ, {}, ELSEWHERE | {"证件号码": "440199197002030011"})
    assert not Lead.objects.exists()
    assert SQ01["姓名"]

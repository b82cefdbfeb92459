"""The screens of a roster, as a clerk meets them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
import pytest
from django.test import Client

from core.models import ExportRecord, ParameterValue, ReadLog
from lifecycle.models import RosterVersion
from tests.support import factories as make
from tests.support.areas import DEYUANLI, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
BORN = dt.date(2020, 3, 17)
NUMBER = "440199202003172829"
DAY = "?as_of=2026-08-31"


@pytest.fixture
def clerk(numbers: None, client_as: Any, shequ: Any) -> Client:
    return client_as(shequ)


@pytest.fixture
def child(areas: None) -> Any:
    return make.person("罗欣怡", birth=BORN, number=NUMBER)


def test_the_roster_shows_its_numbers_and_rows(clerk: Client, child: Any) -> None:
    make.person("冯雨桐", birth=dt.date(2020, 7, 11), hukou="430422")
    page = clerk.get(f"/rosters/school-age/{DAY}").content.decode()
    assert "适龄儿童 2026" in page
    assert "草稿" in page
    assert "户籍或居住在三眼井社区" in page
    for word in ("人户一致", "人户分离", "随迁", "罗欣怡", "冯雨桐", "**2829", "罗欣怡为什么在名册上"):
        assert word in page
    assert NUMBER not in page
    assert ReadLog.objects.get().subject_kind == "roster"


def test_a_number_opens_its_names(clerk: Client, child: Any) -> None:
    make.person("冯雨桐", birth=dt.date(2020, 7, 11), hukou="430422")
    page = clerk.get(f"/rosters/school-age/{DAY}&c=随迁").content.decode()
    assert "冯雨桐" in page
    assert "罗欣怡" not in page


def test_find_in_the_roster(clerk: Client, child: Any) -> None:
    assert "罗欣怡" in clerk.get(f"/rosters/school-age/{DAY}&q=lxy").content.decode()
    assert "没有人" in clerk.get(f"/rosters/school-age/{DAY}&q=王").content.decode()


def test_another_year_opens_as_of_its_closing_day(clerk: Client, child: Any) -> None:
    page = clerk.get("/rosters/school-age/?year=2031").content.decode()
    assert "2031-08-31" in page


def test_why_answers_into_the_drawer_and_as_a_page(clerk: Client, child: Any) -> None:
    url = f"/rosters/school-age/why/{child.uid}/{DAY}"
    drawer = clerk.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in drawer
    assert "为什么在名册上" in drawer
    assert "第十一条" in drawer
    assert "<html" in clerk.get(url).content.decode()


def test_ask_about_a_child_that_is_not_listed(clerk: Client) -> None:
    make.person("蔡宇轩", birth=dt.date(2018, 5, 5))
    answer = clerk.get(f"/rosters/school-age/ask/{DAY}&q=蔡宇轩", headers={"HX-Request": "true"}).content.decode()
    assert "蔡宇轩为什么不在名册上" in answer
    assert "2018-05-05" in answer


def test_another_communitys_child_is_404(clerk: Client) -> None:
    other = make.person("盘福的孩子", birth=BORN, hukou=PANFU, living=PANFU)
    assert clerk.get(f"/rosters/school-age/why/{other.uid}/{DAY}").status_code == 404
    assert clerk.get(f"/rosters/school-age/{DAY}&area={PANFU}").status_code == 404
    assert clerk.get(f"/rosters/school-age/export/{DAY}&area={PANFU}").status_code == 404
    assert clerk.get(f"/rosters/school-age/print/{DAY}&area={YUEXIU}").status_code == 404
    assert (
        "盘福的孩子" not in clerk.get(f"/rosters/school-age/ask/{DAY}&q=盘福的孩子").content.decode().split("value=")[0]
    )
    assert clerk.get("/rosters/nothing/").status_code == 404


def test_publish_and_see_what_changed(clerk: Client, child: Any, shequ: Any) -> None:
    bar = clerk.get(f"/rosters/school-age/bar/{DAY}").content.decode()
    assert "发布第 1 次" in bar
    form = {"area": SANYANJING, "as_of": "2026-08-31", "expected": "1"}
    page = clerk.post("/rosters/school-age/publish/", form, follow=True).content.decode()
    assert "发布了第 1 次：1 人" in page
    make.person("欧阳思睿", birth=BORN)
    bar = clerk.get(f"/rosters/school-age/bar/{DAY}").content.decode()
    assert "+1 增" in bar
    assert "1 处没有事件解释" in bar
    assert "欧阳思睿" in clerk.get(f"/rosters/school-age/changes/{DAY}").content.decode()
    table = clerk.get(f"/rosters/school-age/{DAY}").content.decode()
    assert table.count(">增<") == 1
    version = RosterVersion.objects.get()
    assert version.sha256[:4] in clerk.get(f"/rosters/school-age/versions/{DAY}").content.decode()
    kept = clerk.get(f"/rosters/school-age/versions/{version.uid}/{DAY}").content.decode()
    assert "440199********2829" in kept
    assert NUMBER not in kept


def test_the_bureau_cannot_publish(client_as: Any, jiaoyu: Any, numbers: None, child: Any) -> None:
    bureau = client_as(jiaoyu)
    assert "发布第" not in bureau.get(f"/rosters/school-age/bar/{DAY}").content.decode()
    assert bureau.post("/rosters/school-age/publish/", {"as_of": "2026-08-31"}).status_code == 403


def test_export_asks_what_for(clerk: Client, child: Any, tmp_path: Any) -> None:
    form = {"area": SANYANJING, "as_of": "2026-08-31", "form": "official", "numbers": "full", "format": "xlsx"}
    refused = clerk.post("/rosters/school-age/export/", {**form, "purpose": ""})
    assert refused.status_code == 422
    assert "请填用途" in refused.content.decode()
    made = clerk.post("/rosters/school-age/export/", {**form, "purpose": "报区教育局"})
    assert "attachment" in made["Content-Disposition"]
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"".join(made.streaming_content))
    assert NUMBER in [cell.value for cell in openpyxl.load_workbook(path).active[4]]
    assert ExportRecord.objects.get().purpose == "报区教育局"


def test_the_bureau_is_not_offered_full_numbers(client_as: Any, jiaoyu: Any, numbers: None, child: Any) -> None:
    bureau = client_as(jiaoyu)
    assert 'name="numbers"' not in bureau.get(f"/rosters/school-age/export/{DAY}").content.decode()
    form = {"as_of": "2026-08-31", "form": "official", "numbers": "full", "format": "csv", "purpose": "核对"}
    made = bureau.post("/rosters/school-age/export/", form)
    assert NUMBER not in b"".join(made.streaming_content).decode("utf-8-sig")


def test_the_paper_is_masked_until_a_reason_is_given(clerk: Client, child: Any) -> None:
    paper = clerk.get(f"/rosters/school-age/print/{DAY}").content.decode()
    assert "越秀区洪桥街道三眼井社区 2026 年适龄儿童摸底名册" in paper
    assert "440199********2829" in paper
    form = {"area": SANYANJING, "as_of": "2026-08-31"}
    assert NUMBER not in clerk.post("/rosters/school-age/print/", form).content.decode()
    assert not ExportRecord.objects.exists()
    assert NUMBER in clerk.post("/rosters/school-age/print/", {**form, "reason": "报区教育局"}).content.decode()
    assert ExportRecord.objects.get().format == "print"


def test_an_unconfirmed_parameter_is_a_page_that_says_so(clerk: Client) -> None:
    ParameterValue.objects.filter(key="school-age.entry-age").delete()
    answer = clerk.get(f"/rosters/school-age/{DAY}")
    assert answer.status_code == 409
    assert "小学入学年龄" in answer.content.decode()
    assert "待确认" in clerk.get("/rosters/").content.decode()


def test_all_rosters_and_the_search_box(clerk: Client, child: Any) -> None:
    assert "适龄儿童" in clerk.get("/rosters/").content.decode()
    for words in ("适龄", "slet", "学龄"):
        assert (
            "/rosters/school-age/" in clerk.get(f"/search/?q={words}", headers={"HX-Request": "true"}).content.decode()
        )


def test_the_persons_page_says_on_which_rosters(clerk: Client) -> None:
    child = make.person("欧阳思睿", birth=dt.date(2020, 1, 1))
    page = clerk.get(f"/persons/{child.uid}/").content.decode()
    assert "panel-rosters" in page
    assert "看来源和条文" in page


def test_api(clerk: Client, child: Any) -> None:
    assert "school-age" in [row["code"] for row in clerk.get("/api/v1/rosters/").json()["results"]]
    page = clerk.get(f"/api/v1/rosters/school-age/entries/?area={SANYANJING}&as_of=2026-08-31").json()
    (entry,) = page["results"]
    assert entry["uid"] == str(child.uid)
    assert entry["values"]["id_number"] == "440199********2829"
    found = clerk.get(f"/api/v1/rosters/school-age/explain/?person={child.uid}&as_of=2026-08-31").json()
    assert found["member"] is True
    assert [one["key"] for one in found["criteria"]] == ["born", "living", "belongs"]


def test_api_out_of_scope(clerk: Client) -> None:
    other = make.person("德源里的孩子", birth=BORN, hukou=DEYUANLI, living=DEYUANLI)
    explain = f"/api/v1/rosters/school-age/explain/?person={other.uid}&as_of=2026-08-31"
    assert clerk.get(explain).status_code == 404
    assert clerk.get(f"/api/v1/rosters/school-age/entries/?area={DEYUANLI}").status_code == 404
    assert clerk.get("/api/v1/rosters/school-age/explain/?person=x").status_code == 400


def test_api_pages(clerk: Client) -> None:
    for number in range(3):
        make.person(f"孩子{number}", birth=BORN)
    url = f"/api/v1/rosters/school-age/entries/?area={SANYANJING}&as_of=2026-08-31&page_size=2"
    first = clerk.get(url).json()
    second = clerk.get(first["next"]).json()
    assert [len(first["results"]), len(second["results"]), second["next"]] == [2, 1, None]

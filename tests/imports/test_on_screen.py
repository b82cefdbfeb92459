"""The pages of an import as a clerk walks through them, and the API beside them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import ExportRecord, HeaderMapping, ImportBatch, ImportRow
from residents.models import Person
from tests.imports.support import FEEDS, bring, xlsx
from tests.imports.test_dirt import SQ01

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms(quji):
    bring("SQ01-440104001007.xlsx", "SQ01", quji)
    bring("SQ01-440104004107.xlsx", "SQ01", quji)


@pytest.fixture
def act(django_capture_on_commit_callbacks):
    """Make a request and let the worker do what it asked for."""

    def send(call):
        with django_capture_on_commit_callbacks(execute=True):
            return call()

    return send


def upload(name, content=None, **fields):
    return {"file": SimpleUploadedFile(name, content or (FEEDS / name).read_bytes()), **fields}


def test_upload_preview_commit(client_as, quji, forms, act):
    client = client_as(quji)
    response = act(lambda: client.post("/imports/", upload("GA05-dirty.xlsx")))
    batch = ImportBatch.objects.get(file_name="GA05-dirty.xlsx")
    assert response.url == f"/imports/{batch.uid}/" and batch.feed == "GA05" and batch.state == "preview"
    page = client.get(response.url).content.decode()
    assert "入库 11 行" in page and "下载退回表（4 行）" in page and "cell-bad" in page and "cell-chk" in page
    assert "440199202606063701" not in page and "440199********3701" in page
    assert "<del>" in page and "三眼井社区" in page
    act(lambda: client.post(f"{response.url}commit/"))
    page = client.get(response.url).content.decode()
    assert "已入库 11 行" in page and "看这个人" in page
    assert client.get(f"{response.url}returned/").content.startswith(b"PK")
    assert ExportRecord.objects.get().by == quji


def test_undo_from_the_page(client_as, quji, forms, act):
    batch = bring("GA05.xlsx", "GA05", quji)
    client = client_as(quji)
    before = Person.objects.count()
    act(lambda: client.post(f"/imports/{batch.uid}/undo/"))
    assert Person.objects.count() == before - 8
    assert "已撤销 8 行" in client.get(f"/imports/{batch.uid}/").content.decode()


def test_a_file_that_cannot_be_read_is_told_on_the_form(client_as, shequ):
    response = client_as(shequ).post("/imports/", upload("a.xlsx", b"%PDF-1.7"))
    assert response.status_code == 422 and "这是 PDF" in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_columns_are_matched_by_hand_once(client_as, shequ, act):
    header = ["叫什么" if name == "姓名" else name for name in SQ01]
    content = xlsx(header, list(SQ01.values()))
    client = client_as(shequ)
    response = act(lambda: client.post("/imports/", upload("表.xlsx", content, feed="SQ01")))
    page = client.get(response.url).content.decode()
    assert "有几列没认出来" in page and "叫什么" in page
    assert "待对列" in client.get("/imports/").content.decode()
    act(lambda: client.post(f"{response.url}columns/", {"col_name": "叫什么"}))
    assert ImportBatch.objects.get().state == "preview" and HeaderMapping.objects.get().field == "name"
    assert "入库 1 行" in client.get(response.url).content.decode()
    assert bring(content, "SQ01", shequ).counts["accepted"] == 1


def test_a_questioned_row_is_decided(client_as, quji, forms, act):
    batch = bring("GA05-dirty.xlsx", "GA05", quji)
    client = client_as(quji)
    page = f"/imports/{batch.uid}/rows/9/"
    assert "性别填" in client.get(page).content.decode()
    client.post(page, {"decision": "accept"})
    child = Person.objects.get(name="黄梓浩")
    assert child.sex == "1"
    row = ImportRow.objects.get(batch=batch, line=9)
    assert (row.verdict, row.resolved_by, row.person_id) == ("accepted", "quji", child.pk)
    batch.refresh_from_db()
    assert (batch.counts["accepted"], batch.counts["review"]) == (12, 1)
    client.post(f"/imports/{batch.uid}/rows/16/", {"decision": "refuse"})
    assert ImportRow.objects.get(batch=batch, line=16).verdict == "refused"


def test_a_damaged_name_is_filled_in(client_as, shequ):
    batch = bring(xlsx(list(SQ01), list((SQ01 | {"姓名": "梁□珍"}).values())), "SQ01", shequ)
    page = f"/imports/{batch.uid}/rows/2/"
    client = client_as(shequ)
    assert client.post(page, {"decision": "fill"}).status_code == 422
    client.post(page, {"decision": "fill", "fill_name": "梁惠珍"})
    assert Person.objects.get().name == "梁惠珍"


def test_batches_of_other_communities_are_404(client_as, user_named, quji):
    batch = bring("SQ01-440104004107.xlsx", "SQ01", user_named("panfu"))
    client = client_as(user_named("shequ"))
    for path in ("", "progress/", "returned/", "rows/2/"):
        assert client.get(f"/imports/{batch.uid}/{path}").status_code == 404
    assert str(batch.uid) not in client.get("/imports/").content.decode()
    assert str(batch.uid) in client_as(quji).get("/imports/").content.decode()


@pytest.mark.parametrize("username", ["jiaoyu", "admin", "audit"])
def test_who_may_not_import_sees_no_import(client_as, user_named, username):
    client = client_as(user_named(username))
    assert client.get("/imports/").status_code == 403
    assert client.get("/imports/template/SQ01/").status_code == 403


def test_the_api_takes_the_same_way(client_as, quji, forms, act):
    client = client_as(quji)
    content = io.BytesIO((FEEDS / "GA05.xlsx").read_bytes())
    content.name = "GA05.xlsx"
    response = act(lambda: client.post("/api/v1/imports/", {"feed": "GA05", "file": content}))
    assert response.status_code == 202, response.content
    state = client.get(f"/api/v1/imports/{response.json()['batch']}/").json()
    assert (state["state"], state["accepted"], state["rows"]) == ("committed", 8, 8)
    broken = client.post("/api/v1/imports/", {"feed": "GA05", "file": SimpleUploadedFile("x.xlsx", b"%PDF")})
    assert broken.status_code == 400 and "PDF" in broken.json()["title"]

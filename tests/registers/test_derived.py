"""What every register gets from its declaration, tried on every register there is."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import roles
from core.models import ExportRecord
from core.register.declaration import Register, registers
from tests.support import factories
from tests.support.areas import PANFU

pytestmark = pytest.mark.django_db
every = pytest.mark.parametrize("register", registers.all(), ids=lambda register: register.key)

# Session, user, grants, scope, areas, rows; and four that only the transaction round a test makes.
QUERIES_OF_A_LIST = 10


@pytest.fixture
def worker(register: Register, user_named: Callable[[str], User]) -> User:
    """Whose register it is: the committee clerk's, or the privacy officer's."""
    clerks = roles["committee_clerk"].allows(register.permission)
    return user_named("shequ" if clerks else "baohu")


@pytest.fixture
def some_rows(areas: None) -> None:
    """A family and an old man in 三眼井, and somebody in 盘福."""
    head = factories.person("何丽容", sex="2", home=factories.dwelling())
    factories.household(head, number="00100700001", home=factories.dwelling())
    factories.person("邓国强", birth=dt.date(1950, 3, 4), sex="1", number="440199195003040019")
    other = factories.person("潘慧敏", hukou=PANFU, living=PANFU)
    factories.household(other, number="00410700001", area=PANFU)


@every
def test_the_list_opens_and_shows_only_ones_own(
    register: Register, some_rows: None, worker: User, client_as: Callable[[User], Client]
) -> None:
    page = client_as(worker).get(f"/{register.key}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert register.title in text and "潘慧敏" not in text and "00410700001" not in text


@every
def test_the_list_needs_few_statements(
    register: Register,
    some_rows: None,
    worker: User,
    client_as: Callable[[User], Client],
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    client = client_as(worker)
    client.get(f"/{register.key}/")
    with django_assert_max_num_queries(QUERIES_OF_A_LIST):  # type: ignore[attr-defined]
        client.get(f"/{register.key}/", headers={"HX-Request": "true"})


@every
def test_every_filter_and_order_answers(
    register: Register, some_rows: None, worker: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(worker)
    for declared in register.filters:
        values = {"choice": (declared.choices() if declared.choices else [("", "")])[0][0], "area": "440104001"}
        value = values.get(declared.kind, "2020-01-01" if declared.kind == "from-to" else "0")
        key = f"{declared.key}_from" if declared.kind == "from-to" else declared.key
        assert client.get(f"/{register.key}/", {key: value}).status_code == 200, declared.key
    for column in register.columns:
        for sign in ("", "-"):
            assert client.get(f"/{register.key}/", {"sort": sign + column.key}).status_code == 200


@every
def test_an_empty_list_says_what_to_do(
    register: Register, areas: None, worker: User, client_as: Callable[[User], Client]
) -> None:
    assert "还没有" in client_as(worker).get(f"/{register.key}/").content.decode()


@every
def test_export_asks_for_a_purpose_and_is_registered(
    register: Register, some_rows: None, worker: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(worker)
    assert client.post(f"/{register.key}/export/", {"format": "xlsx"}).status_code == 422
    answer = client.post(f"/{register.key}/export/", {"format": "xlsx", "purpose": "季度核对"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[1]] == [column.title for column in register.columns]
    record = ExportRecord.objects.get()
    assert (record.rows, record.purpose, record.by) == (sheet.max_row - 1, "季度核对", worker)


@every
def test_a_view_can_be_kept_and_forgotten(
    register: Register, areas: None, worker: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(worker)
    client.post(f"/{register.key}/views/", {"name": "我的", "query": "sort=id"})
    assert "我的" in client.get(f"/{register.key}/").content.decode()
    client.post(f"/{register.key}/views/", {"name": "我的", "forget": "1"})
    assert "我的</a>" not in client.get(f"/{register.key}/").content.decode()


@every
def test_who_may_not_see_it_is_refused(
    register: Register, some_rows: None, admin: User, client_as: Callable[[User], Client]
) -> None:
    assert Client().get(f"/{register.key}/").status_code == 302
    if not admin.has_permission(register.permission):
        assert client_as(admin).get(f"/{register.key}/").status_code == 403


@every
def test_api_lists_and_gives_one_row_and_hides_others(
    register: Register, some_rows: None, worker: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(worker)
    answer = client.get(f"/api/v1/{register.key}/").json()
    assert set(answer) == {"next", "previous", "results"}
    for row in answer["results"]:
        identity = row[register.identify]
        assert client.get(f"/api/v1/{register.key}/{identity}/").json() == row
        hidden = client_as(panfu).get(f"/api/v1/{register.key}/{identity}/")
        missing = 404 if panfu.has_permission(register.permission) else 403
        assert hidden.status_code == missing and hidden["Content-Type"] == "application/problem+json"
    assert Client().get(f"/api/v1/{register.key}/").status_code in (401, 403)


writable = pytest.mark.parametrize(
    "register", [register for register in registers if register.save], ids=lambda register: register.key
)


@pytest.mark.parametrize(
    "register",
    [register for register in registers if register.save and register.importable],
    ids=lambda register: register.key,
)
def test_the_template_opens_with_required_columns_marked(
    register: Register, areas: None, worker: User, client_as: Callable[[User], Client]
) -> None:
    answer = client_as(worker).get(f"/{register.key}/template.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [f.title + ("*" if f.required else "") for f in register.fields]


@writable
def test_a_row_is_entered_once_by_form_and_api(
    register: Register, some_rows: None, worker: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(worker)
    values = {declared.key: declared.example for declared in register.fields}
    empty = client.post(f"/{register.key}/new/", {})
    assert empty.status_code == 422 and "请填" in empty.content.decode()
    assert client.post(f"/{register.key}/new/", values).status_code == 302
    headers = {"Idempotency-Key": "a-1"}
    first = client.post(f"/api/v1/{register.key}/", values, content_type="application/json", headers=headers)
    again = client.post(f"/api/v1/{register.key}/", values, content_type="application/json", headers=headers)
    assert first.status_code in (200, 201) and again.json() == first.json()
    assert register.manager.filter(**{f"{register.area_fields[0]}__startswith": "440104001007"}).count() <= 2

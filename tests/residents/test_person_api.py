"""A machine reads a life and asks for a whole number, as a clerk would: masked until asked, logged, not over the wall."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.services.tokens import issue_token
from core.models import ReadLog
from residents.models import IdentityDocument
from tests.support import factories
from tests.support.areas import PANFU

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(shequ: User) -> Callable[..., Client]:
    def client(user: User = shequ) -> Client:
        return Client(headers={"Authorization": f"Bearer {issue_token(user)}"})

    return client


def test_persons_come_masked_with_the_fields_of_the_contract(api: Callable[..., Client]) -> None:
    person = factories.person("何丽容", marital_status="20")
    row = api().get("/api/v1/persons/").json()["results"][0]
    assert {"uid", "name", "sex", "birth_date", "marital_status", "status", "hukou_area", "living_area"} <= set(row)
    number = IdentityDocument.objects.get(person=person).number
    assert row["sex"] == "2" and row["number"] == f"440199********{number[-4:]}"
    assert number not in api().get(f"/api/v1/persons/{person.uid}/").content.decode()


def test_search_and_area_narrow_the_list(api: Callable[..., Client]) -> None:
    factories.person("何丽容")
    factories.person("梁惠珍")
    names = lambda **ask: [row["name"] for row in api().get("/api/v1/persons/", ask).json()["results"]]  # noqa: E731
    assert names(q="lhz") == ["梁惠珍"] and names(area=PANFU) == []


def test_timeline_tells_birth_and_homes(api: Callable[..., Client]) -> None:
    person = factories.person("何丽容")
    items = api().get(f"/api/v1/persons/{person.uid}/timeline/").json()["results"]
    assert {"uid", "kind", "occurred_on", "status", "effects"} <= set(items[0])
    assert any(item["kind"] == "fact.birth" for item in items)


def test_reveal_needs_a_reason_and_is_written_down(api: Callable[..., Client]) -> None:
    person = factories.person("何丽容")
    url = f"/api/v1/persons/{person.uid}/reveal/"
    refused = api().post(url, {"what": "number"}, content_type="application/json")
    assert refused.status_code == 400 and refused["Content-Type"] == "application/problem+json"
    shown = api().post(url, {"what": "number", "reason": "核对证件"}, content_type="application/json").json()
    assert shown["value"] == IdentityDocument.objects.get(person=person).number
    assert ReadLog.objects.get(action="reveal-number").reason == "核对证件"


def test_over_the_wall_is_not_found(api: Callable[..., Client], panfu: User) -> None:
    person = factories.person("何丽容")
    for path in ("", "timeline/"):
        assert api(panfu).get(f"/api/v1/persons/{person.uid}/{path}").status_code == 404
    hidden = api(panfu).post(f"/api/v1/persons/{person.uid}/reveal/", {"reason": "x"}, content_type="application/json")
    assert hidden.status_code == 404


def test_bad_and_missing_tokens(areas: None) -> None:
    assert Client(headers={"Authorization": "Bearer nonsense"}).get("/api/v1/persons/").status_code == 401
    assert Client().get("/api/v1/persons/").status_code in (401, 403)

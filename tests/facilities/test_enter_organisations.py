"""Community organisations: what a clerk enters, what is refused, who sees the phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from facilities.models import Organisation

pytestmark = pytest.mark.django_db
FORM = {
    "community": "三眼井社区",
    "name": "三眼井社区长者互助会",
    "kind": "居民互助类",
    "standing": "街道备案",
    "contact": "何丽容",
    "phone": "13800001234",
    "members": "26人",
    "founded_on": "2019.3.1",
}


def _entered(client: Client, **changes: str) -> Organisation:
    assert client.post("/organisations/new/", {**FORM, **changes}).status_code == 302
    return Organisation.objects.get(name=changes.get("name", FORM["name"]))


def test_it_stands_in_the_list_with_its_phone_masked_and_sealed(
    shequ: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(shequ)
    made = _entered(client)
    assert (made.phone, made.members, made.founded_on.isoformat()) == ("13800001234", 26, "2019-03-01")
    page = client.get("/organisations/").content.decode()
    assert "三眼井社区长者互助会" in page and "138****1234" in page and "13800001234" not in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM facilities_organisation")
        assert b"13800001234" not in bytes(cursor.fetchone()[0])


def test_changing_it_leaves_the_phone_that_the_form_does_not_show(
    shequ: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(shequ)
    made = _entered(client)
    page = client.get(f"/organisations/{made.uid}/edit/").content.decode()
    assert "13800001234" not in page and 'value="2019-03-01"' in page
    answer = client.post(
        f"/organisations/{made.uid}/edit/", {**FORM, "name": "长者互助会", "phone": "", "members": "30"}
    )
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.name, made.phone, made.members) == ("长者互助会", "13800001234", 30)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"standing": "已登记"}, "要有统一社会信用代码"),
        ({"standing": "已登记", "credit_code": "91350100M000100Y44"}, "信用代码"),
        ({"kind": "别的"}, "不在选项里"),
        ({"founded_on": "2999-01-01"}, "之后"),
        ({"ended_on": "2018-01-01"}, "早于成立"),
        ({"community": "盘福社区"}, "不在你的范围内"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    changes: dict[str, str], words: str, shequ: User, client_as: Callable[[User], Client]
) -> None:
    answer = client_as(shequ).post("/organisations/new/", {**FORM, **changes})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Organisation.objects.exists()


def test_one_credit_code_is_one_organisation(shequ: User, client_as: Callable[[User], Client]) -> None:
    client = client_as(shequ)
    registered = {"standing": "已登记", "credit_code": "91350100M000100Y43"}
    _entered(client, **registered)
    answer = client.post("/organisations/new/", {**FORM, "name": "另一家", **registered})
    assert answer.status_code == 422 and "已登记在另一家" in answer.content.decode()


def test_a_neighbouring_community_sees_none_of_it(
    shequ: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    made = _entered(client_as(shequ))
    other = client_as(panfu)
    assert "长者互助会" not in other.get("/organisations/").content.decode()
    assert other.get(f"/organisations/{made.uid}/").status_code == 404
    assert other.get(f"/organisations/{made.uid}/edit/").status_code == 404

"""What an attacker tries first: script in a name, SQL in a question, a form from another site, a program that never stops."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connection
from django.test import Client
from django.urls import reverse
from redis.exceptions import ConnectionError as RedisDown

from accounts.models import User
from core import clock
from core.api import throttling
from residents.models import Person
from tests.support import factories
from tests.support.areas import SANYANJING

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
SQL = (
    "' OR '1'='1",
    "'; DROP TABLE residents_person; --",
    "%' UNION SELECT password FROM accounts_user --",
    "\\",
    "%_",
)
ADDRESSES = (
    "/persons/?q={}",
    "/persons/?sort={}",
    "/persons/?area={}",
    "/households/?number={}",
    "/search/?q={}",
    "/api/v1/persons/?q={}&area={}",
    "/api/v1/rosters/school-age/entries/?area={}",
)


@pytest.mark.parametrize("question", SQL)
def test_sql_in_a_question_finds_nothing_and_breaks_nothing(client_as: Any, shequ: User, question: str) -> None:
    factories.person("何丽容")
    client = client_as(shequ)
    for address in ADDRESSES:
        answer = client.get(address.replace("{}", "%s") % ((question,) * address.count("{}")))
        assert answer.status_code in (200, 400, 404, 409, 422), (address, question, answer.status_code)
    assert Person.objects.count() == 1


def test_script_in_what_people_typed_is_shown_as_text(client_as: Any, shequ: User, audit: User) -> None:
    person = factories.person("何丽容", note=SCRIPT)
    Person.objects.filter(pk=person.pk).update(name=SCRIPT[:60])
    pages = [reverse("person", args=[person.uid]), "/persons/", f"/persons/?q={SCRIPT}", f"/search/?q={SCRIPT}"]
    pages += [reverse("history", args=["person", person.uid]), reverse("person-looks", args=[person.uid])]
    for address in pages:
        assert SCRIPT not in client_as(shequ).get(address).content.decode(), address
    assert SCRIPT not in client_as(audit).get(reverse("audit")).content.decode()


def test_every_page_forbids_script_from_elsewhere(client_as: Any, shequ: User) -> None:
    for address in ("/", "/persons/", "/login/"):
        policy = client_as(shequ).get(address, follow=True)["Content-Security-Policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy
        assert "unsafe-inline" not in policy and "unsafe-eval" not in policy


def test_a_form_from_another_site_does_nothing(shequ: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(shequ, backend="accounts.backends.GrantsBackend")
    for address in ("/persons/new/", "/persons/export/", reverse("audit-person"), "/switch-area/"):
        assert client.post(address, {"purpose": "x"}).status_code in (403, 404), address


def test_a_program_that_never_stops_is_told_to_wait(client_as: Any, shequ: User, panfu: User, settings: Any) -> None:
    settings.API_CALLS_A_MINUTE = 3
    minute = int(clock.now().timestamp() // throttling.WINDOW)
    for user in (shequ, panfu):
        for near in (minute, minute + 1):
            throttling.counters(settings.REDIS_URL).delete(f"yisheng:api-calls:user-{user.pk}:{near}")
    with clock.travel(clock.now()):
        client = client_as(shequ)
        answers = [client.get("/api/v1/rosters/") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[3]["Content-Type"] == "application/problem+json" and 0 < int(answers[3]["Retry-After"]) <= 60
        assert client_as(panfu).get("/api/v1/rosters/").status_code == 200


def test_while_redis_is_away_the_duty_goes_on(client_as: Any, shequ: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> int:
        raise RedisDown("away")

    monkeypatch.setattr(throttling.MinuteThrottle, "_count", down)
    assert client_as(shequ).get("/api/v1/rosters/").status_code == 200


def test_nothing_is_sent_abroad_or_anywhere_outside() -> None:
    """SEC29 (个人信息保护法 第三十六条): no setting names an address outside; only the machine's own services are known."""
    text = "".join(file.read_text(encoding="utf-8") for file in Path(project.BASE_DIR, "config").rglob("*.py"))
    outside = [
        url
        for url in re.findall(r"\w+://[^\s\"')]+", text)
        if not re.search(r"127\.0\.0\.1|localhost|///|\{|://$", url)
    ]
    assert outside == []
    templates = "".join(
        file.read_text(encoding="utf-8") for file in Path(project.BASE_DIR, "templates").rglob("*.html")
    )
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//[^\"]+", templates) == []
    assert connection.settings_dict["HOST"].startswith(("/", "127.0.0.1", "localhost", ""))


def test_an_address_of_the_export_of_another_area_is_no_door(client_as: Any, panfu: User) -> None:
    factories.person("何丽容")
    answer = client_as(panfu).post(f"/persons/export/?area={SANYANJING}", {"format": "csv", "purpose": "核对"})
    assert "何丽容" not in b"".join(answer.streaming_content).decode("utf-8-sig")

"""The search never goes blind: without an index it answers and says so, it is stopped in time, and indexes are rebuilt
while it works."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from core import omnibox
from core.indexes import lacking_indexes, rebuild_indexes
from core.omnibox import Finder, Group
from residents.omnibox import INDEXES
from tests.support.factories import person

HTMX = {"HX-Request": "true"}
SLOW = "正在重建索引，结果可能慢"
Clients = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    cache.clear()


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def search(client: Client, query: str) -> str:
    answer = client.get("/search/", {"q": query}, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_every_index_the_search_names_is_there() -> None:
    assert lacking_indexes(INDEXES) == []


@pytest.mark.parametrize("username", ["shequ", "quji"])
@pytest.mark.parametrize("query", ["何丽容", "容", "hlr", "helirong"])
def test_it_answers_without_its_indexes(user_named: Callable, client_as: Clients, username: str, query: str) -> None:
    person("何丽容")
    client = client_as(user_named(username))
    assert "<mark>" in search(client, query) and SLOW not in search(client, query)
    for name in ("person_living", "person_hukou", "person_name", "person_initials", "person_pinyin", "person_letters"):
        run(f"DROP INDEX {name}")
    cache.clear()
    page = search(client, query)
    assert "<mark>" in page and SLOW in page


def test_an_index_that_is_not_valid_counts_as_missing(shequ: User, client_as: Clients) -> None:
    person("何丽容")
    run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'person_living'::regclass")
    page = search(client_as(shequ), "何")
    assert "<mark>" in page and SLOW in page


@pytest.mark.parametrize("headers", [HTMX, None])
def test_a_search_that_takes_too_long_is_stopped(
    shequ: User, client_as: Clients, monkeypatch: pytest.MonkeyPatch, headers: dict | None
) -> None:
    def sleeps(request: object, query: str) -> list[Group]:
        run("SELECT pg_sleep(20)")
        return []

    monkeypatch.setattr(omnibox, "finders", [Finder("slow", sleeps)])
    monkeypatch.setattr(omnibox, "PATIENCE", 0.1)
    page = client_as(shequ).get("/search/", {"q": "何"}, headers=headers)
    assert page.status_code == 200
    assert "找得太久，先停下了：请再加一个字或一个条件" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_indexes_are_rebuilt_one_by_one_and_leftovers_removed(capsys: pytest.CaptureFixture[str]) -> None:
    run("DROP INDEX person_letters")
    run("CREATE INDEX person_last4_ccnew ON residents_person (number_last4)")
    run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'person_last4_ccnew'::regclass")
    run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'person_phone_last4'::regclass")
    call_command("reindex_search", "--missing")
    done = {one["name"]: one["act"] for one in json.loads(capsys.readouterr().out.splitlines()[-1])}
    assert done == {"person_letters": "created", "person_phone_last4": "created"}
    call_command("reindex_search", "person_last4")
    assert json.loads(capsys.readouterr().out.splitlines()[-1])[0]["act"] == "rebuilt"
    cache.clear()
    assert lacking_indexes(INDEXES) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname = 'person_last4_ccnew'")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_two_rebuilds_do_not_meet() -> None:
    first = rebuild_indexes(["person_last4", "person_phone_last4"])
    next(first)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended('rebuild indexes', 0))")
            assert cursor.fetchone() == (False,)
    finally:
        other.close()
        first.close()
    with pytest.raises(CommandError, match="没有这样的索引"):
        call_command("reindex_search", "person_nowhere")

"""The catalogue is whole: every kind that the house knows can be told, or says who tells it; each declaration fits its events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from accounts.models import User
from core.event_log import Saying
from core.outbox import event_kinds
from lifecycle.telling.declaration import BIRTH, Evidence, Field, LifeEvent, LifeEvents, Role, life_events, not_told

# Named by the issue of the life-cycle engine; what the clock tells stands in the second list.
BY_HAND = (
    "person.born", "person.registered", "person.named", "person.enrolled", "person.dropped_out", "person.graduated",
    "person.married", "person.divorced", "person.pregnancy_registered", "person.moved_in", "person.moved_out", "person.moved",
    "person.hukou_transferred", "person.retired", "person.unemployed", "person.employed", "person.disability_certified",
    "person.disability_ended", "person.died", "person.guardian_appointed", "person.guardian_ended", "person.adopted",
    "person.benefit_started", "person.benefit_ended",
)  # fmt: skip
OTHERWISE = (
    "person.widowed",
    "person.death_revoked",
    "person.turned_18",
    "person.turned_60",
    "person.certificate_ending",
)


def test_every_kind_of_the_issue_is_there() -> None:
    assert set(BY_HAND) - set(life_events.keys()) == set()
    assert set(OTHERWISE) - set(event_kinds.keys()) == set()


def test_every_event_kind_can_be_told_or_says_who_tells_it() -> None:
    silent = set(event_kinds.keys()) - set(life_events.keys()) - set(not_told.keys())
    assert not silent, f"{sorted(silent)}: declare a LifeEvent, or a NotTold (docs/how-to/add-an-event.md)"
    assert set(life_events.keys()) & set(not_told.keys()) == set()
    assert all(one.words and one.by in ("clock", "service") for one in not_told)


def test_every_declaration_has_its_event_kind() -> None:
    assert set(life_events.keys()) - set(event_kinds.keys()) == set()


@pytest.mark.parametrize("key", sorted(BY_HAND))
def test_each_is_said_in_words_to_each_of_its_people(key: str) -> None:
    event = life_events[key]
    for role in (*(role.key for role in event.roles), "subject", "spouse"):
        assert event.words(Saying(key, role, dt.date(2026, 11, 2), {})).title
    assert event.title


@pytest.mark.django_db
def test_each_is_told_at_the_desk_and_by_programs(shequ: User, client_as: Callable[[User], Client]) -> None:
    client = client_as(shequ)
    kinds = {row["kind"] for row in client.get("/api/v1/event-kinds/").json()["results"]}
    for key in BY_HAND:
        assert key in kinds
        page = client.get(f"/events/new/{key}/")
        assert page.status_code == 200, key
        empty = client.post(f"/events/new/{key}/", {"occurred_on": "2026-11-02"})
        assert empty.status_code == 422 and "还不能存" in empty.content.decode(), key
        said = client.post(
            "/api/v1/events/", {"kind": key, "occurred_on": "2026-11-02"}, content_type="application/json"
        )
        assert said.status_code == 400 and said.json()["errors"], key


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"group": "杂项"}, "no group"),
        ({"roles": ()}, "no roles"),
        ({"fields": (Field("subject", "重名"),)}, "different keys"),
        ({"fields": (Field("kind_of", "没有选项", "choice"),)}, "no choices"),
        ({"revert": None}, "never_voided"),
    ],
)
def test_a_broken_declaration_stops_start_up(wrong: dict[str, object], words: str) -> None:
    right = {
        "key": "person.tested",
        "title": "试",
        "group": BIRTH,
        "roles": (Role("subject", "谁"),),
        "apply": lambda told: None,
    }
    with pytest.raises(ImproperlyConfigured, match=words):
        LifeEvents("life event", check=life_events._check).register(LifeEvent(**(right | wrong)))  # type: ignore[arg-type]
    assert Evidence(("证",)).required

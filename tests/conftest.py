"""Fixtures for everybody: areas, users by role, signed-in clients, the web role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.gis.db.backends.postgis.operations import PostGISOperations as DatabaseOperations
from django.test import Client
from hypothesis import HealthCheck, settings

from accounts.models import User
from accounts.selectors import forget_areas
from core import clock
from core.history import ALWAYS
from core.models import ParameterValue
from core.parameters import parameters
from tests.support.areas import make_areas
from tests.support.users import PEOPLE, make_user

# A busy machine is no fault of a strategy: nothing here is judged by the clock.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def _only_what_was_written_is_emptied(monkeypatch_session: pytest.MonkeyPatch) -> None:
    """A test with transactions of its own ends in a flush. Truncating some two hundred tables takes seconds, so only those with
    rows are emptied, past triggers and foreign keys.
    """

    def flush(self: DatabaseOperations, style: object, tables: list[str], **_options: object) -> list[str]:
        filled = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
        with self.connection.cursor() as cursor:
            cursor.execute(filled)
            emptied = [f'DELETE FROM "{table}"' for (table,) in cursor.fetchall()]
        return ["SET LOCAL session_replication_role = 'replica'", *emptied] if emptied else []

    monkeypatch_session.setattr(DatabaseOperations, "sql_flush", flush)


@pytest.fixture(scope="session")
def monkeypatch_session() -> Iterator[pytest.MonkeyPatch]:
    """Patches that hold for the whole run."""
    patches = pytest.MonkeyPatch()
    yield patches
    patches.undo()


@pytest.fixture(autouse=True)
def _areas_are_read_anew() -> None:
    """The tree in memory belongs to the rows of one test."""
    forget_areas()


@pytest.fixture
def areas(db: None) -> None:
    make_areas()


@pytest.fixture
def user_named(areas: None) -> Callable[[str], User]:
    """`user_named("shequ")`: one of tests/support/users.py, made when first asked for."""
    made: dict[str, User] = {}

    def get(username: str) -> User:
        if username not in made:
            made[username] = make_user(username)
        return made[username]

    return get


def _fixture_of(username: str) -> Callable[[Callable[[str], User]], User]:
    def user(user_named: Callable[[str], User]) -> User:
        return user_named(username)

    return pytest.fixture(name=username)(user)


for _username in PEOPLE:
    globals()[f"_{_username}"] = _fixture_of(_username)


@pytest.fixture
def client_as() -> Callable[[User], Client]:
    """`client_as(shequ)`: a browser-like client, signed in; its requests run as the web role under row-level security."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="accounts.backends.GrantsBackend")
        return client

    return signed_in


@pytest.fixture
def numbers(areas: None) -> None:
    """The parameter values that ship with the product."""
    ParameterValue.objects.bulk_create(
        [
            ParameterValue(
                key=parameter.key,
                area_code=seed.area,
                during=(seed.since, seed.until),
                value=seed.value,
                document=seed.document,
                clause=seed.clause,
                recorded_at=clock.now(),
                recorded_by="test",
                known_from=ALWAYS,
            )
            for parameter in parameters
            for seed in parameter.seeds
        ]
    )

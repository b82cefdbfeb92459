"""Without a scope the web role finds nobody; with one, only its own; and it cannot step over the wall."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from core.scope import NOWHERE, Scope, area_range, as_system, scoped
from residents.models import IdentityDocument, Person, Residence
from tests.support import factories
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_people(areas: None) -> None:
    factories.person("何丽容", hukou=SANYANJING, living=SANYANJING)
    factories.person("潘慧敏", hukou=PANFU, living=PANFU)


def test_no_scope_no_resident(two_people: None) -> None:
    with scoped(NOWHERE):
        assert not Person.objects.exists()
        assert not IdentityDocument.objects.exists()
        assert not Residence.objects.exists()
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "names"), [(SANYANJING, ["何丽容"]), (PANFU, ["潘慧敏"]), (DEYUANLI, []), (HONGQIAO, ["何丽容"])]
)
def test_scope_shows_its_own(two_people: None, code: str, names: list[str]) -> None:
    with scoped(Scope.of([code])):
        assert list(Person.objects.values_list("name", flat=True)) == names
        assert IdentityDocument.objects.count() == len(names)


def test_system_sees_all_and_scope_returns_after_it(two_people: None) -> None:
    with scoped(Scope.of([PANFU])):
        with as_system("test"):
            assert Person.objects.count() == 2
        assert Person.objects.count() == 1


def test_cannot_write_outside_the_scope(two_people: None) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), scoped(Scope.of([PANFU])):
        Person.objects.filter(name="潘慧敏").update(hukou_area=SANYANJING, living_area=SANYANJING)
    with scoped(Scope.of([PANFU])):
        assert Person.objects.filter(name="何丽容").update(note="x") == 0


def test_web_role_cannot_bypass() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [settings.WEB_ROLE])
        assert cursor.fetchone() == (False, False)


def test_logs_only_grow(shequ: object) -> None:
    for table in ("core_readlog", "core_exportrecord", "residents_personevent", "lifecycle_rosterentry"):
        with pytest.raises(ProgrammingError, match="permission denied"), scoped(NOWHERE), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_ranges() -> None:
    assert area_range("440104001") == ("440104001", "440104002")
    assert area_range("440100") == ("4401", "4402")
    assert area_range("000000") == ("0", ":")
    assert Scope.of([SANYANJING, HONGQIAO]).ranges == (("440104001", "440104002"),)
    scope = Scope.of([SANYANJING, PANFU])
    assert scope.covers(SANYANJING) and not scope.covers(HONGQIAO)
    assert scope.holds(PANFU) and not scope.holds(DEYUANLI)
    many = Scope.of(["440104001", "440104003", "440104004", "440105", "440106"])
    assert len(many.slots()) == 3 and many.slots()[-1][1] == many.ranges[-1][1]


def test_error_inside_restores_the_outer_scope(two_people: None) -> None:
    with transaction.atomic(), scoped(Scope.of([PANFU])):
        with pytest.raises(ZeroDivisionError), scoped(NOWHERE):
            _ = 1 / 0
        assert Person.objects.count() == 1

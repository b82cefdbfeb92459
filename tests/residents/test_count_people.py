"""Numbers that are never counted: they follow every write, agree with a real count, and nobody waits at a counter."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from accounts.models import User
from core.rollups import rollups
from core.scope import Scope, scoped
from core.services.rollups import compare, fold, rebuild
from residents.models import HouseholdCount, Person, PersonCount, PersonTotal
from residents.selectors.counts import households_total, living_by_area, people_by_birth_year, persons_total
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU
from tests.support.factories import household, person

ELSEWHERE = "420106"  # a district of another province
NEXT_DOOR = "440106"  # another district of the same city


def all_agree() -> bool:
    return all(compare(rollup).wrong == 0 for rollup in rollups)


def total(code: str) -> int:
    found = persons_total(Scope.of([code]), {})
    assert found is not None
    return found.number


def listed(code: str) -> int:
    return Person.objects.filter(Scope.of([code]).q("hukou_area", "living_area")).exclude(status="merged").count()


def test_each_area_counts_everybody_once(areas: None) -> None:
    person("何丽容")
    person("邓国强", hukou=SANYANJING, living=DEYUANLI)  # two communities of one street
    person("邓雅琴", hukou=SANYANJING, living=PANFU)  # two streets
    person("冼伟强", hukou=PANFU, living=NEXT_DOOR)
    person("黎浩哲", hukou=ELSEWHERE, living=PANFU)
    person("潘慧敏", hukou=None, living=DEYUANLI)
    for code in (SANYANJING, DEYUANLI, HONGQIAO, PANFU, YUEXIU, "440100", "440000", "000000", NEXT_DOOR):
        assert total(code) == listed(code), code
    assert total(YUEXIU) == 6
    assert dict(living_by_area(Scope.of([YUEXIU]))) == {SANYANJING: 1, DEYUANLI: 2, PANFU: 2}


def test_who_is_registered_in_another_city_is_floating(areas: None) -> None:
    person("黎浩哲", hukou=ELSEWHERE, living=PANFU, birth=dt.date(1990, 5, 1))
    person("潘慧敏", hukou=NEXT_DOOR, living=PANFU, birth=dt.date(1991, 5, 1))
    district = Scope.of([YUEXIU])
    assert people_by_birth_year(district, ties=["floating"]) == {1990: 1}
    assert people_by_birth_year(district, ties=["living"]) == {1991: 1}


def test_numbers_follow_every_kind_of_write(areas: None) -> None:
    draw, places = Random(7), [SANYANJING, DEYUANLI, PANFU, ELSEWHERE, NEXT_DOOR, ""]
    people = [
        person(f"何{n}", hukou=draw.choice(places) or None, living=draw.choice(places) or None) for n in range(30)
    ]
    assert all_agree()
    for _ in range(25):
        chosen = Person.objects.filter(pk__in=[one.pk for one in draw.sample(people, 5)])
        change = draw.choice(["move", "die", "merge", "sex", "birth", "delete", "note"])
        if change == "delete":
            people = [one for one in people if one.pk not in set(chosen.values_list("pk", flat=True))]
            chosen.delete()
            people += [person(f"新{draw.random():.4f}", living=PANFU) for _ in range(5)]
        else:
            chosen.update(
                **{
                    "move": {"hukou_area": draw.choice(places), "living_area": draw.choice(places)},
                    "die": {"status": "deceased", "died_on": dt.date(2026, 1, 1)},
                    "merge": {"status": "merged"},
                    "sex": {"sex": draw.choice("12")},
                    "birth": {"birth_date": draw.choice([None, dt.date(1970, 1, 1)])},
                    "note": {"note": "x"},
                }[change]
            )
        assert all_agree(), change
    assert all(total(code) == listed(code) for code in (SANYANJING, HONGQIAO, YUEXIU, "440000"))


def test_a_change_of_nothing_that_is_counted_writes_no_number(areas: None) -> None:
    who = person("何丽容")
    before = PersonCount.objects.count()
    Person.objects.filter(pk=who.pk).update(note="门牌待问", name="何丽蓉")
    assert PersonCount.objects.count() == before


def test_folding_leaves_the_sums_and_fewer_rows(areas: None) -> None:
    for _ in range(5):
        person("何丽容", birth=dt.date(1985, 3, 5))
    Person.objects.first().delete()  # type: ignore[union-attr]
    assert PersonTotal.objects.count() == 6
    assert fold(rollups["person-totals"]) == 5
    assert PersonTotal.objects.get().number == 4
    assert all_agree()


def test_a_difference_is_reported_and_not_repaired(areas: None, capsys: pytest.CaptureFixture[str]) -> None:
    person("何丽容")
    PersonTotal.objects.update(number=3)
    with pytest.raises(CommandError, match="differs from a real count"):
        call_command("rollups", "--check", "person-totals")
    assert '"kept": 3, "real": 1' in capsys.readouterr().out
    assert PersonTotal.objects.get().number == 3
    rebuild(rollups["person-totals"])
    assert all_agree()


def test_an_emptied_base_has_no_numbers(areas: None) -> None:
    person("何丽容")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE residents_person CASCADE")
    assert not PersonCount.objects.exists() and not PersonTotal.objects.exists()


def test_numbers_stand_behind_the_wall_and_are_not_written_by_the_web_role(areas: None) -> None:
    person("何丽容")
    person("潘慧敏", hukou=PANFU, living=PANFU)
    with scoped(Scope.of([PANFU])):
        assert list(PersonTotal.objects.values_list("area", "number")) == [(PANFU, 1)]
    for model in (PersonCount, PersonTotal, HouseholdCount):
        with pytest.raises(ProgrammingError, match="permission denied"), scoped(Scope.of([PANFU])):
            model.objects.update(number=0)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        scoped(Scope.of([PANFU])),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM residents_persontotal_real()")


def test_lists_say_how_many_there_are(areas: None) -> None:
    husband, wife = person("邓国强", sex="1"), person("何丽容", hukou=PANFU)
    household(husband, (wife, "10"))
    scope = Scope.of([SANYANJING])
    said = {sex: persons_total(scope, {"sex": sex}) for sex in "12"}
    assert {sex: found.number for sex, found in said.items() if found} == {"1": 1, "2": 1}
    assert persons_total(scope, {"born_from": "1990-01-01"}) is None
    assert persons_total(scope, {"area": PANFU}) is None
    several = persons_total(Scope.of([SANYANJING, PANFU]), {})
    assert several is not None and several.about
    homes = households_total(scope, {"kind": "registered"})
    assert homes is not None and homes.number == 1


def test_the_side_bar_shows_the_newest_number(client_as: Callable[[User], Client], shequ: User) -> None:
    client = client_as(shequ)

    def shown() -> str:
        found = re.search(r"居民<[^>]*>(\d+)<", client.get("/persons/").content.decode())
        return found[1] if found else ""

    person("何丽容")
    assert shown() == "1"
    person("邓国强", sex="1")
    assert shown() == "2"


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_do_not_wait_for_each_other() -> None:
    """Both hold uncommitted people of one community while a third session folds: nobody waits, nothing is lost."""
    both_wrote, errors = threading.Barrier(2, timeout=20), []

    def bring(name: str) -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '5s'")
                for number in range(20):
                    person(f"{name}{number}", birth=dt.date(1980, 1, 1))
                both_wrote.wait()
                fold(rollups["persons"])  # a fold in the middle of two imports
        except Exception as error:  # told to the main thread, which fails the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring, args=(name,)) for name in ("甲", "乙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert total(SANYANJING) == Person.objects.count() == 40
    for rollup in rollups:
        fold(rollup)
    assert PersonTotal.objects.get().number == 40
    assert all_agree()

"""The demo population: repeatable, spread as the published shares say, coherent in time."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from functools import cache
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.crypto import digest
from residents.demo.births import YEAR, Part
from residents.demo.homes import Homes
from residents.demo.people import people
from residents.demo.plan import SHOWCASE, quotas, units
from residents.demo.profiles import REGION, Profile, Serials, number
from residents.demo.records import FamilyRecord, Life
from residents.demo.shares import age_bands
from residents.domain.ages import age_on
from residents.domain.id_number import is_valid, sex
from residents.models import Household, IdentityDocument, Kinship, Person, Residence
from tests.support.areas import SANYANJING

ON = dt.date(2026, 11, 1)
TODAY = ON.toordinal()
CODES = [SHOWCASE, "440104001101", "440104004107", "440104007001"]


@cache
def district(seed: int = 7, residents: int = 6000) -> list[tuple[FamilyRecord, list[Profile]]]:
    quota = quotas(CODES, residents, seed)
    homes, serials = Homes(seed, quota, dict.fromkeys(CODES, "三眼井社区")), Serials()
    return [family for unit in units(quota) for family in people(seed, unit, homes, ON, serials)]


def lives() -> list[tuple[Life, Profile]]:
    return [pair for record, profiles in district() for pair in zip(record.lives, profiles, strict=True)]


def told(families: list[tuple[FamilyRecord, list[Profile]]]) -> list[tuple[object, ...]]:
    return [
        (profile.uid, profile.name, profile.number, life.stays, life.belongings)
        for record, profiles in families
        for life, profile in zip(record.lives, profiles, strict=True)
    ]


def test_same_seed_same_people_another_seed_others() -> None:
    first = told(district(3, 900))
    district.cache_clear()
    assert told(district(3, 900)) == first
    assert not {row[0] for row in told(district(4, 900))} & {row[0] for row in first}


def test_every_person_is_there_once_and_the_showcase_is_never_empty() -> None:
    assert sorted(life.id for life, _ in lives()) == list(range(1, 6001))
    assert quotas(CODES, 3, 1)[SHOWCASE] >= 1
    assert sum(quotas(CODES, 12_345, 1).values()) == 12_345


def test_numbers_are_valid_unique_and_agree_with_birth_and_sex() -> None:
    numbers = [profile.number for _, profile in lives() if profile.number]
    assert len(set(numbers)) == len(numbers) > 5900
    for life, profile in lives():
        if profile.number:
            assert is_valid(profile.number) and profile.number.startswith(REGION)
            assert sex(profile.number) == life.someone.birth.sex
            assert profile.number[6:14] == dt.date.fromordinal(life.someone.day).strftime("%Y%m%d")
        else:
            assert profile.temporary and life.someone.age(TODAY) < 1


def test_a_birthday_has_499_numbers_for_each_sex() -> None:
    every = {number(TODAY, code, order) for code in "12" for order in range(499)}
    assert len(every) == 998 and all(map(is_valid, every))
    with pytest.raises(ValueError, match="too many"):
        number(TODAY, "1", 499)


def test_nothing_happens_before_birth_after_death_or_in_the_future() -> None:
    for life, profile in lives():
        someone = life.someone
        end = someone.birth.died or TODAY + 1
        for stay in life.stays:
            assert someone.day <= stay.start <= end, profile.name
            assert stay.end == 0 or stay.start < stay.end <= end
        for part in life.belongings:
            assert someone.day <= part.start <= end and (part.end == 0 or part.start < part.end <= end)
        if someone.birth.died:
            assert all(stay.end for stay in life.stays) and someone.birth.died > someone.day


def test_one_registration_and_one_home_at_a_time() -> None:
    for life, _ in lives():
        for registration in (True, False):
            stays = sorted((s.start, s.end or TODAY + 1) for s in life.stays if (s.kind == "hukou") == registration)
            assert all(former[1] <= later[0] for former, later in pairwise(stays))


def test_parents_are_grown_and_alive_and_the_law_allows_each_marriage() -> None:
    for life, _ in lives():
        child = life.someone
        if child.mother:
            assert 21 <= (child.day - child.mother.day) / YEAR <= 44 and not child.mother.male
            assert not child.mother.birth.died or child.mother.birth.died > child.day
        if child.father:
            assert 22.9 <= (child.day - child.father.day) / YEAR <= 56 and child.father.male
        if child.spouse:
            assert child.spouse.spouse is child and child.spouse.male != child.male
            wedding = dt.date.fromordinal(child.married)
            assert age_on(dt.date.fromordinal(child.day), wedding) >= (22 if child.male else 20)
            assert wedding <= ON and all(child.married < c.day for c in child.children if c in child.spouse.children)


def test_no_minor_stands_alone() -> None:
    for record, _ in district():
        ages = [life.someone.age(TODAY) for life in record.lives]
        assert max(ages) >= 16


def test_there_are_twins_three_generations_lone_elders_newborns_without_name_and_former_names() -> None:
    everybody = lives()
    assert any(life.someone.birth.twin and life.someone.mother for life, _ in everybody)
    relations = Counter(part.relation for life, _ in everybody for part in life.belongings)
    assert relations["41"] and relations["43"] and relations["51"] and relations["56"]
    alone = [r for r, _ in district() if len(r.lives) == 1 and r.lives[0].someone.age(TODAY) >= 60]
    assert len(alone) > 60
    assert any(profile.temporary for _, profile in everybody)
    assert any(profile.former_name for _, profile in everybody)


def test_children_on_both_sides_of_the_school_years_edge_live_in_the_showcase() -> None:
    born = {life.someone.day for life, _ in lives() if life.home_area == SHOWCASE}
    assert {dt.date(2020, 8, 31).toordinal(), dt.date(2020, 9, 1).toordinal()} <= born


def test_ages_and_classes_follow_the_published_shares() -> None:
    everybody = [life for life, _ in lives()]
    registered = [life.someone for life in everybody if life.someone.birth.part is Part.REGISTERED]
    elders = sum(one.age(TODAY) >= 60 for one in registered) / len(registered)
    published = sum(band[3] for band in age_bands() if band[0] >= 60) / sum(band[3] for band in age_bands())
    assert abs(elders - published) < 0.02
    living = [life for life in everybody if not life.someone.birth.died and life.someone.birth.part is not Part.GONE]
    here = [_current(life, home=True).startswith("440104") for life in living]
    known = [_current(life, home=False).startswith("440104") for life in living]
    both = sum(h and k for h, k in zip(here, known, strict=True)) / len(living)
    away = sum(k and not h for h, k in zip(here, known, strict=True)) / len(living)
    assert abs(both - 0.52) < 0.04 and abs(away - 0.20) < 0.03


def test_surnames_are_cantonese() -> None:
    surnames = Counter(profile.name[0] for _, profile in lives())
    assert surnames.most_common(1)[0][0] == "陈"
    assert surnames["梁"] > surnames["徐"]


def _current(life: Life, *, home: bool) -> str:
    """The area of a person's present home, or registration; "" when there is none."""
    return next((s.place.area for s in reversed(life.stays) if (s.kind != "hukou") == home and not s.end), "")


@pytest.fixture
def seeded(areas: None) -> dict[str, int]:
    out = StringIO()
    call_command("seed_demo", residents=700, seed=5, stdout=out, stderr=StringIO())
    result: dict[str, int] = json.loads(out.getvalue().splitlines()[-1])
    return result


def test_command_fills_the_base_and_says_what_it_made(seeded: dict[str, int]) -> None:
    assert seeded["persons"] == Person.objects.count() == 700
    assert seeded["households"] == Household.objects.count()
    assert Person.objects.filter(is_synthetic=False).count() == 0
    assert Person.objects.filter(living_area=SANYANJING).exists()
    document = IdentityDocument.objects.select_related("person").first()
    assert document is not None and is_valid(document.number)
    assert (
        bytes(document.digest) == digest(document.number, "document") and document.person.number_last4 == document.last4
    )


def test_projections_agree_with_the_residences(seeded: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for person in Person.objects.filter(status="living", temporary_name=False):
        now = Residence.objects.filter(person=person, during__contains=ON)
        assert person.hukou_area == now.get(kind="hukou").area_code
        assert person.living_area == now.exclude(kind="hukou").get().area_code


def test_every_kinship_has_its_mirror(seeded: dict[str, int]) -> None:
    links = set(Kinship.objects.values_list("person_id", "relative_id", "kind"))
    mirror = {"parent": "child", "child": "parent", "spouse": "spouse"}
    assert links and all((relative, person, mirror[kind]) in links for person, relative, kind in links)


def test_a_filled_base_is_left_alone_unless_told_otherwise(seeded: dict[str, int]) -> None:
    with pytest.raises(CommandError, match="底册里已经有人"):
        call_command("seed_demo", residents=10, stderr=StringIO())
    Person.objects.filter(pk=1).update(is_synthetic=False)
    with pytest.raises(CommandError, match="真实"):
        call_command("seed_demo", residents=10, replace=True, stderr=StringIO())


def test_without_areas_it_says_what_to_do(db: None) -> None:
    with pytest.raises(CommandError, match="load_areas"):
        call_command("seed_demo", residents=10, stderr=StringIO())

"""Whom of the base a record may mean, pairs of the base that may be one, and who decides about them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from core.errors import NotAllowed, NotFound
from core.scope import Scope, scoped
from residents.domain.likeness import Claim
from residents.domain.number_likeness import number_claim
from residents.models import IdentityDocument, Likeness, Person
from residents.selectors.candidates import find_candidates
from residents.selectors.claims import claims_of
from residents.services.correct import correct_person
from residents.services.duplicates import find_duplicates
from residents.services.likeness import close_pairs, defer, reopen_pairs, set_apart
from residents.services.name_keys import refresh_name_keys
from tests.support import factories
from tests.support.areas import DEYUANLI, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
BIRTH = dt.date(1968, 5, 12)


def names(claims: list[Claim], **said: object) -> list[list[str]]:
    return [[candidate.claim.name for candidate in some] for some in find_candidates(claims, **said)]  # type: ignore[arg-type]


@pytest.fixture
def liang(areas: None) -> Person:
    return factories.person(
        "梁惠珍", birth=BIRTH, number=factories.id_number(BIRTH, "2", order=61), phone="13800000001"
    )


def number_of(person: Person) -> str:
    return IdentityDocument.objects.get(person=person).number


def swapped(number: str) -> str:
    """Two neighbours exchanged, inside the digits of birth."""
    place = next(place for place in range(8, 13) if number[place] != number[place + 1])
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def test_a_number_is_found_as_it_was_and_as_it_was_written_wrong(liang: Person) -> None:
    number = number_of(liang)
    written = [number, number[:6] + number[8:17], swapped(number), number[:16] + "0" + number[17:], number[:17], "无"]
    found = names([Claim(name="梁惠珍", number=number_claim(text)) for text in written])
    assert found == [["梁惠珍"]] * 5 + [[]]


@pytest.mark.parametrize(
    "said",
    [
        {"name": "樑惠珍", "birth_date": BIRTH},
        {"name": "梁惠贞", "birth_date": BIRTH},
        {"name": "梁?珍", "birth_date": BIRTH},
        {"name": "粱 惠 珍", "birth_date": BIRTH},
        {"name": "梁惠珍", "birth_date": dt.date(1968, 12, 5)},
        {"name": "梁惠珍", "birth_date": BIRTH.replace(day=1), "by_month": True},
        {"name": "梁惠珍", "birth_date": None},
    ],
)
def test_what_is_left_of_a_damaged_record_still_leads_there(liang: Person, said: dict) -> None:
    assert names([Claim(sex="2", living_area=SANYANJING, **said)]) == [["梁惠珍"]]


def test_a_former_name_a_telephone_and_a_household_lead_there(liang: Person, shequ: User) -> None:
    house = factories.household(liang, number="00100700042")
    correct_person(person_uid=liang.uid, changes={"name": "谭晓玥"}, reason="看了身份证原件", by=shequ)
    claims = [
        Claim(name="梁惠珍", birth_date=BIRTH, sex="2", living_area=SANYANJING),
        Claim(name="谭小月", phone=claims_of([liang.pk])[liang.pk].phone, birth_date=BIRTH, sex="2"),
        Claim(name="谭晓玥", households=frozenset({(SANYANJING, house.number)})),
    ]
    assert names(claims) == [["谭晓玥"]] * 3


def test_nobody_is_found_outside_the_scope(liang: Person) -> None:
    claims = [Claim(name="梁惠珍", birth_date=BIRTH, sex="2", living_area=SANYANJING)]
    assert names(claims, within=Scope.of([PANFU])) == [[]]
    with scoped(Scope.of([PANFU])):
        assert names(claims) == [[]]
    with scoped(Scope.of([SANYANJING])):
        assert names(claims) == [["梁惠珍"]]


def test_two_who_fit_are_two_who_may_be_meant(liang: Person) -> None:
    factories.person("梁惠珍", birth=BIRTH, phone="13800000001")
    (found,) = find_candidates([Claim(name="梁惠珍", birth_date=BIRTH, sex="2", phone=bytes(liang.phone_digest))])
    assert [c.judgement.verdict for c in found] == ["possible", "possible"]
    assert all("不止一个人符合" in c.judgement.words for c in found)


def test_twins_of_one_file_are_not_both_the_child_of_the_base(areas: None) -> None:
    mother = factories.person("王丽", birth=dt.date(1992, 1, 1))
    child = factories.person("王丽之女", birth=dt.date(2026, 1, 3), number=None)
    factories.kin(child, mother, "parent")
    said = {"birth_date": dt.date(2026, 1, 3), "sex": "2", "mother": mother.pk}
    one, other = (
        Claim(name=name, number=number_claim(factories.id_number(said["birth_date"], "2")), **said)
        for name in ("陈嘉欣", "陈嘉怡")
    )
    alone, together = find_candidates([one]), find_candidates([one, other])
    assert alone[0][0].judgement.verdict == "certain"
    assert [some[0].judgement.verdict for some in together] == ["possible", "possible"]


def test_the_order_of_the_records_does_not_matter(liang: Person) -> None:
    factories.person("何丽容", birth=dt.date(1985, 3, 5))
    claims = [Claim(name=name, birth_date=day, sex="2", living_area=SANYANJING)
              for name, day in (("梁惠贞", BIRTH), ("何丽蓉", dt.date(1985, 3, 5)), ("郑某", BIRTH))]  # fmt: skip
    assert names(claims) == list(reversed(names(list(reversed(claims)))))


@pytest.fixture
def pair(liang: Person) -> tuple[Person, Person]:
    """The same woman again: an old number of fifteen digits was registered wrong by a digit, the name is traditional."""
    again = factories.person("梁惠貞", birth=BIRTH, number=None, phone="13800000001")
    factories.person("何丽容")
    return liang, again


def test_pairs_are_written_down_once(pair: tuple[Person, Person]) -> None:
    first, second = find_duplicates(), find_duplicates()
    kept = Likeness.objects.get()
    assert (first.new, second.new, second.again, second.gone) == (1, 0, 0, 0)
    assert (kept.left, kept.right, kept.state) == (*pair, "open")
    assert "姓名同音，字不同（珍／贞）" in [sign["text"] for sign in kept.signs]


def test_the_command_counts_and_keeps_to_an_area(pair: tuple[Person, Person]) -> None:
    out = StringIO()
    call_command("find_duplicates", area=PANFU, stdout=out)
    assert json.loads(out.getvalue())["persons"] == 0
    call_command("find_duplicates", area=YUEXIU, stdout=out)
    assert json.loads(out.getvalue().splitlines()[-1])["new"] == 1


def test_set_apart_stays_apart_until_the_facts_change(pair: tuple[Person, Person], shequ: User) -> None:
    find_duplicates()
    uid = Likeness.objects.get().uid
    set_apart(pair_uid=uid, by=shequ, why="看过两本户口簿")
    find_duplicates()
    kept = Likeness.objects.get()
    assert (kept.state, kept.decided_by, kept.why) == ("apart", "shequ", "看过两本户口簿")
    correct_person(person_uid=pair[1].uid, changes={"name": "梁惠珍"}, reason="看了身份证原件", by=shequ)
    assert find_duplicates().again == 1
    assert Likeness.objects.get().state == "open"


def test_a_pair_put_off_waits_and_one_no_longer_alike_is_taken_away(pair: tuple[Person, Person], shequ: User) -> None:
    find_duplicates()
    assert defer(pair_uid=Likeness.objects.get().uid, by=shequ).state == "later"
    assert find_duplicates().new == 0
    correct_person(
        person_uid=pair[1].uid,
        changes={"name": "郑宏图", "birth_date": dt.date(2001, 2, 3)},
        reason="看了身份证原件",
        by=shequ,
    )
    assert find_duplicates().gone == 1
    assert not Likeness.objects.exists()


def test_merging_closes_the_pair_and_undoing_opens_it(pair: tuple[Person, Person], shequ: User) -> None:
    find_duplicates()
    close_pairs(*pair, by=shequ, why="看过户口簿")
    assert Likeness.objects.get().state == "merged"
    assert find_duplicates().again == 0
    reopen_pairs(*pair, by=shequ)
    assert Likeness.objects.get().state == "later"


def test_a_pair_is_seen_and_decided_only_where_both_persons_are(
    liang: Person, shequ: User, panfu: User, quji: User, audit: User
) -> None:
    factories.person("梁惠贞", birth=BIRTH, number=None, hukou=DEYUANLI, living=DEYUANLI, phone="13800000001")
    find_duplicates()
    uid = Likeness.objects.get().uid
    for area, seen in ((SANYANJING, 0), (DEYUANLI, 0), (PANFU, 0), (YUEXIU, 1)):
        with scoped(Scope.of([area])):
            assert Likeness.objects.count() == seen, area
    for user in (shequ, panfu):
        with pytest.raises(NotFound):
            set_apart(pair_uid=uid, by=user)
    with pytest.raises(NotAllowed):
        set_apart(pair_uid=uid, by=audit)
    assert set_apart(pair_uid=uid, by=quji).state == "apart"


def test_name_keys_follow_the_table_of_variants(liang: Person) -> None:
    from django.db import connection  # noqa: PLC0415 - the owner's connection, as the command uses it

    Person.objects.filter(pk=liang.pk).update(name="樑惠珍", name_key="樑惠珍")
    assert refresh_name_keys(connection) == 1
    assert Person.objects.get(pk=liang.pk).name_key == "梁惠珍"


def test_the_desk_shows_who_looks_alike_and_keeps_what_was_typed(
    liang: Person, shequ: User, client_as: Callable
) -> None:
    client = client_as(shequ)
    typed = {
        "name": "梁惠贞", "number": "", "sex": "2", "birth_date": "1968-05-12", "living_area": "三眼井社区",
        "living_address": "三眼井直街12号402", "hukou_area": SANYANJING, "since": "2026-03-01", "reason": "看了户口簿",
    }  # fmt: skip
    asked = client.post("/persons/new/", typed)
    page = asked.content.decode()
    assert asked.status_code == 422 and not Person.objects.filter(name="梁惠贞").exists()
    assert "底册里有 1 位相像的人" in page and "姓名同音，字不同（珍／贞）" in page and "就是她" in page
    assert f"/persons/{liang.uid}/" in page and "三眼井直街12号402" in page and 'value="梁惠贞"' in page
    assert number_of(liang) not in page
    client.post("/persons/new/", typed | {"others": str(liang.uid)})
    fresh = Person.objects.get(name="梁惠贞")
    kept = Likeness.objects.get()
    assert {kept.left_id, kept.right_id} == {liang.pk, fresh.pk} and (kept.state, kept.decided_by) == ("apart", "shequ")
    assert find_duplicates().again == 0


def test_the_desk_tells_nothing_of_people_elsewhere(liang: Person, panfu: User, client_as: Callable) -> None:
    typed = {
        "name": "梁惠珍", "number": "", "sex": "2", "birth_date": "1968-05-12", "living_area": PANFU, "hukou_area": PANFU,
        "since": "2026-03-01", "reason": "看了户口簿",
    }  # fmt: skip
    assert client_as(panfu).post("/persons/new/", typed).status_code == 302
    assert find_duplicates().new == 1

"""Rows whose number leads to nobody: linked when it is certain, laid before a person with everybody they may mean when not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.models import User
from residents.models import IdentityDocument, Likeness, Person
from residents.tasks import find_duplicates_of_batch
from tests.imports.support import bring, only_row, xlsx
from tests.support import factories
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db
BIRTH = dt.date(1968, 5, 12)
ROW = {
    "户号": "00100700001", "与户主关系": "户主", "姓名": "梁惠珍", "证件号码": "", "性别": "女", "出生日期": "1968-05-12",
    "联系电话": "13800000001", "户籍地区划代码": SANYANJING, "现住社区代码": SANYANJING, "居住类型": "户在人在",
    "街路巷": "三眼井直街", "门牌号": "12号", "房号": "402",
}  # fmt: skip


def brought(by: User, **changes: str):
    row = ROW | changes
    return bring(xlsx(list(row), list(row.values())), "SQ01", by)


@pytest.fixture
def liang(areas: None) -> Person:
    return factories.person("梁惠珍", birth=BIRTH, phone="13800000001")


def test_who_is_certain_is_linked_and_the_row_says_why(liang: Person, shequ: User) -> None:
    row = only_row(brought(shequ, 姓名="樑惠珍"))
    assert (row.verdict, row.person_id) == ("accepted", liang.pk)
    assert "认定是底册里的人" in row.note and "电话相同" in row.note
    assert Person.objects.count() == 1


def test_a_number_that_nobody_had_is_added_to_the_person(shequ: User, areas: None) -> None:
    known = factories.person("梁惠珍", birth=BIRTH, number=None, phone="13800000001")
    number = factories.id_number(BIRTH, "2", order=77)
    row = only_row(brought(shequ, 证件号码=number))
    assert (row.verdict, row.person_id) == ("accepted", known.pk), row.problems
    assert IdentityDocument.objects.get(person=known).number == number


def test_a_number_that_fails_its_check_is_refused_and_says_who_may_be_meant(liang: Person, shequ: User) -> None:
    number = IdentityDocument.objects.get(person=liang).number
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    row = only_row(brought(shequ, 证件号码=wrong))
    assert row.verdict == "refused"
    assert "证号只差一位" in str(row.problems) and number not in str(row.problems)


def test_the_reviewer_sees_both_and_everybody_else_and_chooses(liang: Person, shequ: User, client_as: Callable) -> None:
    other = factories.person("梁惠贞", birth=BIRTH, phone="13800000002")
    batch = brought(shequ, 姓名="梁惠真", 联系电话="")
    row = only_row(batch)
    assert row.verdict == "review" and "相像的人，共 2 人" in str(row.problems)
    client, address = client_as(shequ), f"/imports/{batch.uid}/rows/{row.line}/"
    page = client.get(address).content.decode()
    assert "底册里有 2 个人相像" in page and "梁惠珍" in page and "梁惠贞" in page
    assert "如果是同一个人" in page and "如果不是" in page and "新登记一位居民「梁惠真」" in page
    page = client.get(f"{address}?with={other.uid}").content.decode()
    assert f'name="with" value="{other.uid}"' in page
    client.post(address, {"decision": "same", "with": str(other.uid)})
    row.refresh_from_db()
    assert (row.verdict, row.person_id, row.decision) == ("accepted", other.pk, "same")
    assert Person.objects.count() == 2


def test_somebody_else_is_registered_anew(liang: Person, shequ: User, client_as: Callable) -> None:
    batch = brought(shequ, 联系电话="")
    row = only_row(batch)
    assert row.verdict == "review"
    client_as(shequ).post(f"/imports/{batch.uid}/rows/{row.line}/", {"decision": "accept"})
    row.refresh_from_db()
    assert row.verdict == "accepted" and row.person_id not in (None, liang.pk)
    assert Person.objects.filter(name="梁惠珍").count() == 2


def test_a_damaged_name_is_somebody_known_or_must_be_mended(liang: Person, shequ: User, client_as: Callable) -> None:
    batch = brought(shequ, 姓名="梁?珍")
    row = only_row(batch)
    client, address = client_as(shequ), f"/imports/{batch.uid}/rows/{row.line}/"
    page = client.get(address).content.decode()
    assert "梁<u>惠</u>珍" in page and "梁<u>?</u>珍" in page and "姓名不全，不能登记为新的人" in page
    assert client.post(address, {"decision": "accept"}).status_code == 422
    client.post(address, {"decision": "same", "with": str(liang.uid)})
    row.refresh_from_db()
    assert (row.person_id, Person.objects.count()) == (liang.pk, 1)


def test_a_damaged_name_that_is_mended_becomes_somebody_new(liang: Person, shequ: User, client_as: Callable) -> None:
    batch = brought(shequ, 姓名="梁?珍", 联系电话="")
    client_as(shequ).post(
        f"/imports/{batch.uid}/rows/{only_row(batch).line}/", {"decision": "accept", "fill_name": "梁惠贞"}
    )
    assert sorted(Person.objects.values_list("name", flat=True)) == ["梁惠珍", "梁惠贞"]


def test_a_person_elsewhere_is_asked_about_and_not_told_of(shequ: User, client_as: Callable) -> None:
    factories.person("梁惠贞", birth=BIRTH, hukou=PANFU, living=PANFU, phone="13800000001")
    batch = brought(shequ)
    row = only_row(batch)
    assert row.verdict == "review" and "别的社区" in str(row.problems) and "惠贞" not in str(row.problems)
    page = client_as(shequ).get(f"/imports/{batch.uid}/rows/{row.line}/").content.decode()
    assert "惠贞" not in page and "看过证件，没有错，入库" in page


def test_after_a_commit_its_persons_are_compared_with_the_base(liang: Person, shequ: User) -> None:
    batch = brought(shequ, 证件号码=factories.id_number(BIRTH, "2", order=88), 姓名="梁惠珍", 联系电话="", 街路巷="")
    if only_row(batch).verdict == "review":
        pytest.fail("two numbers alone are no question")
    find_duplicates_of_batch(batch.pk)
    kept = Likeness.objects.get()
    assert kept.source == f"SQ01:{batch.pk}"

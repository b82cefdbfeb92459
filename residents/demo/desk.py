"""A morning's work for the demo clerk: a newborn file waiting for a decision, and what the desk registered the day before.

All of it goes through the services of the product, so what the screen shows is what a clerk would see. Nobody is added.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from openpyxl import Workbook

from accounts.selectors.areas import area_name
from core import clock
from core.imports.batches import receive, visible
from core.imports.checking import check_batch
from core.scope import as_system
from residents.demo.plan import SHOWCASE
from residents.demo.profiles import REGION
from residents.domain.id_number import check_character
from residents.models import Dwelling, Household, HouseholdMembership, IdentityDocument, Kinship, Person, Residence
from residents.models.household import HouseholdKind
from residents.models.kinship import KinshipKind
from residents.services.correct import correct_person
from residents.services.member import remove_member
from residents.services.move import Destination, move_home

FILE_NAME = "洪桥派出所_新生儿上户.xlsx"
HEADERS = (
    *("数据日期", "数据单位", "身份证号", "姓名", "性别", "受理日期", "居村委会", "居民组"),
    *("父亲姓名", "父亲身份证号", "母亲姓名", "母亲身份证号"),
)
_GIVEN = ("奕辰", "芷晴", "浩宇", "诗涵", "梓睿", "可馨", "沐宸", "语桐")
_BIRTHS = len(_GIVEN)
_ACTS = 4
_PRESENT = Q(memberships__during__upper_inf=True, memberships__person__status="living")


def lay_out(*, by: Any) -> Any:
    """Leave the file checked and unentered in the clerk's imports; returns the batch.

    None when the clerk has had a file before, or the demo community is too small to have enough mothers.
    """
    with as_system("the demo desk is laid out for one clerk; the import itself keeps to the clerk's scope"):
        if visible(by).exists():
            return None
        mothers = _mothers()
        if len(mothers) < _BIRTHS:
            return None
        received = receive(_workbook(mothers), file_name=FILE_NAME, by=by, feed_code="GA05")
        return check_batch(received.batch, by=by)


def keep_desk(*, by: Any) -> int:
    """A few acts of the desk in the demo community: a family moved, somebody moved to an unknown door, a head left, a
    record was corrected. Returns how many; 0 when the community is too small, or the clerk has moved somebody before.
    """
    on = clock.today() - dt.timedelta(days=1)
    with as_system("the demo desk is laid out for one clerk; every act keeps to the clerk's scope"):
        if Residence.objects.filter(area_code=SHOWCASE, recorded_by=by.username).exists():
            return 0
        families = list(
            Household.objects.filter(area_code=SHOWCASE, kind=HouseholdKind.REGISTERED, closed_on=None)
            .annotate(living=Count("memberships", filter=_PRESENT))
            .filter(living__gte=3, head__status=Person.Status.LIVING, opened_on__lt=on)
            .order_by("pk")[:_ACTS]
        )
        home = Dwelling.objects.filter(area_code=SHOWCASE).order_by("-pk").first()
        if len(families) < _ACTS or home is None:
            return 0
        moving, leaving, vague, corrected = families
        members = [row.person.uid for row in _members(moving)]
        move_home(person_uids=members, to=Destination(SHOWCASE, home.address), on=on, by=by, why="换租")
        remove_member(household_uid=leaving.uid, person_uid=leaving.head.uid, on=on, by=by, why="户口迁往外市")
        move_home(person_uids=[vague.head.uid], to=Destination(SHOWCASE), on=on, by=by, why="本人来电，门牌待问")
        correct_person(person_uid=corrected.head.uid, changes={"education": "20"}, reason="看了毕业证", by=by)
    return _ACTS


def _members(household: Household) -> QuerySet[HouseholdMembership]:
    rows = HouseholdMembership.objects.filter(household=household, during__upper_inf=True)
    return rows.filter(person__status=Person.Status.LIVING).select_related("person")


def _mothers() -> list[Person]:
    """Women of the demo community who could have given birth two months ago, with their numbers."""
    today = clock.today()
    young_child = Kinship.objects.filter(
        person=OuterRef("pk"), kind=KinshipKind.CHILD, relative__birth_date__gt=today - dt.timedelta(days=900)
    )
    women = Person.objects.filter(
        ~Exists(young_child),
        sex="2",
        status=Person.Status.LIVING,
        hukou_area=SHOWCASE,
        birth_date__range=(today - dt.timedelta(days=38 * 365), today - dt.timedelta(days=24 * 365)),
        marital_status__startswith="2",
        documents__active=True,
    )
    return list(women.order_by("pk")[:_BIRTHS])


def _workbook(mothers: list[Person]) -> bytes:
    """As such a list really arrives: a title above, a total below, and some rows that somebody must look at."""
    today = clock.today()
    born, accepted = today - dt.timedelta(days=45), (today - dt.timedelta(days=20)).isoformat()
    numbers = dict(IdentityDocument.objects.filter(person__in=mothers, active=True).values_list("person_id", "number"))
    rows = []
    for order, (mother, given) in enumerate(zip(mothers, _GIVEN, strict=True)):
        sex = "男" if order % 2 == 0 else "女"
        number = _number(born - dt.timedelta(days=order), order, sex)
        child = [number, f"{mother.name[0]}{given}", sex, accepted, area_name(SHOWCASE)]
        rows.append([today.isoformat(), "越秀区公安分局", *child, "", "", "", mother.name, numbers[mother.pk]])
    _soil(rows, today)
    book = Workbook()
    sheet = book.active
    sheet.append(["越秀区新生儿上户人员名单"])
    for row in [HEADERS, *rows, ["合计", f"{len(rows)}人"]]:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _number(day: dt.date, order: int, sex: str) -> str:
    """Below the serials of the demo population, so that no number is given twice."""
    first17 = f"{REGION}{day:%Y%m%d}{2 * order + (1 if sex == '男' else 2):03d}"
    return first17 + check_character(first17)


def _soil(rows: list[list[str]], today: dt.date) -> None:
    """The usual dirt: full-width digits, a spelled-out date, a wrong check digit, a date to come, a sex, a lost sign."""
    rows[1][2] = "".join(chr(ord(sign) + 0xFEE0) for sign in rows[1][2])
    rows[2][5] = f"{rows[2][5][:4]}年{int(rows[2][5][5:7])}月{int(rows[2][5][8:])}日"
    rows[3][2] = rows[3][2][:-1] + ("0" if rows[3][2][-1] != "0" else "1")
    rows[4][5] = (today + dt.timedelta(days=30)).isoformat()
    rows[5][4] = "男"
    rows[6][3] = rows[6][3][:1] + "□" + rows[6][3][2:]

"""A death in the police's file, entered the evening before: the demo clerk's page shows what one line set going."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.db.models import Count, Q
from openpyxl import Workbook

from accounts.selectors.areas import area_name
from core import clock
from core.imports.batches import receive
from core.imports.checking import check_batch
from core.imports.committing import commit_batch
from core.scope import as_system
from residents.demo.plan import SHOWCASE
from residents.models import Benefit, Household, IdentityDocument, Kinship, Person
from residents.models.benefit import BenefitKind
from residents.models.household import HouseholdKind
from residents.models.kinship import KinshipKind
from residents.services.benefits import NewBenefit, record_benefits

FILE_NAME = "洪桥派出所_死亡注销.xlsx"
HEADERS = (
    *(
        "序号",
        "姓名",
        "公民身份号码",
        "性别",
        "出生日期",
        "死亡日期",
        "死亡原因",
        "死亡证明编号",
        "注销日期",
        "注销类别",
    ),
    *("户号", "与户主关系", "户籍地址", "派出所", "社区居委会", "申报人", "申报人电话", "备注"),
)
_LEAST_AGE = 65
_WHY = "演示数据：丧亲的一家"
_PRESENT = Q(memberships__during__upper_inf=True, memberships__person__status="living")


def lose_somebody(*, by: Any) -> bool:
    """An old couple on minimum living allowance: he died six days ago, the police cancelled him four days ago, the file came yesterday.

    False when it was done before, or the demo community has no such couple.
    """
    with as_system("the demo desk is laid out for one clerk; the import itself keeps to the clerk's scope"):
        if Benefit.objects.filter(kind=BenefitKind.MINIMUM_LIVING, why=_WHY).exists():
            return False
        couple = _couple()
        if couple is None:
            return False
        husband, wife, home = couple
        since = clock.today().replace(month=1, day=1)
        benefit = NewBenefit(wife.pk, BenefitKind.MINIMUM_LIVING, since, "seed", household_id=home.pk)
        record_benefits([benefit], by="seed", why=_WHY)
        received = receive(_workbook(husband, home), file_name=FILE_NAME, by=by, feed_code="GA06")
        commit_batch(check_batch(received.batch, by=by), by=by)
    return True


def _couple() -> tuple[Person, Person, Household] | None:
    """A head and his wife, both old, alone in their household."""
    born = clock.today().replace(day=1) - dt.timedelta(days=_LEAST_AGE * 366)
    homes = (
        Household.objects.filter(area_code=SHOWCASE, kind=HouseholdKind.REGISTERED, closed_on=None)
        .annotate(living=Count("memberships", filter=_PRESENT))
        .filter(living=2, head__status=Person.Status.LIVING, head__sex="1", head__birth_date__lt=born)
        .filter(head__documents__active=True, head__living_area=SHOWCASE)
        .select_related("head")
        .order_by("head__birth_date", "pk")  # the oldest: he received the longevity allowance
    )
    for home in homes[:50]:
        link = Kinship.objects.filter(
            person=home.head, kind=KinshipKind.SPOUSE, during__upper_inf=True, relative__birth_date__lt=born,
            relative__memberships__household=home, relative__status=Person.Status.LIVING,
        ).exclude(relative__benefits__kind=BenefitKind.MINIMUM_LIVING).select_related("relative").first()  # fmt: skip
        if link is not None:
            return home.head, link.relative, home
    return None


def _workbook(dead: Person, home: Household) -> bytes:
    today = clock.today()
    number = IdentityDocument.objects.filter(person=dead, active=True).values_list("number", flat=True).first()
    died, cancelled = today - dt.timedelta(days=6), today - dt.timedelta(days=4)
    row = (
        *(1, dead.name, number, "男", dead.birth_date.isoformat() if dead.birth_date else "", died.isoformat(), ""),
        *(f"S{died:%Y%m%d}01", cancelled.isoformat(), "死亡", home.number, "户主", dead.hukou_address, "洪桥派出所"),
        *(area_name(SHOWCASE), "", "", ""),
    )
    book = Workbook()
    sheet = book.active
    for line in (HEADERS, row):
        sheet.append(list(line))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()

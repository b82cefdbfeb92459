"""What a family has, as it tells it and as it is found: incomes, assets, necessary expenses, and who owes it support.

Of one member, one origin says one figure of each sort; the figure that counts is chosen when it is reckoned (aid.domain.means). The
details beside a figure (employer, bank, school, illness) are sealed.
"""

import uuid

from django.db import models
from django.db.models import Q

from aid.domain.means import ASSETS, EXPENSES, INCOMES, ORIGINS
from aid.models.case import CaseMember, Recorded
from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField

MONTH, YEAR = "month", "year"
PER = [(MONTH, "每月"), (YEAR, "近 12 个月合计")]


class Figure(Recorded):
    """A figure of a member by one origin. `document`: number of the check report, or day of the visit that it rests on."""

    origin = CodeField("来源", max_length=8, choices=list(ORIGINS.items()))
    document = models.CharField("报告号", max_length=60, blank=True)
    what = EncryptedTextField("说明", default=b"")

    class Meta:
        abstract = True


@tracked()
class Income(Figure):
    """What a member earned, drew or was given during the last twelve months, by sort (aid_application_fields 10)."""

    member = models.ForeignKey(CaseMember, models.CASCADE, related_name="incomes")
    sort = CodeField("收入", max_length=10, choices=list(INCOMES.items()))
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    per = CodeField("按", max_length=5, choices=PER, default=MONTH)

    class Meta:
        verbose_name = "收入"
        constraints = [
            models.UniqueConstraint(fields=["member", "sort", "origin"], name="aid_income_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="aid_income_not_negative"),
        ]


@tracked()
class Asset(Figure):
    """What a member owns, by sort: yuan of deposits, securities and others, pieces of homes and cars (field 11)."""

    member = models.ForeignKey(CaseMember, models.CASCADE, related_name="assets")
    sort = CodeField("财产", max_length=10, choices=list(ASSETS.items()))
    amount = models.DecimalField("金额或数量", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "财产"
        constraints = [
            models.UniqueConstraint(fields=["member", "sort", "origin"], name="aid_asset_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="aid_asset_not_negative"),
        ]


@tracked()
class Expense(Figure):
    """A necessary expense of a member during the last twelve months, by sort (field 12; 社会救助法 第二十二条)."""

    member = models.ForeignKey(CaseMember, models.CASCADE, related_name="expenses")
    sort = CodeField("刚性支出", max_length=16, choices=list(EXPENSES.items()))
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    per = CodeField("按", max_length=5, choices=PER, default=YEAR)

    class Meta:
        verbose_name = "刚性支出"
        constraints = [
            models.UniqueConstraint(fields=["member", "sort", "origin"], name="aid_expense_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="aid_expense_not_negative"),
        ]


@tracked()
class Obligor(Recorded):
    """Somebody outside the family who by law supports a member (赡养、抚养、扶养义务人, field 9). Money in yuan a month.

    `person` None: not in the base. `agreed`: by agreement or judgment; `able` False: without means, and `why` says so.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(CaseMember, models.CASCADE, related_name="obligors")
    person = models.ForeignKey("residents.Person", models.CASCADE, null=True, related_name="+")
    name = EncryptedTextField("姓名", default=b"")
    relation = models.CharField("与成员的关系", max_length=20)
    agreed = models.DecimalField("协议或判决每月给", max_digits=12, decimal_places=2, null=True)
    income = models.DecimalField("义务人家庭月收入", max_digits=12, decimal_places=2, null=True)
    people = models.PositiveSmallIntegerField("义务人家庭人数", default=1)
    supported = models.PositiveSmallIntegerField("义务人要供养几人", default=1)
    able = models.BooleanField("有赡养能力", default=True)

    class Meta:
        verbose_name = "赡养、抚养、扶养义务人"
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1, supported__gte=1), name="aid_obligor_people"),
            models.CheckConstraint(
                condition=(Q(agreed=None) | Q(agreed__gte=0)) & (Q(income=None) | Q(income__gte=0)),
                name="aid_obligor_not_negative",
            ),
        ]

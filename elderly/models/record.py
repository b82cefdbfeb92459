"""What a community keeps of an old person besides the base: the record, whom to call, what is given, the green card.

Fields: codes/elder_record_fields.csv. Name, birth, number, address, telephone stand in the resident base alone; ability, check-ups,
alarm devices, allowance, visits stand with the duties that make them and are shown on the same page.
"""

import uuid

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from core.models.fields import CodeField
from elderly.models.recorded import Recorded


class Stage(models.TextChoices):
    """55 is close to 60: the record is prepared then and becomes full at 60 (handbook §6.1; 老年人权益保障法 第二条)."""

    PRE = "pre", "预建档"
    FULL = "full", "正式"


class Closing(models.TextChoices):
    """Why a record rests. A number is never given twice, so a record opened by mistake stays, closed."""

    DIED = "died", "去世"
    LEFT = "left", "离开本地"
    MERGED = "merged", "并入另一条记录"
    MISTAKE = "mistake", "建档依据已作废"


class Income(models.TextChoices):
    """What an old person lives on (经济来源); the words of the census of 2020."""

    PENSION = "pension", "离退休金、养老金"
    CHILDREN = "children", "家庭其他成员供养"
    WORK = "work", "劳动收入"
    ALLOWANCE = "allowance", "最低生活保障金"
    PROPERTY = "property", "财产性收入"
    OTHER = "other", "其他"


@tracked()
class ElderRecord(Versioned, Recorded):
    """老人档案: everybody of 60 and older who belongs here has one, prepared from 55, open until death or departure.

    `record_no` (elderly/domain/record_numbers.py) is given once and never changes, also when the person moves within the
    district: `area_code` is the community that answers now. Medical history and lifestyle are sealed JSON of
    elderly.domain.anamnesis; the pension is a sealed amount in yuan a month.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField("residents.Person", models.CASCADE, related_name="+")
    record_no = CodeField("档案编号", max_length=24, unique=True)
    area_code = CodeField("所在社区")
    stage = CodeField("阶段", max_length=4, choices=Stage.choices)
    opened_on = models.DateField("建档日期")
    full_on = models.DateField("转正式日期", null=True)
    closed_on = models.DateField("关闭日期", null=True)
    closing = CodeField("关闭原因", max_length=8, choices=Closing.choices, blank=True)
    income = CodeField("经济来源", max_length=10, choices=Income.choices, blank=True)
    pension = EncryptedTextField("养老金（元/月）", default=b"")
    likes = models.CharField("个人爱好", max_length=200, blank=True)
    habits = models.CharField("生活习惯", max_length=200, blank=True)
    medical = EncryptedTextField("健康史", default=b"")
    lifestyle = EncryptedTextField("生活方式", default=b"")
    doctor = models.CharField("家庭医生", max_length=40, blank=True)
    doctor_phone = models.CharField("家庭医生电话", max_length=40, blank=True)
    institution = models.CharField("签约机构", max_length=80, blank=True)
    signed_on = models.DateField("签约日期", null=True)
    checked_on = models.DateField("最近核对", null=True)
    contacts = models.PositiveSmallIntegerField("联系人数", default=0)  # how many ElderContact there are: for lists

    class Meta:
        verbose_name = "老人档案"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closing="") | Q(closed_on__isnull=False) & ~Q(closing=""),
                name="elder_record_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.PRE) | Q(full_on__isnull=False), name="elder_record_full_since"
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="elder_record_area"),
            models.Index(fields=["area_code", "id"], condition=Q(closed_on=None), name="elder_record_open"),
            models.Index(fields=["source"], name="elder_record_source"),
        ]


@tracked()
class ElderContact(Versioned, Recorded):
    """紧急联系人: whom to call for an old person, in this order.

    A person of the base is named by `relative` and keeps name and telephone there; somebody else has a name and a sealed
    telephone here.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField("顺序")
    relation = models.CharField("关系", max_length=20)
    relative = models.ForeignKey(
        "residents.Person", models.CASCADE, null=True, related_name="+", verbose_name="底册里的人"
    )
    name = models.CharField("姓名", max_length=60, blank=True)
    phone = EncryptedTextField("电话", default=b"", digest_in=("phone_digest", "phone"))
    phone_digest = models.BinaryField(max_length=32, null=True)
    phone_last4 = CodeField(max_length=4, blank=True)
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = "紧急联系人"
        constraints = [
            models.CheckConstraint(condition=Q(relative__isnull=False) | ~Q(name=""), name="elder_contact_is_somebody"),
            models.UniqueConstraint(
                fields=["person", "relative"], condition=Q(relative__isnull=False), name="elder_contact_once"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "position"], name="elder_contact_person"),
            models.Index(fields=["source"], name="elder_contact_source"),
        ]


class Every(models.TextChoices):
    """How often something is given."""

    ONCE = "once", "一次"
    WEEK = "week", "每周"
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季"
    HALF = "half", "每半年"
    YEAR = "year", "每年"
    FESTIVAL = "festival", "逢年过节"


@tracked()
class ReliefItem(Recorded):
    """救济物品: what an old person is given regularly, how much, how often and by whom (每月领米、油)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    what = models.CharField("物品", max_length=40)
    amount = models.CharField("数量", max_length=40, blank=True)
    every = CodeField("多久一次", max_length=8, choices=Every.choices)
    giver = models.CharField("谁给的", max_length=60, blank=True)
    during = DateRangeField("期间")

    class Meta:
        verbose_name = "救济物品"
        indexes = [
            models.Index(fields=["person"], name="relief_item_person"),
            models.Index(fields=["source"], name="relief_item_source"),
        ]


@tracked()
class GreenCard(Recorded):
    """健康绿卡: a card that entitles an old person to services of the community hospital (seed document of Yuexiu, S4).

    `entitlements` are codes of elderly/domain/green_cards.py. A person has one card in force; a lost one is ended and another issued.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    number = CodeField("卡号", max_length=30, unique=True)
    issued_on = models.DateField("发卡日期")
    entitlements = ArrayField(CodeField(max_length=20), verbose_name="服务项")
    ended_on = models.DateField("停用日期", null=True)
    end_reason = models.CharField("停用原因", max_length=60, blank=True)

    class Meta:
        verbose_name = "健康绿卡"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="green_card_one_in_force")
        ]
        indexes = [models.Index(fields=["person", "id"], name="green_card_person")]

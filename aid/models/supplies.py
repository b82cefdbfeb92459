"""Donation stations and the charity supermarket: places, goods, lots, and their movements by double entry."""

import uuid

from django.db import models
from django.db.models import F, Q

from aid.domain.supplies import Account, Act
from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField


class PlaceKind(models.TextChoices):
    """Where goods are taken in and given out."""

    STATION = "station", "捐赠接收站"
    MARKET = "market", "慈善超市"
    STORE = "store", "物资仓库"


class Sort(models.TextChoices):
    """The shelves."""

    FOOD = "food", "粮油食品"
    CLOTHES = "clothes", "被服"
    HOUSEHOLD = "household", "日用品"
    HEALTH = "health", "医护辅具"
    OTHER = "other", "其他"


class WishState(models.TextChoices):
    """A wish is open until it is given or somebody says why not."""

    OPEN = "open", "待送"
    PROMISED = "promised", "有人认领"
    GIVEN = "given", "已送到"
    DROPPED = "dropped", "不送了"


OPEN_WISHES = (WishState.OPEN, WishState.PROMISED)


@tracked()
class SupplyPlace(models.Model):
    """A place of a community or street that takes in donations and hands out goods."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("地区")
    name = models.CharField("名称", max_length=60)
    kind = CodeField("类型", max_length=8, choices=PlaceKind.choices, default=PlaceKind.STATION)
    address = models.CharField("地址", max_length=120, blank=True)
    keeper = models.CharField("负责人", max_length=60, blank=True)
    closed_on = models.DateField("停用", null=True)
    source = CodeField("来源", max_length=64, blank=True)

    class Meta:
        verbose_name = "物资站点"
        constraints = [models.UniqueConstraint(fields=["area_code", "name"], name="supply_place_once")]

    def __str__(self) -> str:
        return self.name


@tracked()
class SupplyItem(models.Model):
    """A kind of goods, counted in a unit; one catalogue for a district's places (`area_code`: who keeps it)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("由谁管")
    name = models.CharField("名称", max_length=60)
    unit = models.CharField("单位", max_length=10)
    sort = CodeField("类别", max_length=10, choices=Sort.choices, default=Sort.FOOD)
    low = models.DecimalField("少于多少要补", max_digits=10, decimal_places=3, null=True)
    retired = models.BooleanField("不再用", default=False)
    source = CodeField("来源", max_length=64, blank=True)

    class Meta:
        verbose_name = "物品"
        constraints = [models.UniqueConstraint(fields=["area_code", "name", "unit"], name="supply_item_once")]
        indexes = [models.Index(fields=["sort", "id"], name="supply_item_sort")]

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）"


class SupplyLot(models.Model):
    """Goods that came in together and expire together; `value` in yuan a unit, for the donor's receipt."""

    item = models.ForeignKey(SupplyItem, models.PROTECT, related_name="lots")
    area_code = CodeField("地区")
    expires_on = models.DateField("保质期至", null=True)
    value = models.DecimalField("单价", max_digits=10, decimal_places=2, null=True)

    class Meta:
        verbose_name = "批次"
        indexes = [models.Index(fields=["item", "expires_on"], name="supply_lot_item")]


class SupplyEntry(models.Model):
    """A movement of goods: written once, never changed; a mistake is reversed by another entry.

    `donor` (sealed) who gave, `person` or `household_id` who received, `visit_uid` the visit at which it was handed over.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("地区")
    act = CodeField("做了什么", max_length=10, choices=[(act.value, act.words) for act in Act])
    on = models.DateField("哪一天")
    place = models.ForeignKey(SupplyPlace, models.PROTECT, related_name="entries")
    donor = EncryptedTextField("谁捐的", default=b"")
    person = models.ForeignKey("residents.Person", models.PROTECT, null=True, related_name="+")
    household_id = models.BigIntegerField(null=True)
    wish = models.ForeignKey("aid.SupplyWish", models.PROTECT, null=True, related_name="entries")
    visit_uid = models.UUIDField("哪次走访", null=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    reason = models.CharField("事由", max_length=200, blank=True)
    by = models.CharField("经手", max_length=150)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "物资流水"
        indexes = [
            models.Index(fields=["area_code", "-id"], name="supply_entry_area"),
            models.Index(fields=["person"], name="supply_entry_person"),
            models.Index(fields=["household_id"], name="supply_entry_household"),
        ]


class SupplyPosting(models.Model):
    """One side of an entry. For each lot of an entry the quantities sum to nothing (a constraint trigger sees to it)."""

    entry = models.ForeignKey(SupplyEntry, models.PROTECT, related_name="postings")
    area_code = CodeField("地区")
    account = CodeField("科目", max_length=8, choices=[(one.value, one.words) for one in Account])
    place = models.ForeignKey(SupplyPlace, models.PROTECT, null=True, related_name="+")
    lot = models.ForeignKey(SupplyLot, models.PROTECT, related_name="postings")
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=3)

    class Meta:
        verbose_name = "物资分录"
        constraints = [
            models.CheckConstraint(
                condition=Q(account="place", place__isnull=False) | (~Q(account="place") & Q(place__isnull=True)),
                name="supply_posting_place",
            ),
            models.CheckConstraint(condition=~Q(quantity=0), name="supply_posting_moves"),
        ]
        indexes = [models.Index(fields=["place", "lot"], name="supply_posting_stock")]


class SupplyStock(models.Model):
    """What stands in a place, lot by lot: kept by a trigger from the postings, and never below nothing."""

    place = models.ForeignKey(SupplyPlace, models.PROTECT, related_name="stock")
    lot = models.ForeignKey(SupplyLot, models.PROTECT, related_name="stock")
    area_code = CodeField("地区")
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=3)

    class Meta:
        verbose_name = "库存"
        constraints = [
            models.UniqueConstraint(fields=["place", "lot"], name="supply_stock_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="supply_stock_never_below_nothing"),
        ]


@tracked()
class SupplyPlan(models.Model):
    """每月粮油: so much of an item for somebody every so many months, because of need, until something ends it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    household_id = models.BigIntegerField(null=True)
    area_code = CodeField("社区")
    item = models.ForeignKey(SupplyItem, models.PROTECT, related_name="+")
    quantity = models.DecimalField("数量", max_digits=10, decimal_places=3)
    every = models.PositiveSmallIntegerField("每几个月", default=1)
    since = models.DateField("从哪个月起")
    ended_on = models.DateField("到哪天止", null=True)
    reason = models.CharField("为什么送", max_length=120)
    ended_why = models.CharField("为什么停", max_length=120, blank=True)
    recorded_by = models.CharField("谁定的", max_length=150)
    source = CodeField("来源", max_length=64, blank=True)

    class Meta:
        verbose_name = "按月送的物资"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "item"], condition=Q(ended_on=None), name="supply_plan_once_an_item"
            ),
            models.CheckConstraint(condition=Q(every__gte=1) & Q(quantity__gt=0), name="supply_plan_gives"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="supply_plan_ends_later"
            ),
        ]
        indexes = [models.Index(fields=["area_code", "id"], name="supply_plan_area")]


@tracked()
class SupplyWish(models.Model):
    """心愿: something that somebody needs, until it is handed over. `month` for what a plan makes: once a month."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    household_id = models.BigIntegerField(null=True)
    area_code = CodeField("社区")
    item = models.ForeignKey(SupplyItem, models.PROTECT, related_name="+")
    quantity = models.DecimalField("数量", max_digits=10, decimal_places=3)
    state = CodeField("状态", max_length=8, choices=WishState.choices, default=WishState.OPEN)
    reason = models.CharField("为什么需要", max_length=120, blank=True)
    promised_by = EncryptedTextField("谁认领", default=b"")
    plan = models.ForeignKey(SupplyPlan, models.PROTECT, null=True, related_name="wishes")
    month = models.DateField("哪个月的", null=True)
    wanted_by = models.DateField("最好哪天前送到", null=True)
    ended_why = models.CharField("为什么不送", max_length=120, blank=True)
    opened_at = models.DateTimeField("何时记下")
    opened_by = models.CharField("谁记下的", max_length=150)
    source = CodeField("来源", max_length=64, blank=True)

    class Meta:
        verbose_name = "心愿"
        constraints = [
            models.UniqueConstraint(fields=["plan", "month"], condition=Q(plan__isnull=False), name="supply_wish_once")
        ]
        indexes = [
            models.Index(
                fields=["area_code", "wanted_by", "id"], condition=Q(state__in=OPEN_WISHES), name="supply_wish_open"
            ),
            models.Index(fields=["person"], name="supply_wish_person"),
        ]

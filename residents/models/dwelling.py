"""Where people live."""

import uuid

from django.contrib.gis.db import models

from core.history import Versioned, tracked
from core.models.fields import CodeField

METRIC_SRID = 4547  # CGCS2000 / 3-degree Gauss-Kruger CM 114E, metres


class BuildingUse(models.TextChoices):
    """What a building is for, as committees walk by it (our own list; no standard names one)."""

    HOMES = "homes", "住宅"
    MIXED = "mixed", "商住"
    DORMITORY = "dormitory", "宿舍"
    COTTAGE = "cottage", "平房"
    OTHER = "other", "其他"


class DwellingUse(models.TextChoices):
    """How a dwelling is used now (our own list)."""

    OWN = "own", "自住"
    LET = "let", "出租"
    EMPTY = "empty", "空置"
    STAFF = "staff", "集体宿舍"
    BUSINESS = "business", "商用"
    OTHER = "other", "其他"


@tracked()
class Building(Versioned):
    """A building at a door number of a street (门牌号), in one community."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("社区")
    road = CodeField("街路巷", max_length=60)
    house_number = models.CharField("门牌号", max_length=40, blank=True)
    name = models.CharField("楼栋", max_length=40, blank=True)
    point = models.PointField("位置", srid=METRIC_SRID, null=True)
    use = models.CharField("用途", max_length=12, choices=BuildingUse.choices, blank=True, default="", db_default="")
    floors = models.PositiveSmallIntegerField("层数", null=True)
    built_year = models.PositiveSmallIntegerField("建成年份", null=True)
    lift = models.BooleanField("有电梯", null=True)
    source = CodeField("来源", max_length=64, blank=True, default="", db_default="")

    class Meta:
        verbose_name = "楼栋"
        constraints = [
            models.UniqueConstraint(fields=["area_code", "road", "house_number", "name"], name="building_address_once")
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="building_area"),
            models.Index(fields=["road", "id"], name="building_road"),
            models.Index(fields=["source"], condition=~models.Q(source=""), name="building_source"),
        ]

    def __str__(self) -> str:
        return f"{self.road}{self.house_number}{self.name}"


@tracked()
class Dwelling(Versioned):
    """A unit and room in a building: what a household lives in."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    building = models.ForeignKey(Building, models.PROTECT, related_name="dwellings")
    unit = models.CharField("单元", max_length=20, blank=True)
    room = models.CharField("房号", max_length=20, blank=True)
    area_code = CodeField("社区")
    address = CodeField("地址", max_length=200)  # composed once: 三眼井直街 12 号 402
    use = models.CharField(
        "使用情况", max_length=12, choices=DwellingUse.choices, blank=True, default="", db_default=""
    )
    source = CodeField("来源", max_length=64, blank=True, default="", db_default="")

    class Meta:
        verbose_name = "住房"
        constraints = [models.UniqueConstraint(fields=["building", "unit", "room"], name="dwelling_once")]
        indexes = [
            models.Index(fields=["area_code", "id"], name="dwelling_area"),
            models.Index(fields=["address", "id"], name="dwelling_address"),
            models.Index(fields=["source"], condition=~models.Q(source=""), name="dwelling_source"),
        ]

    def __str__(self) -> str:
        return self.address

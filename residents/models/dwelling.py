"""Where people live."""

import uuid

from django.contrib.gis.db import models

from core.history import tracked
from core.models.fields import CodeField

METRIC_SRID = 4547  # CGCS2000 / 3-degree Gauss-Kruger CM 114E, metres


@tracked()
class Building(models.Model):
    """A building at a door number of a street (门牌号), in one community."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("社区")
    road = models.CharField("街路巷", max_length=60)
    house_number = models.CharField("门牌号", max_length=40, blank=True)
    name = models.CharField("楼栋", max_length=40, blank=True)
    point = models.PointField("位置", srid=METRIC_SRID, null=True)

    class Meta:
        verbose_name = "楼栋"
        constraints = [
            models.UniqueConstraint(fields=["area_code", "road", "house_number", "name"], name="building_address_once")
        ]


@tracked()
class Dwelling(models.Model):
    """A unit and room in a building: what a household lives in."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    building = models.ForeignKey(Building, models.PROTECT, related_name="dwellings")
    unit = models.CharField("单元", max_length=20, blank=True)
    room = models.CharField("房号", max_length=20, blank=True)
    area_code = CodeField("社区")
    address = models.CharField("地址", max_length=200)  # composed once: 三眼井直街 12 号 402

    class Meta:
        verbose_name = "住房"
        constraints = [models.UniqueConstraint(fields=["building", "unit", "room"], name="dwelling_once")]
        indexes = [models.Index(fields=["area_code", "id"], name="dwelling_area")]

    def __str__(self) -> str:
        return self.address

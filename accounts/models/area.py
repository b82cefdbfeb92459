"""The administrative tree."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateRangeField

from core.history import tracked
from core.models.fields import CodeField

METRIC_SRID = 4547  # CGCS2000 / 3-degree Gauss-Kruger CM 114E: metres, where Guangzhou lies


@tracked(exclude=["boundary"])
class Area(models.Model):
    """A node of the administrative tree: nation, province, city, district, street, community or grid.

    The code (GB/T 2260 and the statistical codes: 6, 9 or 12 digits, a grid adds two) is the key; containment is the
    prefix. Areas end but never vanish: records of the past keep pointing at them; AreaLink says what followed.
    """

    class Level(models.TextChoices):
        NATION = "nation", "国家"
        PROVINCE = "province", "省"
        CITY = "city", "市"
        DISTRICT = "district", "区"
        STREET = "street", "街道"
        COMMUNITY = "community", "社区"
        GRID = "grid", "网格"

    code = CodeField("代码", primary_key=True)
    name = models.CharField("名称", max_length=60)
    official_name = models.CharField("全称", max_length=80, blank=True)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级")
    urban_rural_code = models.CharField("城乡分类", max_length=3, blank=True)
    valid = DateRangeField("有效期")
    keeper = models.CharField("网格员", max_length=40, blank=True)
    boundary = models.MultiPolygonField("边界", srid=METRIC_SRID, null=True, blank=True)
    boundary_illustrative = models.BooleanField("边界仅示意", default=False)
    source = models.CharField("来源", max_length=200, blank=True)

    class Meta:
        verbose_name = "地区"

    def __str__(self) -> str:
        return self.name

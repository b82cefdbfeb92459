"""Elections: of deputies to people's congresses by wards, and of residents' committees."""

import uuid

from django.db import models

from core.history import Versioned, tracked
from core.models.fields import CodeField


class Recorded(models.Model):
    """A row that says when, by whom, from which source and why it was written (core.sources puts the source into words)."""

    recorded_at = models.DateTimeField("记录时刻")
    recorded_by = models.CharField("记录人", max_length=150)
    source = CodeField("来源", max_length=64)
    why = models.CharField("事由", max_length=200, blank=True)

    class Meta:
        abstract = True


class ElectionKind(models.TextChoices):
    """选举法 elects deputies directly at district and town level; 居民委员会组织法 elects the committee of a community."""

    CONGRESS = "congress", "人大代表选举"
    COMMITTEE = "committee", "居委会选举"


class VotingForm(models.TextChoices):
    """居民委员会组织法 第十四条: who casts the votes of a committee election."""

    ALL = "all", "全体有选举权的居民"
    HOUSEHOLDS = "households", "每户派代表"
    REPRESENTATIVES = "representatives", "居民代表"


@tracked()
class Election(Versioned, Recorded):
    """An election is held in an area on a day; what the law counts backwards from that day follows from it.

    `posted_on`: the day the list of voters was really put up, when it was told; objections count from it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("选举", max_length=9, choices=ElectionKind.choices)
    title = models.CharField("名称", max_length=80)
    area_code = CodeField("地区")
    day = models.DateField("选举日")
    form = models.CharField("投票方式", max_length=15, choices=VotingForm.choices, blank=True)
    organ = models.CharField("主持的选举委员会", max_length=80, blank=True)
    document = models.CharField("依据文件", max_length=120, blank=True)
    posted_on = models.DateField("名单公布日", null=True)
    first_candidates_on = models.DateField("初步候选人公布日", null=True)
    candidates_on = models.DateField("正式候选人公布日", null=True)
    called_off = models.CharField("取消的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "选举"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area_code", "day"],
                condition=models.Q(called_off=""),
                name="election_once_in_area_on_day",
            )
        ]
        indexes = [models.Index(fields=["kind", "day"], name="election_day")]

    def __str__(self) -> str:
        return self.title


@tracked()
class Ward(Versioned, Recorded):
    """A ward elects one to three deputies (选举法 第二十五条) and is made of parts of the election's area."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="wards")
    number = CodeField("选区号", max_length=12)
    name = models.CharField("选区名称", max_length=60)
    seats = models.PositiveSmallIntegerField("应选代表", default=1)

    class Meta:
        verbose_name = "选区"
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="ward_number_once"),
            models.CheckConstraint(condition=models.Q(seats__gte=1, seats__lte=3), name="ward_elects_one_to_three"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@tracked()
class WardPart(Versioned, Recorded):
    """A part of a ward: a street, community or grid by its code, or one building of a community. The finer part decides."""

    ward = models.ForeignKey(Ward, models.CASCADE, related_name="parts")
    election = models.ForeignKey(Election, models.CASCADE, related_name="+")
    area_code = CodeField("地区")
    building = models.ForeignKey("residents.Building", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "选区的一部分"
        constraints = [
            models.UniqueConstraint(
                fields=["election", "area_code"], condition=models.Q(building=None), name="ward_part_area_once"
            ),
            models.UniqueConstraint(
                fields=["election", "building"],
                condition=models.Q(building__isnull=False),
                name="ward_part_building_once",
            ),
        ]

"""How many people and households there are: kept by triggers (core/rollups.py), never written by hand."""

from django.db import models

from core.models.fields import CodeField


class Tie(models.TextChoices):
    """How a counted person belongs to an area. Seen from an area, everybody in it is exactly one of these."""

    BOTH = "both", "户在人在"
    REGISTERED = "registered", "户在人不在"
    LIVING = "living", "人在户不在"
    FLOATING = "floating", "流动人口"


LIVES_HERE = (Tie.BOTH, Tie.LIVING, Tie.FLOATING)
REGISTERED_HERE = (Tie.BOTH, Tie.REGISTERED)


class PersonCount(models.Model):
    """How many people of a birth year, sex and status belong to an area in one way.

    The sum over all areas inside an area is exact for that area: whoever is registered in one community and lives in
    another counts in both, and a negative number at the smallest area that holds both takes the second count away there
    and above. `birth_year` 0: not known.
    """

    id = models.BigAutoField(primary_key=True)
    area = CodeField("地区")
    tie = CodeField("与本地的关系", max_length=10, choices=Tie.choices)
    sex = CodeField("性别", max_length=1)
    status = CodeField("状态", max_length=8)
    birth_year = models.SmallIntegerField("出生年")
    number = models.BigIntegerField("人数")

    class Meta:
        verbose_name = "人数"
        indexes = [models.Index(fields=["area"], name="person_count_area")]


class PersonTotal(models.Model):
    """The same numbers without age and sex: a district of a million is a few thousand rows, read on every page."""

    id = models.BigAutoField(primary_key=True)
    area = CodeField("地区")
    tie = CodeField("与本地的关系", max_length=10, choices=Tie.choices)
    status = CodeField("状态", max_length=8)
    number = models.BigIntegerField("人数")

    class Meta:
        verbose_name = "总人数"
        indexes = [models.Index(fields=["area"], name="person_total_area")]


class HouseholdCount(models.Model):
    """How many households of a kind an area has, open and closed."""

    id = models.BigAutoField(primary_key=True)
    area = CodeField("地区")
    kind = CodeField("户类型", max_length=12)
    open = models.BooleanField("未销户")
    number = models.BigIntegerField("户数")

    class Meta:
        verbose_name = "户数"
        indexes = [models.Index(fields=["area"], name="household_count_area")]

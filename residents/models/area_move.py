"""What a change of areas moved: one line a row, so that it can be undone and asked about."""

from django.db import models

from core.models.fields import CodeField


class AreaMove(models.Model):
    """A row whose area code followed a change of areas. Holds row ids and codes, never a person.

    A residence that began before the day was ended and goes on in `new_row_id`; everything else was re-pointed in place.
    """

    class What(models.TextChoices):
        RESIDENCE = "residence", "居住"
        HOUSEHOLD = "household", "家庭"
        DWELLING = "dwelling", "住房"
        BUILDING = "building", "楼栋"
        EXIT = "exit", "疑似退出"

    class Placed(models.TextChoices):
        """How it was known where the row belongs."""

        WHOLE = "whole", "整个社区"
        DWELLING = "dwelling", "按住房"
        HOUSEHOLD = "household", "按所在家庭的住房"
        REST = "rest", "没有门牌，随主体"

    change = models.ForeignKey("accounts.AreaChange", models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    row_id = models.BigIntegerField()
    new_row_id = models.BigIntegerField(null=True)
    until = models.DateField("到哪天", null=True)  # the end of the residence as it was, if it had one
    old_code = CodeField()
    new_code = CodeField()
    placed = models.CharField(max_length=10, choices=Placed.choices, default=Placed.WHOLE)
    # The number or name that had to give way to one that stood in the new area already.
    renamed_from = models.CharField("改动前", max_length=40, null=True)  # noqa: DJ001 - an empty name is a name, too

    class Meta:
        verbose_name = "随地区变更改动的记录"
        constraints = [models.UniqueConstraint(fields=["change", "what", "row_id"], name="area_move_once")]
        indexes = [models.Index(fields=["what", "new_row_id"], name="area_move_new_row")]

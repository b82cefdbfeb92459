"""A human being, once."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from core.models.fields import CodeField
from residents.models.fact import Recorded

_CARRIED = ("id", "name", "pinyin", "initials", "number_last4", "phone_last4", "status")


class Letters(Func):
    """The characters of a text as an array: finds any part of a Chinese name, where trigrams need three characters."""

    function = "string_to_array"
    template = "%(function)s(%(expressions)s, NULL)"


@tracked(past_by=["birth_date"])
class Person(Versioned, Recorded):
    """A human being who is or was registered or living in the area, exactly once.

    Codes: sex GB/T 2261.1, marital status GB/T 2261.2, ethnicity GB/T 3304, education GB/T 4658, political status
    GB/T 4762. `hukou_area`, `living_area` and the two addresses are projections of the residence rows that the services
    keep in step; `number_head` and `number_last4` are the parts of the resident number that may be shown and searched.
    """

    class Status(models.TextChoices):
        LIVING = "living", "在册"
        DECEASED = "deceased", "已故"
        MERGED = "merged", "已并入他人"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = CodeField("姓名", max_length=60)
    given_name = CodeField("名", max_length=60, blank=True)
    pinyin = CodeField("拼音", max_length=200, blank=True)
    initials = CodeField("首字母", max_length=40, blank=True)
    name_key = CodeField(
        "姓名比对", max_length=60, blank=True
    )  # names.comparison_key: what spellings of one name share
    temporary_name = models.BooleanField("暂用名", default=False)
    sex = models.CharField("性别", max_length=1, default="0")
    birth_date = models.DateField("出生日期", null=True)
    died_on = models.DateField("死亡日期", null=True)
    ethnicity = models.CharField("民族", max_length=2, blank=True)
    nationality = models.CharField("国籍", max_length=3, default="156")
    marital_status = models.CharField("婚姻状况", max_length=2, blank=True)
    education = models.CharField("文化程度", max_length=2, blank=True)
    political_status = models.CharField("政治面貌", max_length=2, blank=True)
    phone = EncryptedTextField("联系电话", default=b"", digest_in=("phone_digest", "phone"))
    phone_digest = models.BinaryField(max_length=32, null=True)
    phone_last4 = CodeField(max_length=4, blank=True)
    number_head = CodeField("证号前六位", max_length=6, blank=True)
    number_last4 = CodeField("证号后四位", max_length=4, blank=True)
    status = models.CharField("状态", max_length=8, choices=Status.choices, default=Status.LIVING)
    hukou_area = CodeField("户籍地", blank=True)
    living_area = CodeField("现住地", blank=True)
    hukou_address = models.CharField("户籍地址", max_length=200, blank=True)
    living_address = models.CharField("现住地址", max_length=200, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    sources = models.JSONField("各项的来源", default=dict)  # {field: source} where it differs from `source`
    is_synthetic = models.BooleanField("合成数据", default=False)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "居民"
        indexes = [
            models.Index(fields=["name", "id"], name="person_name"),
            models.Index(fields=["given_name", "id"], name="person_given_name"),
            models.Index(fields=["pinyin", "id"], name="person_pinyin"),
            models.Index(fields=["initials", "id"], name="person_initials"),
            models.Index(fields=["number_last4"], name="person_last4"),
            models.Index(fields=["phone_digest"], name="person_phone"),
            models.Index(fields=["phone_last4"], name="person_phone_last4"),
            # They carry what a search inside a community tries on everybody there (migrations/*_search_near.py).
            models.Index(fields=["hukou_area", "birth_date"], include=_CARRIED, name="person_hukou"),
            models.Index(fields=["living_area", "birth_date"], include=_CARRIED, name="person_living"),
            models.Index(fields=["id"], condition=Q(temporary_name=True), name="person_temporary_name"),
            # The two orders of a list by birth date; rosters of a district start from the first.
            models.Index(fields=["birth_date", "id"], name="person_birth_date"),
            # Whom a record may mean (selectors/candidates.py): one name in all its spellings; one birthday, by sound.
            models.Index(fields=["name_key", "birth_date"], name="person_name_key"),
            models.Index(fields=["birth_date", "pinyin"], name="person_born_sound"),
            models.Index(F("birth_date").desc(nulls_last=True), F("id").desc(), name="person_youngest"),
            GinIndex(Letters("name"), name="person_letters"),
            GinIndex(fields=["living_address"], opclasses=["gin_trgm_ops"], name="person_living_address"),
            GinIndex(fields=["hukou_address"], opclasses=["gin_trgm_ops"], name="person_hukou_address"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["0", "1", "2", "9"]), name="person_sex_known_code"),
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(birth_date=None) | Q(died_on__gte=F("birth_date")),
                name="person_dies_after_birth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

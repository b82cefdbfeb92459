"""What the hospital wrote down about a birth."""

from django.db import models

from core.crypto import EncryptedTextField
from core.history import tracked
from residents.domain.births import Measures
from residents.models.fact import Recorded


@tracked()
class BirthRecord(Recorded):
    """出生情况: the birth as the medical certificate of birth tells it. Health data stay sealed (SEC13)."""

    person = models.OneToOneField("residents.Person", models.CASCADE, related_name="birth_record")
    place = models.CharField("出生地址", max_length=200, blank=True)
    place_type = models.CharField("出生地分类", max_length=20, blank=True)
    facility = models.CharField("接生机构", max_length=100, blank=True)
    attendant = models.CharField("接生人员", max_length=60, blank=True)
    plurality = models.PositiveSmallIntegerField("胎数", null=True)
    sealed = EncryptedTextField("健康数据", default=b"")  # JSON of domain.births.Measures

    class Meta:
        verbose_name = "出生情况"
        indexes = [models.Index(fields=["source"], name="birth_record_source")]

    @property
    def measures(self) -> Measures:
        """Weight, length, weeks, health and delivery."""
        return Measures.unpack(self.sealed)

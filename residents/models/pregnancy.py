"""A child that is expected."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from residents.domain.pregnancy import Details
from residents.models.fact import DatedFact


@tracked()
class Pregnancy(Versioned, DatedFact):
    """生育登记: since a day a woman is known to expect a child; it ends with the birth, or when she says so.

    What is expected, and how it ended, is health data and sealed (SEC13): only who works on it reads it (`person.pregnancy`).
    """

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="pregnancies")
    sealed = EncryptedTextField("生育登记内容", default=b"")  # JSON of domain.pregnancy.Details

    class Meta:
        verbose_name = "生育登记"
        constraints = [
            ExclusionConstraint(
                name="pregnancy_one_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [models.Index(fields=["source"], name="pregnancy_source")]

    @property
    def details(self) -> Details:
        """The expected day, which child it will be, the registration's number."""
        return Details.unpack(self.sealed)

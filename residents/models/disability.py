"""The certificate of a disability."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from residents.domain.disability import Details
from residents.models.fact import DatedFact


class CertificateState(models.TextChoices):
    """证件状态: 冻结 suspends the certificate, 遗失, 注销 and 过期 end it."""

    VALID = "valid", "正常"
    FROZEN = "frozen", "冻结"
    LOST = "lost", "遗失"
    CANCELLED = "cancelled", "注销"
    EXPIRED = "expired", "过期"


@tracked()
class DisabilityCertificate(Versioned, DatedFact):
    """残疾人证: during a time a person holds a certificate of the disabled persons' federation.

    Category, grade and what else it says of health and family are sealed together (SEC13): that somebody holds a certificate, and until
    when, is all that the database can be asked. A new grade, number or term begins a new row on the day it became known.
    """

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="disability_certificates")
    number = EncryptedTextField("残疾人证号", default=b"", digest_in=("digest", "disability"))
    digest = models.BinaryField(max_length=32)
    state = models.CharField("证件状态", max_length=9, choices=CertificateState.choices, default=CertificateState.VALID)
    first_issued = models.DateField("首次发证", null=True)
    valid_until = models.DateField("有效期至", null=True)
    sealed = EncryptedTextField("残疾情况", default=b"")  # JSON of domain.disability.Details

    class Meta:
        verbose_name = "残疾人证"
        constraints = [
            ExclusionConstraint(
                name="disability_certificate_one_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [
            models.Index(fields=["digest"], name="disability_digest"),
            models.Index(fields=["source"], name="disability_source"),
            models.Index(fields=["valid_until"], name="disability_valid_until"),
        ]

    @property
    def details(self) -> Details:
        """Category, grade, guardian, employment, needs."""
        return Details.unpack(self.sealed)

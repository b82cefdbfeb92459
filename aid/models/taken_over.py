"""Aid that was in force before its cases were worked here: taken over from the bureau's list (MZ03)."""

from django.db import models

from aid.models.case import Recorded
from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField


@tracked()
class TakenOver(Recorded):
    """A certificate of the list (救助证号): whose it is, why the family is poor, and where the money goes.

    Its awards have no case and this number as their document. Poverty's cause and the account are sealed; the account is shown to
    `aid.account` only.
    """

    aid_no = CodeField("救助证号", max_length=40, unique=True)
    area_code = CodeField("社区")
    head = models.ForeignKey("residents.Person", models.CASCADE, null=True, related_name="+", verbose_name="户主")
    class_words = models.CharField("保障类别", max_length=20, blank=True)
    cause = EncryptedTextField("致贫原因", default=b"")
    bank = models.CharField("开户银行", max_length=60, blank=True)
    account = EncryptedTextField("银行账号", default=b"")

    class Meta:
        verbose_name = "接收的在册救助"
        indexes = [
            models.Index(fields=["area_code"], name="aid_taken_over_area"),
            models.Index(fields=["source"], name="aid_taken_over_source"),
        ]


@tracked()
class TakenOverMember(Recorded):
    """Somebody whom the list names under a certificate, and whether the aid covers them."""

    certificate = models.ForeignKey(TakenOver, models.CASCADE, related_name="members")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    relation = CodeField("与户主关系", max_length=2, blank=True)
    covered = models.BooleanField("是保障对象")

    class Meta:
        verbose_name = "接收的保障成员"
        constraints = [models.UniqueConstraint(fields=["certificate", "person"], name="aid_taken_over_member_once")]
        indexes = [
            models.Index(fields=["person"], name="aid_taken_over_person"),
            models.Index(fields=["source"], name="aid_taken_over_m_source"),
        ]

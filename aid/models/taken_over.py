"""Aid that was in force before its cases were worked here: taken over from the bureau's list (MZ03)."""

from django.db import models

from aid.models.award import Award
from aid.models.case import Recorded
from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField


@tracked()
class TakenOver(Recorded):
    """What the list says of an award without a case: its certificate, the head it is granted to, why the family is poor, and the account.

    Poverty's cause and the account are sealed; the account is shown to `aid.account` only.
    """

    award = models.OneToOneField(Award, models.CASCADE, related_name="taken_over")
    aid_no = CodeField("救助证号", max_length=40)
    head = models.ForeignKey("residents.Person", models.CASCADE, null=True, related_name="+", verbose_name="户主")
    class_words = models.CharField("保障类别", max_length=20, blank=True)
    cause = EncryptedTextField("致贫原因", default=b"")
    bank = models.CharField("开户银行", max_length=60, blank=True)
    account = EncryptedTextField("银行账号", default=b"")

    class Meta:
        verbose_name = "接收的在册救助"
        indexes = [
            models.Index(fields=["aid_no"], name="aid_taken_over_no"),
            models.Index(fields=["source"], name="aid_taken_over_source"),
        ]

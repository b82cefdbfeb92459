"""What the register of marriages says of a person."""

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from residents.models.fact import Recorded


class MarriageAct(models.TextChoices):
    """结婚 and 离婚 at the register of civil affairs (民法典 1049, 1080); 诉讼离婚 from the day a judgment takes effect (1079, 1080)."""

    MARRIED = "married", "结婚登记"
    DIVORCED = "divorced", "离婚登记"
    COURT_DIVORCED = "court-divorced", "诉讼离婚"


@tracked()
class MarriageRecord(Recorded):
    """婚姻登记: on a day a person married or was divorced from somebody, as the certificate says.

    Each party of the base has a row of its own, so that both records stay complete when one of the two moves out of sight. A party
    from outside the base is not made a person: the row keeps name and number sealed, and `spouse` stays open until somebody with that
    number enters (services/marriages.py `join_spouses`).
    """

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="marriage_records")
    spouse = models.ForeignKey("residents.Person", models.SET_NULL, null=True, related_name="+")
    act = models.CharField("登记事项", max_length=14, choices=MarriageAct.choices)
    on = models.DateField("登记日期")
    as_husband = models.BooleanField("男方")
    certificate = EncryptedTextField("证书字号", default=b"", digest_in=("certificate_digest", "marriage"))
    certificate_digest = models.BinaryField(max_length=32, null=True)
    spouse_name = EncryptedTextField("对方姓名", default=b"")
    spouse_number = EncryptedTextField("对方证号", default=b"", digest_in=("spouse_digest", "document"))
    spouse_digest = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = "婚姻登记"
        constraints = [
            models.UniqueConstraint(fields=["person", "on", "as_husband", "act"], name="marriage_act_once_a_day")
        ]
        indexes = [
            models.Index(fields=["certificate_digest"], name="marriage_certificate"),
            models.Index(fields=["source"], name="marriage_source"),
            # Who waits for a spouse to enter the base.
            models.Index(fields=["spouse_digest"], condition=Q(spouse=None), name="marriage_spouse_awaited"),
        ]

    @property
    def role(self) -> str:
        """What the person was in it: the roles of person.married and person.divorced."""
        return "husband" if self.as_husband else "wife"

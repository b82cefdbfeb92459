"""Who says that somebody has died."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from residents.models.fact import Recorded


@tracked()
class DeathReport(Recorded):
    """One source's word that a person died: to be verified, or what a registered death rests on (handbook E, D01).

    `word` names the kind of source (codes/death_sources.csv). Of the proof only its number is kept, sealed; why somebody died
    is never kept (handbook 8, 个人信息保护法 第六条). A registered death has at least one confirmed report.
    """

    class State(models.TextChoices):
        OPEN = "open", "待核实"
        CONFIRMED = "confirmed", "已确认"
        DISMISSED = "dismissed", "误报"
        REVOKED = "revoked", "死亡登记已撤销"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="death_reports")
    word = CodeField("哪里说的", max_length=20)
    died_on = models.DateField("死亡日期")
    declared = models.BooleanField("宣告死亡", default=False)
    certificate = EncryptedTextField("死亡证明编号", default=b"")
    cancelled_on = models.DateField("户口注销日期", null=True)
    note = models.CharField("怎么知道的", max_length=200, blank=True)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField("核实人", max_length=150, blank=True)
    reason = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "死亡信息"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "word"],
                condition=Q(state__in=["open", "confirmed"]),
                name="death_said_once_by_a_source",
            )
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="open"), name="death_report_open"),
            models.Index(fields=["person", "id"], name="death_report_person"),
            models.Index(fields=["source"], name="death_report_source"),
        ]

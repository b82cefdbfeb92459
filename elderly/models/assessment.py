"""Assessments: what an old person can do by themselves, scored on a public scale by people who looked."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from elderly.domain.assessment_words import INFORMANTS, PLACES, REASONS, SCALES


@tracked()
class Assessment(models.Model):
    """On a day, somebody's ability was assessed on one scale: the answers, what they add up to, who looked and who told.

    `standing`: the one that counts now; of a person and scale that is the latest that nobody voided. `level`: 0–4 by GB/T 42195
    (0 best), 1–4 by the self-care scale (1 best), empty for a constitution. `workings` (sealed JSON) holds the arithmetic as it
    was done, so that a later change of a parameter never rewrites a result. `client_uid` is made where the form is filled in.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client_uid = models.UUIDField(unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    area_code = CodeField("社区")
    scale = CodeField("量表", max_length=12, choices=list(SCALES.items()))
    assessed_on = models.DateField("评估日期")
    level = models.SmallIntegerField("等级", null=True)
    score = models.SmallIntegerField("总分", null=True)
    answers = EncryptedTextField("各项得分", default=b"")
    risks = EncryptedTextField("疾病诊断和照护风险", default=b"")
    workings = EncryptedTextField("怎么算的", default=b"")
    reason = CodeField("为什么评", max_length=8, choices=list(REASONS.items()))
    place = CodeField("在哪里评", max_length=12, choices=list(PLACES.items()))
    informant = CodeField("谁提供信息", max_length=12, choices=list(INFORMANTS.items()))
    informant_name = EncryptedTextField("信息提供者", default=b"")
    assessor = models.CharField("评估员", max_length=150)
    second_name = models.CharField("另一位评估员", max_length=60, blank=True)
    second_user = models.CharField("另一位评估员的账号", max_length=150, blank=True)
    note = EncryptedTextField("说明", default=b"")
    valid_until = models.DateField("有效期至", null=True)
    standing = models.BooleanField("现在有效", default=True)
    voided_at = models.DateTimeField("何时作废", null=True)
    voided_by = models.CharField("谁作废", max_length=150, blank=True)
    void_reason = models.CharField("为什么作废", max_length=200, blank=True)
    recorded_at = models.DateTimeField("记录时刻")
    source = CodeField("来源", max_length=64)

    class Meta:
        verbose_name = "能力评估"
        indexes = [
            models.Index(fields=["person", "scale", "-assessed_on"], name="assessment_person"),
            models.Index(fields=["area_code", "-assessed_on", "-id"], name="assessment_area"),
            models.Index(fields=["area_code", "valid_until"], condition=Q(standing=True), name="assessment_due"),
        ]

    def __str__(self) -> str:
        return f"{self.assessed_on} {self.get_scale_display()}"

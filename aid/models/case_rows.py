"""What a case gathers on its way: papers, findings, postings, objections, decisions."""

import uuid

from django.db import models

from aid.models.case import CLASSES, AidCase, Recorded
from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField

PAPERS = [
    ("authorization", "授权核对书"),
    ("commitment", "承诺书"),
    ("photo", "入户照片"),
    ("material", "其他材料"),
]
FINDINGS = [("check", "经济状况核对"), ("survey", "入户调查"), ("opinion", "街道审核意见"), ("heard", "家庭的意见")]
POSTINGS = [("review", "审核公示"), ("decision", "确认结果公布")]
OUTCOMES = [("upheld", "成立"), ("rejected", "不成立")]
VERDICTS = [
    ("confirmed", "确认"),
    ("refused", "不予确认"),
    ("rejected", "不予受理"),
    ("changed", "调整"),
    ("stopped", "停止"),
    ("advanced", "先行救助"),
]


@tracked()
class CasePaper(Recorded):
    """A paper of a case, sealed on the disk: who signed it when; a withdrawn authorization says since when (社会救助法 第四十条)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(AidCase, models.CASCADE, related_name="papers")
    kind = CodeField("材料", max_length=16, choices=PAPERS)
    title = models.CharField("名称", max_length=80, blank=True)
    signed_on = models.DateField("签字日期", null=True)
    file = models.CharField(max_length=60, blank=True)
    mime = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField("大小", default=0)
    withdrawn_on = models.DateField("撤回日期", null=True)

    class Meta:
        verbose_name = "救助材料"


@tracked()
class CaseFinding(Recorded):
    """What was established: the report of the check of means, a visit at home, the street's opinion, what the family said when heard.

    `verdict`: fits · unfit · unclear. `number`: of the report. `who`: those who took part (a visit needs two). Words are sealed.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(AidCase, models.CASCADE, related_name="findings")
    kind = CodeField("是什么", max_length=8, choices=FINDINGS)
    on = models.DateField("哪天")
    verdict = CodeField("结论", max_length=8, blank=True)
    number = CodeField("报告号", max_length=60, blank=True)
    who = models.CharField("参加的人", max_length=120, blank=True)
    words = EncryptedTextField("情况", default=b"")

    class Meta:
        verbose_name = "核对、入户、意见"


@tracked()
class CasePosting(Recorded):
    """A notice put up in the community, and what it said: nothing that the law hides (个人信息保护法 第二十五条; handbook §7.6).

    `until` is the last day it hangs. `content`: what was printed, masked already.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(AidCase, models.CASCADE, related_name="postings")
    kind = CodeField("公示", max_length=8, choices=POSTINGS)
    since = models.DateField("哪天张贴")
    until = models.DateField("到哪天")
    taken_down_on = models.DateField("哪天取下", null=True)
    where = models.CharField("张贴在哪里", max_length=80, blank=True)
    content = models.JSONField("公示内容", default=dict)

    class Meta:
        verbose_name = "公示"
        indexes = [models.Index(fields=["until"], condition=models.Q(taken_down_on=None), name="aid_posting_hanging")]


@tracked()
class CaseObjection(Recorded):
    """Somebody objects while a notice hangs, or a family asks for reconsideration of a refusal; what was found and answered."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(AidCase, models.CASCADE, related_name="objections")
    reconsideration = models.BooleanField("行政复议", default=False)
    received_on = models.DateField("收到日期")
    by_name = EncryptedTextField("提出人", default=b"")
    words = EncryptedTextField("内容", default=b"")
    outcome = CodeField("结果", max_length=8, choices=OUTCOMES, blank=True)
    answered_on = models.DateField("答复日期", null=True)
    answer = EncryptedTextField("答复", default=b"")

    class Meta:
        verbose_name = "异议和复议"


@tracked()
class CaseDecision(Recorded):
    """A decision of an authority: by which organ, under which number, why, from which month which sum; when it was handed over.

    `why` of the row is the reason given in the letter. `monthly` in yuan; `once`: a single sum.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(AidCase, models.CASCADE, related_name="decisions")
    verdict = CodeField("决定", max_length=10, choices=VERDICTS)
    organ = models.CharField("决定机关", max_length=60)
    number = CodeField("文号", max_length=60, blank=True)
    on = models.DateField("决定日期")
    reasons = EncryptedTextField("理由", default=b"")
    monthly = models.DecimalField("每月金额", max_digits=10, decimal_places=2, null=True)
    once = models.DecimalField("一次性金额", max_digits=10, decimal_places=2, null=True)
    starts_on = models.DateField("从哪个月起", null=True)
    review_class = CodeField("复核类别", max_length=1, choices=CLASSES, blank=True)
    arithmetic = models.JSONField("怎么算的", default=list)
    told_on = models.DateField("书面告知日期", null=True)
    told_how = models.CharField("怎样告知", max_length=80, blank=True)

    class Meta:
        verbose_name = "救助决定"

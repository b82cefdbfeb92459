"""What an election keeps of a person: standing, certificates, decisions, cards, declarations, objections, proxies."""

import uuid

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from core.models.fields import CodeField
from lifecycle.models.election import Election, Recorded, Ward


class StandingKind(models.TextChoices):
    """资格状态 of the voter list (column 14), those that rest on a document about the person."""

    INCAPABLE = "2", "精神病不能行使（经选举委员会确认）"
    SUSPENDED = "3", "停止行使选举权利（检察院或法院决定）"
    DEPRIVED = "4", "被剥夺政治权利"
    PERMITTED = "7", "准予行使（羁押、缓刑等）"


@tracked()
class VoterStanding(Versioned, Recorded):
    """A document says, for a time, that a person may not vote, or may although detained (选举法 4, 27; 若干规定 三、四、五).

    Number and evidence of the document lie sealed. `election`: the one whose committee confirmed an incapacity; it counts for
    that election alone.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="voter_standings")
    kind = models.CharField("资格状态", max_length=1, choices=StandingKind.choices)
    during = DateRangeField("期间")
    organ = models.CharField("决定机关", max_length=80)
    document = EncryptedTextField("文号", default=b"")
    evidence = EncryptedTextField("凭据", default=b"")
    election = models.ForeignKey(Election, models.PROTECT, null=True, related_name="incapacities")

    class Meta:
        verbose_name = "选举资格"
        indexes = [
            models.Index(fields=["person", "kind"], name="voter_standing_person"),
            models.Index(fields=["kind"], name="voter_standing_kind"),
        ]


@tracked()
class VoterCertificate(Versioned, Recorded):
    """选民资格证明: who has really moved without moving the registration votes where he lives (若干规定 九).

    `from_area` gives its voter away, `to_area` takes him in; either may lie outside the tree.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="certificates")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="voter_certificates")
    number = CodeField("证明编号", max_length=40)
    from_area = CodeField("户籍所在地")
    from_ward = models.CharField("原选区", max_length=60)
    to_area = CodeField("现居住地")
    organ = models.CharField("出具单位", max_length=80)
    issued_on = models.DateField("出具日期")
    withdrawn_on = models.DateField("收回日期", null=True)

    class Meta:
        verbose_name = "选民资格证明"
        constraints = [
            models.UniqueConstraint(
                fields=["election", "person"], condition=Q(withdrawn_on=None), name="voter_certificate_once"
            ),
            models.CheckConstraint(condition=~Q(from_area=F("to_area")), name="voter_certificate_leads_elsewhere"),
        ]


class Ruling(models.TextChoices):
    """What a decision does to the roll."""

    LIST = "list", "列入名单"
    STRIKE = "strike", "不列入名单"


@tracked()
class RollDecision(Versioned, Recorded):
    """The election committee, or a court, says that a person is on this election's roll or not (选举法 第二十九条)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="decisions")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="roll_decisions")
    ruling = models.CharField("决定", max_length=6, choices=Ruling.choices)
    area_code = CodeField("列入哪个社区", blank=True)
    organ = models.CharField("决定机关", max_length=80)
    document = models.CharField("文号", max_length=80)
    decided_on = models.DateField("决定日期")

    class Meta:
        verbose_name = "名单决定"
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="roll_decision_once")]


@tracked()
class VoterCard(Versioned, Recorded):
    """选民证: the number a voter got at an election, when the card was made and who took it."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="cards")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, related_name="cards")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="voter_cards")
    number = CodeField("选民证号", max_length=24)
    issued_on = models.DateField("发证日期")
    given_on = models.DateField("领证日期", null=True)
    receiver = models.CharField("领证人", max_length=60, blank=True)
    void_on = models.DateField("作废日期", null=True)

    class Meta:
        verbose_name = "选民证"
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="voter_card_once"),
            models.UniqueConstraint(fields=["election", "number"], name="voter_card_number_once"),
        ]


class Basis(models.TextChoices):
    """居民委员会组织法（2025 修订）第十六条: whom the list of a committee election takes in."""

    REGISTERED = "1", "户籍在本社区"
    RESIDENT = "2", "户籍不在但常住"
    WORKER = "3", "社区工作者满六个月"


@tracked()
class Participation(Versioned, Recorded):
    """What a resident said about taking part in a committee election, and on which ground the resident is listed."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="participations")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="participations")
    basis = models.CharField("登记依据", max_length=1, choices=Basis.choices)
    willing = models.BooleanField("表示参加")
    declared_on = models.DateField("表示的日期")
    elsewhere = models.BooleanField("已在他处登记", default=False)
    worked_since = models.DateField("何时起在本社区工作", null=True)
    confirmed_on = models.DateField("选举委员会确认日期", null=True)
    household_rep = models.BooleanField("户代表", default=False)
    resident_rep = models.BooleanField("居民代表", default=False)

    class Meta:
        verbose_name = "参加选举登记"
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="participation_once")]


@tracked()
class Candidate(Versioned, Recorded):
    """Somebody proposed for election; in a committee election a candidate cannot vote for others."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="candidates")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="candidacies")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, related_name="candidates")
    proposed_by = models.CharField("推荐者", max_length=80)
    final = models.BooleanField("正式候选人", default=False)

    class Meta:
        verbose_name = "候选人"
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="candidate_once")]


class ObjectionKind(models.TextChoices):
    """What is wrong with the posted list, as somebody says."""

    OMITTED = "omitted", "漏登"
    WRONG = "wrong", "错登"
    DETAILS = "details", "姓名等写错"


class Outcome(models.TextChoices):
    UPHELD = "upheld", "成立"
    DISMISSED = "dismissed", "不成立"


@tracked()
class Objection(Versioned, Recorded):
    """申诉: within five days of posting somebody says that the list is wrong; decided within three days (选举法 29; 组织法 17)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="objections")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="objections")
    kind = models.CharField("申诉事项", max_length=8, choices=ObjectionKind.choices)
    by_name = models.CharField("申诉人", max_length=60)
    words = EncryptedTextField("申诉内容", default=b"")
    received_on = models.DateField("收到日期")
    decided_on = models.DateField("处理日期", null=True)
    outcome = models.CharField("处理结果", max_length=9, choices=Outcome.choices, blank=True)
    decision = models.CharField("处理决定", max_length=200, blank=True)
    published_on = models.DateField("处理结果公布日", null=True)
    sued_on = models.DateField("起诉日期", null=True)
    judged_on = models.DateField("判决日期", null=True)
    judgement = models.CharField("判决", max_length=200, blank=True)

    class Meta:
        verbose_name = "申诉"
        indexes = [models.Index(fields=["election", "received_on"], name="objection_received")]


@tracked()
class VoterProxy(Versioned, Recorded):
    """Who is away on the day asks another voter in writing to vote for him, with the committee's consent (选举法 42; 组织法 19)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="proxies")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="proxies_given")
    proxy = models.ForeignKey("residents.Person", models.CASCADE, related_name="proxies_held")
    written_on = models.DateField("委托书日期")
    consented_on = models.DateField("选举委员会同意日期")
    ended_on = models.DateField("失效日期", null=True)
    end_reason = models.CharField("失效原因", max_length=120, blank=True)

    class Meta:
        verbose_name = "委托投票"
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], condition=Q(ended_on=None), name="voter_proxy_once"),
            models.CheckConstraint(condition=~Q(person=F("proxy")), name="voter_proxy_is_another"),
        ]

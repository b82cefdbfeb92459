"""The forms of a case: one for each act, named by it."""

from __future__ import annotations

from typing import Any

from django import forms

from aid.domain.children import PARENT_WORDS
from aid.domain.law import KIND_CHOICES
from aid.models.case import CLASSES
from aid.models.case_rows import OUTCOMES, PAPERS
from aid.services.case_findings import VERDICTS
from aid.services.case_members import LABOUR
from core.ui.forms import DayField, ScreenForm
from residents.forms.desk import PersonField, code_choices, day_field

CAUSES = [
    ("illness", "患病"),
    ("disability", "残疾"),
    ("no-labour", "缺劳力"),
    ("unemployment", "失业"),
    ("school", "上学"),
    ("bereavement", "丧亲"),
    ("disaster", "受灾"),
    ("other", "其他"),
]
EXCLUDED = ["在监狱服刑", "宗教教职人员", "连续三年以上脱离家庭独立生活"]


def _long(label: str, *, most: int = 500, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _verdicts(*keys: str, usual: str | None = None) -> forms.ChoiceField:
    """`usual` is chosen beforehand; an opinion of an authority never is."""
    return forms.ChoiceField(
        label="结论", choices=[(key, VERDICTS[key]) for key in keys], widget=forms.RadioSelect, initial=usual
    )


class NewCaseForm(ScreenForm):
    """An application: those who live with the applicant come from the base."""

    person = PersonField(label="申请人")
    kind = forms.ChoiceField(label="申请哪一种", choices=[("", "请选"), *KIND_CHOICES])
    applied_on = day_field("申请日期")
    causes = forms.MultipleChoiceField(
        label="致贫原因", choices=CAUSES, required=False, widget=forms.CheckboxSelectMultiple
    )
    agent = forms.CharField(label="代办人", max_length=60, required=False, help_text="本人申请的空着。")
    agent_relation = forms.CharField(
        label="与申请人的关系", max_length=40, required=False, help_text="例如 社区专干、女儿。"
    )
    urgent = forms.BooleanField(label="情况紧急，先行救助", required=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].user = user  # type: ignore[attr-defined]


class OnForm(ScreenForm):
    """A day, for what needs nothing more."""

    on = day_field("日期")


class NoteForm(OnForm):
    """A day and, perhaps, some words."""

    words = _long("说明", required=False, most=280)


class ReasonForm(OnForm):
    """A day and the reason."""

    reason = _long("理由", help_text="写明事实和依据，家庭看得懂。")


class LetterForm(ReasonForm):
    """A reason that goes out as a letter."""

    number = forms.CharField(label="文号", max_length=60, required=False)


class CheckForm(OnForm):
    """The report of the check of means."""

    number = forms.CharField(label="核对报告号", max_length=60)
    verdict = _verdicts("fits", "unfit", "unclear", usual="fits")
    words = _long("核对结果", required=False, help_text="查了哪些单位，和申报有没有出入。加密保存。")


class SurveyForm(OnForm):
    """What was found at home."""

    who = forms.CharField(label="入户人员", max_length=120, help_text="两人以上，用顿号隔开。")
    verdict = _verdicts("fits", "unfit", "unclear", usual="fits")
    words = _long(
        "家里的情况和结论",
        rows=5,
        most=2000,
        help_text="住房、收入、支出、身体、邻里怎么说。加密保存。",
    )
    photo = forms.FileField(
        label="照片",
        required=False,
        help_text="经同意再拍；位置和时间信息会去掉。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )


class ReviewForm(OnForm):
    """The street's opinion."""

    verdict = _verdicts("fits", "unfit")
    words = _long("审核意见", required=False, help_text="不符合的写明理由；金额由区里按标准确认。")


class PostForm(OnForm):
    """A notice is put up."""

    where = forms.CharField(label="张贴在哪里", max_length=80, required=False, initial="社区公告栏")
    until = DayField(label="到哪天", required=False, help_text="空着按参数的天数算，含双休日、节假日。")


class ObjectForm(OnForm):
    """Somebody objects, or asks for reconsideration."""

    by_name = forms.CharField(label="谁提出", max_length=60, required=False, help_text="匿名的空着。")
    words = _long("内容", help_text="加密保存，只有办理的人看得到。")


class AnswerForm(ReasonForm):
    """What was found, and the answer."""

    outcome = forms.ChoiceField(label="核查结果", choices=OUTCOMES, widget=forms.RadioSelect)
    field_order = ("on", "outcome", "reason")


class ConfirmForm(OnForm):
    """A confirmation: prefilled with what the figures come to. A kind that pays nothing has no sum."""

    number = forms.CharField(label="文号", max_length=60, help_text="例如 越民救〔2026〕128号。")
    amount = forms.DecimalField(label="金额（元）", max_digits=10, decimal_places=2, required=False, min_value=0)
    starts_on = DayField(label="从哪个月 1 日起", required=False, help_text="空着是决定的次月。")
    review_class = forms.ChoiceField(
        label="复核类别",
        choices=[("", "不定期复核"), *CLASSES],
        required=False,
        help_text="A 类 12 个月、B 类 6 个月、C 类 3 个月，按当地参数。",
    )
    differs_why = _long("金额和算出来的不一样，为什么", required=False, rows=2, most=300)

    def for_kind(self, pays: str) -> None:
        """Ask only what the kind knows."""
        if pays == "nothing":
            self.fields["amount"].widget = self.fields["differs_why"].widget = forms.HiddenInput()
        if pays == "once":
            self.fields["differs_why"].widget = self.fields["review_class"].widget = forms.HiddenInput()


class ChangeForm(ConfirmForm):
    """Another sum, with the reason."""

    reason = _long("调整的理由")
    field_order = ("on", "number", "reason", "amount", "starts_on", "review_class", "differs_why")


class AdvanceForm(LetterForm):
    """A small sum at once."""

    amount = forms.DecimalField(label="金额（元）", max_digits=10, decimal_places=2, min_value=0)
    field_order = ("on", "amount", "reason", "number")


class TellForm(OnForm):
    """A letter was handed over."""

    how = forms.ChoiceField(
        label="怎样告知", choices=[(one, one) for one in ("当面送达", "邮寄送达", "留置送达", "代办人转交")]
    )


class HearForm(OnForm):
    """What the family says of it."""

    who = forms.CharField(label="听了谁的意见", max_length=60, required=False)
    words = _long("这家人怎么说", rows=4, most=1000)


class MemberForm(ScreenForm):
    """What is said of a member."""

    relation = forms.ChoiceField(label="与户主关系", choices=lambda: code_choices("relation"), required=False)
    excluded_reason = forms.CharField(
        label="不纳入的原因",
        max_length=100,
        required=False,
        help_text="纳入保障的空着。",
        widget=forms.TextInput(attrs={"list": "excluded-reasons", "autocomplete": "off"}),
    )
    labour = forms.ChoiceField(label="劳动能力", choices=[("", "未填"), *LABOUR.items()], required=False)
    health = forms.CharField(label="健康状况", max_length=120, required=False, help_text="加密保存，不上公示。")


class NewMemberForm(MemberForm):
    """Somebody who lives there too: of the base, or by name."""

    person = PersonField(label="底册里的人", required=False)
    name = forms.CharField(label="不在底册的，填姓名", max_length=60, required=False)
    number = forms.CharField(label="证号", max_length=18, required=False)
    field_order = ("person", "name", "number", "relation")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].user = user  # type: ignore[attr-defined]


class PaperForm(ScreenForm):
    """A paper: signed on a day, or a file."""

    kind = forms.ChoiceField(label="什么材料", choices=PAPERS)
    signed_on = DayField(label="签字日期", past=True, required=False, help_text="授权核对书、承诺书由全体成员签字。")
    title = forms.CharField(label="名称", max_length=80, required=False)
    file = forms.FileField(
        label="文件",
        required=False,
        help_text="照片或 PDF，不超过 10 MB，加密保存。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )


class AccountForm(ScreenForm):
    """Where the money goes."""

    bank = forms.CharField(label="开户银行", max_length=60)
    name = forms.CharField(label="户名", max_length=60)
    account = forms.CharField(
        label="银行账号", max_length=30, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )


class ParentsForm(ScreenForm):
    """How it stands with a child's parents."""

    father = forms.ChoiceField(label="父亲", choices=[(str(key), words) for key, words in PARENT_WORDS.items()])
    father_months = forms.IntegerField(
        label="已有几个月", required=False, min_value=0, help_text="服刑、戒毒、失联的填。"
    )
    mother = forms.ChoiceField(label="母亲", choices=[(str(key), words) for key, words in PARENT_WORDS.items()])
    mother_months = forms.IntegerField(label="已有几个月", required=False, min_value=0)

"""The forms of an election's desk."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.selectors.areas import area_options
from core import clock
from core.ui.forms import DayField
from lifecycle.models.election import ElectionKind, VotingForm
from lifecycle.models.voter import Basis, ObjectionKind, Outcome, Ruling, StandingKind
from residents.forms.desk import DeskForm, PersonField, PlaceField, day_field

_NOBODY = [("", "名单不变（已更正底册，或不成立）")]


class ForUser(DeskForm):
    """A form whose people are looked for in the user's scope."""

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.user = user


class ElectionForm(ForUser):
    """An election is announced."""

    kind = forms.ChoiceField(label="哪一种选举", choices=ElectionKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="名称", max_length=80, help_text="例如 越秀区第十八届人民代表大会代表选举。")
    area = forms.ChoiceField(label="地区", help_text="人大代表选举选区或街道，居委会选举选社区。")
    day = DayField(label="选举日")
    form = forms.ChoiceField(
        label="居委会选举的投票方式", choices=[("", "人大代表选举不用填"), *VotingForm.choices], required=False
    )
    organ = forms.CharField(label="主持的选举委员会", max_length=80, required=False)
    document = forms.CharField(label="依据文件", max_length=120, required=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["area"].choices = area_options(user.scope("election.edit"))  # type: ignore[attr-defined]


class WardForm(ForUser):
    """A ward and its parts."""

    number = forms.CharField(label="选区号", max_length=12, help_text="例如 012。选民证号以它开头。")
    name = forms.CharField(label="名称", max_length=60, required=False)
    seats = forms.TypedChoiceField(label="应选代表", choices=[(1, "1 名"), (2, "2 名"), (3, "3 名")], coerce=int)
    parts = forms.MultipleChoiceField(
        label="包括哪些街道、社区、网格",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text="按住 Ctrl 可以选几个。网格比社区细，以细的为准。",
    )

    doors = forms.CharField(
        label="另外划进来的楼栋",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个门牌，例如 三眼井直街12号。楼栋比网格、社区细，以楼栋为准。",
    )

    def clean_doors(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["doors"].splitlines() if line.strip()]

    def __init__(self, user: Any, election: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        scope = user.scope("election.edit").within(election.area_code)
        self.fields["parts"].choices = area_options(scope)  # type: ignore[attr-defined]


class CertificateForm(ForUser):
    """选民资格证明 as it lies on the desk."""

    person = PersonField(label="选民")
    number = forms.CharField(label="证明编号", max_length=40)
    from_area = PlaceField(label="户籍所在地")
    from_ward = forms.CharField(label="原选区", max_length=60)
    to_area = PlaceField(label="现居住地")
    organ = forms.CharField(label="出具单位", max_length=80)
    issued_on = day_field("出具日期")


class ObjectionForm(ForUser):
    """申诉 as it came in."""

    person = PersonField(label="关于谁", help_text="证号最准。底册里没有的人，先登记居民，再受理。")
    kind = forms.ChoiceField(label="申诉事项", choices=ObjectionKind.choices, widget=forms.RadioSelect)
    by_name = forms.CharField(label="申诉人", max_length=60)
    words = forms.CharField(label="申诉内容", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    received_on = day_field("收到日期")


class DecideForm(DeskForm):
    """What the election committee made of it."""

    outcome = forms.ChoiceField(label="处理结果", choices=Outcome.choices, widget=forms.RadioSelect)
    decision = forms.CharField(label="处理决定", max_length=200, help_text="会写进补正的原因，也要公布。")
    decided_on = day_field("处理日期")
    ruling = forms.ChoiceField(label="名单怎么改", choices=[*_NOBODY, *Ruling.choices], required=False)
    organ = forms.CharField(label="决定机关", max_length=80, required=False)
    document = forms.CharField(label="决定书文号", max_length=80, required=False, help_text="名单要改时填。")


class JudgeForm(DeskForm):
    """The court's judgement."""

    on = day_field("判决日期")
    judgement = forms.CharField(label="判决内容和案号", max_length=200)
    ruling = forms.ChoiceField(label="名单怎么改", choices=[*_NOBODY, *Ruling.choices], required=False)
    organ = forms.CharField(label="法院", max_length=80, required=False)


class OnForm(DeskForm):
    """A day, for what needs nothing more."""

    on = day_field("日期")


class EndForm(DeskForm):
    """A day and why."""

    on = DayField(label="从哪天起", initial=lambda: clock.today())
    why = forms.CharField(label="依据", max_length=120)


class StandingForm(DeskForm):
    """A document about somebody's right to vote."""

    kind = forms.ChoiceField(label="资格状态", choices=StandingKind.choices, widget=forms.RadioSelect)
    organ = forms.CharField(label="决定机关", max_length=80, help_text="法院、检察院，或这次选举的选举委员会。")
    document = forms.CharField(label="文号", max_length=80, help_text="加密保存，看一次记一次。")
    since = DayField(label="从哪天起")
    until = DayField(label="到哪天恢复", required=False, help_text="不知道就空着。经确认不能行使的，只管这一次选举。")
    evidence = forms.CharField(
        label="凭据说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    election = forms.ChoiceField(
        label="哪次选举的选举委员会确认", required=False, help_text="只有“经确认不能行使”要填。"
    )

    def __init__(self, elections: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["election"].choices = [("", "不用填"), *elections]  # type: ignore[attr-defined]


class ProxyForm(ForUser):
    """委托投票."""

    voter = PersonField(label="委托人")
    proxy = PersonField(label="受托人")
    written_on = day_field("委托书日期")
    consented_on = day_field("选举委员会同意日期")


class CandidateForm(ForUser):
    """A candidate, first or final."""

    person = PersonField(label="候选人")
    proposed_by = forms.CharField(label="谁推荐的", max_length=80, help_text="政党、团体，或选民十人以上联名。")
    ward = forms.CharField(label="选区号", max_length=12, required=False)
    final = forms.BooleanField(label="是正式候选人", required=False)


class WorkerForm(ForUser):
    """A community worker, or anybody on an explicit ground, takes part in a committee election."""

    person = PersonField(label="居民或社区工作者")
    willing = forms.ChoiceField(
        label="是否参加", choices=[("yes", "参加"), ("no", "不参加")], widget=forms.RadioSelect, initial="yes"
    )
    basis = forms.ChoiceField(label="登记依据", choices=[("", "按户籍和居住定"), *Basis.choices], required=False)
    declared_on = day_field("表示的日期")
    elsewhere = forms.BooleanField(label="已在户籍地登记参加", required=False)
    worked_since = DayField(label="何时起在本社区工作", required=False)
    household_rep = forms.BooleanField(label="户代表", required=False)
    resident_rep = forms.BooleanField(label="居民代表", required=False)

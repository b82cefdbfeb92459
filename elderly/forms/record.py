"""Forms of an elder record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.register.reading import phone as read_phone
from core.ui.forms import DayField
from elderly.domain.anamnesis import Lifestyle, Medical
from elderly.domain.green_cards import ENTITLEMENTS
from elderly.models import ElderRecord, Every, Income
from elderly.selectors.record_contacts import Proposal
from residents.forms.desk import DeskForm, day_field

NEW = "new"
RELATIONS = (
    "儿子",
    "女儿",
    "配偶",
    "儿媳",
    "女婿",
    "孙辈",
    "兄弟姐妹",
    "其他亲属",
    "邻居",
    "朋友",
    "保姆",
    "委托照料人",
)


class PhoneField(forms.CharField):
    """A telephone number as the base keeps it; 8 digits are a landline of Guangzhou."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)
        self.widget.attrs.update({"inputmode": "tel", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_phone(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class ContactForm(DeskForm):
    """Whom to call: somebody whom the base proposes, or somebody else."""

    who = forms.ChoiceField(label="联系人", widget=forms.RadioSelect)
    relation = forms.CharField(label="与老人的关系", max_length=20, required=False)
    name = forms.CharField(label="姓名", max_length=60, required=False)
    phone = PhoneField(label="电话", required=False, help_text="底册里的人不用填；填了就以这个号为准，底册的号码不改。")
    note = forms.CharField(label="说明", max_length=100, required=False, help_text="例如 上夜班，白天别打。")

    def __init__(self, offered: Sequence[Proposal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.key: one for one in offered}
        choices = [*((one.key, one.words) for one in offered), (NEW, "底册里没有的人，填姓名和电话")]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]
        self.fields["who"].initial = choices[0][0]
        if not offered:  # nothing to choose: the form of somebody else is all there is
            self.fields["who"].widget = forms.HiddenInput()
        self.fields["relation"].widget.attrs.update({"list": "relations", "autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = self.offered.get(said.get("who", ""))
        if chosen:
            said["relation"] = said.get("relation") or chosen.relation
        elif said.get("who") == NEW:
            for field, words in (
                ("name", "请填姓名。"),
                ("relation", "请填关系，例如 邻居。"),
                ("phone", "请填电话。"),
            ):
                if not said.get(field) and field not in self.errors:
                    self.add_error(field, words)
        return said

    @property
    def contact(self) -> dict[str, Any]:
        """As services/record_contacts.py takes it."""
        said = self.cleaned_data
        chosen = self.offered.get(said["who"])
        return {
            "relation": said["relation"],
            "relative_id": chosen.person_id if chosen else None,
            "name": "" if chosen else said["name"],
            "phone": said["phone"],
            "note": said["note"],
        }


_DOCTOR = ("doctor", "doctor_phone", "institution", "signed_on")


class DoctorFields(DeskForm):
    """The family doctor, by the contract."""

    institution = forms.CharField(label="签约机构", max_length=80, required=False)
    doctor = forms.CharField(label="家庭医生", max_length=40, required=False)
    doctor_phone = PhoneField(label="医生或机构电话", required=False)
    signed_on = DayField(label="签约日期", required=False, past=True)

    def __init__(self, *args: Any, institutions: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institutions = institutions
        self.fields["institution"].widget.attrs.update({"list": "institutions", "autocomplete": "off"})


class FillForm(DoctorFields):
    """What a new record still lacks, on one small page; the contact is asked by a form of its own."""

    likes = forms.CharField(label="个人爱好", max_length=200, required=False, help_text="例如 下棋、粤曲。")
    habits = forms.CharField(label="生活习惯", max_length=200, required=False, help_text="例如 早上六点饮早茶。")

    field_order = ["likes", "habits", "institution", "doctor", "doctor_phone", "signed_on"]


class RecordForm(FillForm):
    """All that a clerk keeps in a record, health apart."""

    income = forms.ChoiceField(label="经济来源", choices=[("", "未填"), *Income.choices], required=False)
    pension = forms.DecimalField(label="养老金（元/月）", required=False, min_value=0, max_digits=8, decimal_places=2)

    field_order = ["likes", "habits", "income", "pension", "institution", "doctor", "doctor_phone", "signed_on"]


class HealthForm(DeskForm):
    """健康史和生活方式: sealed, for those who may read of health."""

    HELP = {
        "past": "例如 2019 年中风。",
        "chronic": "例如 高血压、糖尿病。",
        "allergy": "例如 青霉素。急救时最要紧。",
        "medicine": "药名和每天几次。",
        "smoking": "例如 不吸；或每天几支。",
    }

    def __init__(self, record: ElderRecord, *args: Any, **kwargs: Any) -> None:
        known = {**vars(Medical.unpack(record.medical)), **vars(Lifestyle.unpack(record.lifestyle))}
        super().__init__(*args, initial=known, **kwargs)
        for kind in (Medical, Lifestyle):
            for one in kind.__dataclass_fields__.values():
                self.fields[one.name] = forms.CharField(
                    label=one.metadata["title"], max_length=300, required=False, help_text=self.HELP.get(one.name, "")
                )

    @property
    def said(self) -> dict[str, Any]:
        said = {name: value.strip() for name, value in self.cleaned_data.items()}
        return {
            "medical": Medical(**{name: said[name] for name in Medical.__dataclass_fields__}),
            "lifestyle": Lifestyle(**{name: said[name] for name in Lifestyle.__dataclass_fields__}),
        }


class ReliefForm(DeskForm):
    """What somebody is given."""

    what = forms.CharField(label="物品", max_length=40, help_text="例如 大米、食用油。")
    amount = forms.CharField(label="每次多少", max_length=40, required=False, help_text="例如 5 公斤。")
    every = forms.ChoiceField(label="多久一次", choices=Every.choices, initial=Every.MONTH, widget=forms.RadioSelect)
    giver = forms.CharField(label="谁给的", max_length=60, required=False, help_text="例如 慈善超市、某某企业。")
    since = day_field("从哪一天起")


class CardForm(DeskForm):
    """A green card is issued."""

    number = forms.CharField(
        label="卡号", max_length=30, required=False, help_text="卡上印有号码的照抄；空着就按档案编号给号。"
    )
    issued_on = day_field("发卡日期")
    entitlements = forms.MultipleChoiceField(
        label="服务项",
        choices=[(code, title) for code, (title, _) in ENTITLEMENTS.items()],
        initial=list(ENTITLEMENTS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "至少勾一项。"},
    )


class EndCardForm(DeskForm):
    """A card is ended."""

    reason = forms.CharField(label="为什么停用", max_length=60, help_text="例如 遗失、损坏。")

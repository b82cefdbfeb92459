"""Forms about one person: register, correct, move, relatives."""

from __future__ import annotations

from typing import Any

from django import forms

from core.ui.forms import DayField
from residents.domain.codes import codebook
from residents.forms.desk import DeskForm, PersonField, PlaceField, code_choices, day_field
from residents.models.kinship import KinshipKind
from residents.selectors.person import PersonView

SEXES = [("1", "男"), ("2", "女"), ("0", "未知")]
CORRECTION_REASONS = [
    "看了身份证原件",
    "看了户口簿",
    "看了结婚证或离婚证",
    "看了毕业证",
    "本人来电更正",
    "原来录入有误",
]
REASON_HINT = "会写进一生里，谁都看得到为什么改。"


class ReasonField(forms.CharField):
    """Why: proposals to pick from, or words of one's own."""

    def __init__(self, reasons: str, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.widget.attrs.update({"list": reasons, "autocomplete": "off"})


class CorrectForm(DeskForm):
    """The person's own data as the base has it; only what is changed is written. Numbers stay hidden: empty = unchanged."""

    name = forms.CharField(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=SEXES, widget=forms.RadioSelect)
    birth_date = DayField(label="出生日期", required=False, past=True)
    number = forms.CharField(label="证号", required=False, max_length=40)
    phone = forms.CharField(label="电话", required=False, max_length=60)
    ethnicity = forms.ChoiceField(label="民族", required=False, choices=lambda: code_choices("ethnicity"))
    marital_status = forms.ChoiceField(label="婚姻状况", required=False, choices=lambda: code_choices("marital"))
    education = forms.ChoiceField(label="文化程度", required=False, choices=lambda: code_choices("education"))
    political_status = forms.ChoiceField(label="政治面貌", required=False, choices=lambda: code_choices("political"))
    note = forms.CharField(label="备注", required=False, max_length=300)
    reason = ReasonField("correction-reasons", label="依据什么", help_text=REASON_HINT)

    HIDDEN = ("number", "phone")

    def __init__(self, person: PersonView, *args: Any, sources: dict[str, str] | None = None, **kwargs: Any) -> None:
        row = person.row
        shown = [name for name in self.base_fields if name not in (*self.HIDDEN, "reason")]
        super().__init__(*args, initial={name: getattr(row, name) for name in shown}, **kwargs)
        for name in self.HIDDEN:
            now = person.masked_number if name == "number" else person.masked_phone
            self.fields[name].help_text = f"现在是 {now or '没有'}。不改就空着；写「无」表示没有。"
        for name, words in (sources or {}).items():
            if name in self.fields:
                self.fields[name].source = words  # type: ignore[attr-defined]
        self.fields["reason"].todo = True  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """What was changed, as services/correct.py takes it."""
        said = self.cleaned_data
        changed = {name: said[name] for name in self.changed_data if name not in (*self.HIDDEN, "reason")}
        return changed | {name: said[name] for name in self.HIDDEN if said[name]}


class MoveForm(DeskForm):
    """Where to, who goes along, from when."""

    area = PlaceField(label="搬到哪个社区或外地")
    address = forms.CharField(label="地址", required=False, max_length=200, help_text="例如 三眼井直街12号402。")
    unknown = forms.BooleanField(label="去向不明，只登记离开", required=False)
    on = day_field("从哪一天起")
    along = forms.MultipleChoiceField(label="谁一起搬", required=False, widget=forms.CheckboxSelectMultiple)
    why = ReasonField("move-reasons", label="事由", required=False)

    def __init__(self, family: list[tuple[str, str]], *args: Any, hukou: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["along"].choices = family  # type: ignore[attr-defined]
        if not family:
            del self.fields["along"]
        if hukou:
            self.fields["area"].label = "户口迁到哪个社区或外地"
            self.fields["unknown"].label = "注销户口，没有新的户籍地"
            if "along" in self.fields:
                self.fields["along"].label = "谁一起迁"
        # Who left for nobody knows where has no place to write.
        self.fields["area"].required = not self.data.get("unknown")
        for name in ("area", "address", "on"):
            self.fields[name].todo = True  # type: ignore[attr-defined]


class PlaceHomeForm(DeskForm):
    """Which dwelling the present home is."""

    address = forms.CharField(label="门牌地址", max_length=200, help_text="写到路名和门牌，例如 三眼井直街12号402。")
    why = ReasonField("place-reasons", label="事由", required=False)


class RelativeForm(DeskForm):
    """Somebody becomes a relative on record."""

    relative = PersonField(label="哪一位")
    kind = forms.ChoiceField(label="是本人的", widget=forms.RadioSelect, choices=KinshipKind.choices)
    since = DayField(
        label="从哪一天起", required=False, past=True, help_text="父母子女不用填，按出生日；结婚、监护要填。"
    )
    why = ReasonField("kin-reasons", label="依据什么", required=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relative"].user = user  # type: ignore[attr-defined]


class EndRelativeForm(DeskForm):
    """A kinship is over, or was never true."""

    on = day_field("从哪一天起不再是")
    why = ReasonField("kin-end-reasons", label="依据什么")


class RegisterForm(DeskForm):
    """A new person of the base. With a number, sex and birth date need not be typed."""

    name = forms.CharField(label="姓名", max_length=60)
    number = forms.CharField(label="证号", required=False, max_length=40, help_text="有证号时性别和出生日期自动带出。")
    sex = forms.ChoiceField(label="性别", required=False, choices=SEXES[:2], widget=forms.RadioSelect)
    birth_date = DayField(label="出生日期", required=False, past=True)
    phone = forms.CharField(label="电话", required=False, max_length=60)
    ethnicity = forms.ChoiceField(label="民族", required=False, choices=lambda: code_choices("ethnicity"), initial="01")
    living_area = PlaceField(label="现住社区")
    living_address = forms.CharField(label="现住地址", required=False, max_length=200)
    hukou_area = PlaceField(label="户籍地")
    hukou_address = forms.CharField(label="户籍地址", required=False, max_length=200)
    since = day_field("从哪一天起住这里")
    reason = ReasonField("register-reasons", label="依据什么", help_text=REASON_HINT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "number", "living_area", "reason"):
            self.fields[name].todo = True  # type: ignore[attr-defined]


def relation_choices() -> list[tuple[str, str]]:
    """与户主关系, without the head."""
    return [("", "请选"), *((code, name) for code, name in codebook("relation").choices() if code not in ("01", "02"))]

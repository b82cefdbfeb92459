"""A check-up typed in by hand, its removal, and the order of a list to the hospital."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.ui.forms import DayField, ScreenForm
from elderly.domain.checkup_said import NAMES, Said
from elderly.domain.constitutions import CONSTITUTIONS
from elderly.domain.measurements import MEASURES, SELFCARE_MOST, Measure, read_measure
from elderly.models import Checkup, HospitalExchange

_YES_NO = (("", "没有写"), ("yes", "是"), ("no", "否"))


class MeasureField(forms.CharField):
    """A number with its unit, read as in a file: an impossible value is refused, an unusual one needs the tick below."""

    def __init__(self, measure: Measure) -> None:
        self.measure, self.unusual = measure, False
        decimal = "decimal" if measure.places else "numeric"
        super().__init__(
            label=f"{measure.header}（{measure.unit}）",
            required=False,
            widget=forms.TextInput(attrs={"inputmode": decimal, "autocomplete": "off", "maxlength": "14"}),
        )

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        reading = read_measure(text, self.measure)
        if reading.problem is None:
            return reading.value
        if reading.problem.code == "unlikely":
            self.unusual = True
            return reading.instead
        mend = {"mend": str(reading.instead)} if reading.instead is not None else None
        raise ValidationError(f"{reading.problem.reason}。{reading.problem.remedy}。", code="invalid", params=mend)


class CheckupForm(ScreenForm):
    """One check-up; blank means not measured."""

    exam_on = DayField(label="体检日期", past=True)
    institution = forms.CharField(label="体检机构", max_length=100, required=False)
    doctor = forms.CharField(label="责任医生", max_length=60, required=False)
    sbp, dbp, fbg = (MeasureField(MEASURES[name]) for name in ("sbp", "dbp", "fbg"))
    height, weight, waist = (MeasureField(MEASURES[name]) for name in ("height", "weight", "waist"))
    htn = forms.ChoiceField(label="高血压", choices=_YES_NO, required=False, widget=forms.RadioSelect)
    dm = forms.ChoiceField(label="糖尿病", choices=_YES_NO, required=False, widget=forms.RadioSelect)
    selfcare_score = forms.IntegerField(
        label="自理能力评分", required=False, min_value=0, max_value=SELFCARE_MOST, help_text=f"0–{SELFCARE_MOST} 分",
        error_messages={"max_value": f"自理能力评分最多 {SELFCARE_MOST} 分。", "invalid": "请填整数。"},
    )  # fmt: skip
    tcm = forms.MultipleChoiceField(
        label="中医体质", choices=list(CONSTITUTIONS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    evaluation = forms.CharField(
        label="健康评价", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    findings = forms.CharField(
        label="其他发现",
        max_length=1000,
        required=False,
        help_text="心电图、B超、肝肾功能等，照报告写。加密保存。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_on = DayField(label="下次预约日期", required=False)
    sure = forms.BooleanField(label="少见的数值已经核对过", required=False)

    def __init__(self, *args: Any, born: dt.date | None, died: dt.date | None, **kwargs: Any) -> None:
        self.born, self.died = born, died
        super().__init__(*args, **kwargs)

    def clean_exam_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["exam_on"]
        if self.born and day < self.born:
            raise ValidationError(f"体检日期早于出生日期 {self.born}。请核对。")
        if self.died and day > self.died:
            raise ValidationError(f"此人已于 {self.died} 去世。请核对日期；死亡登记有误的，请街道先撤销。")
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        sbp, dbp = data.get("sbp"), data.get("dbp")
        if sbp is not None and dbp is not None and sbp <= dbp:
            self.add_error("dbp", f"收缩压 {sbp} 不高于舒张压 {dbp}，可能填反了。")
        exam, ahead = data.get("exam_on"), data.get("next_on")
        if exam and ahead and ahead <= exam:
            self.add_error("next_on", "下次预约日期要晚于体检日期。")
        unusual = [name for name in MEASURES if getattr(self.fields[name], "unusual", False)]
        if unusual and not data.get("sure"):
            names = "、".join(MEASURES[name].header for name in unusual)
            self.add_error("sure", f"{names}少见。请与体检机构核对；确实如此的，勾上再存。")
        return data

    @property
    def said(self) -> Said:
        """What was typed, in the types of the base."""
        data: dict[str, Any] = {name: self.cleaned_data.get(name) for name in NAMES}
        whole = {name: int(value) if (value := data[name]) is not None else None for name in ("sbp", "dbp")}
        ticked = {name: {"yes": True, "no": False}.get(data[name] or "") for name in ("htn", "dm")}
        return Said(**{**data, **whole, **ticked, "tcm": "".join(sorted(data["tcm"] or []))})


def initial_of(row: Checkup) -> dict[str, Any]:
    """A stored check-up as the form shows it."""
    said = row.said
    shown = {name: getattr(said, name) for name in NAMES}
    ticks = {name: {True: "yes", False: "no"}.get(shown[name], "") for name in ("htn", "dm")}
    return {**shown, **ticks, "tcm": list(said.tcm), "exam_on": row.exam_on}


class RemoveForm(ScreenForm):
    """Why a check-up goes."""

    why = forms.CharField(label="为什么删除", max_length=100, help_text="例如：登记到了别人名下。")


class ExchangeForm(ScreenForm):
    """Which list, for whom, what for."""

    extent = forms.ChoiceField(
        label="范围",
        choices=HospitalExchange.Extent.choices,
        widget=forms.RadioSelect,
        initial=HospitalExchange.Extent.ALL,
        help_text="有变化的：新到年龄的、资料改过的、去世或搬走的。",
    )
    receiver = forms.CharField(label="交给哪个单位", max_length=100, help_text="例如：洪桥街道社区卫生服务中心。")
    purpose = forms.CharField(
        label="用途", max_length=150, initial="老年人免费健康体检", help_text="会和你的名字、时间、人数一起登记。"
    )

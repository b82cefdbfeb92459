"""Forms of 平安通."""

from __future__ import annotations

from django import forms

from core.ui.forms import DayField, ScreenForm
from elderly.models.alarm import Ended, Outcome, Paid


class DeviceForm(ScreenForm):
    """A device that was installed."""

    number = forms.CharField(label="设备号", max_length=40)
    provider = forms.CharField(label="服务商", max_length=60)
    paid = forms.ChoiceField(label="谁付费", choices=Paid.choices, widget=forms.RadioSelect)
    since = DayField(label="开通日期", past=True)


class EndForm(ScreenForm):
    """A device goes out of use."""

    why = forms.ChoiceField(label="为什么停用", choices=Ended.choices)
    on = DayField(label="停用日期", past=True)


class ContactForm(ScreenForm):
    """Somebody to call: a name with a number."""

    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="电话", max_length=40)
    relation = forms.CharField(label="是老人的什么人", max_length=20, help_text="女儿、儿子、邻居、楼长……")
    by_agreement = forms.BooleanField(label="委托照料协议指定的", required=False)


class OutcomeForm(ScreenForm):
    """How a call ended."""

    outcome = forms.ChoiceField(label="怎么样了", choices=[("", "请选"), *Outcome.choices])
    note = forms.CharField(label="情况", required=False, max_length=300, widget=forms.Textarea({"rows": 2}))

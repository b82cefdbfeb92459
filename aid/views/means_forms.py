"""The forms of the page of means: one for a member and an origin, one for an obligor."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from aid.domain.means import ASSETS, COUNTED_ASSETS, EXPENSES, INCOMES, ORIGINS
from aid.models.means import PER
from aid.services.means import Said, Supporter
from core.domain.amounts import read_amount
from core.ui.forms import ScreenForm


class MoneyField(forms.CharField):
    """Yuan as people write them: 3,000, ￥3000, 0.3万元. Empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(required=False, max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        reading = read_amount(text or "")
        if reading.problem:
            raise ValidationError(f"{reading.problem.reason}。{reading.problem.remedy}。")
        return reading.value


class MeansForm(ScreenForm):
    """What one origin says of one member. A field that is left empty is not known; 0 is told."""

    origin = forms.ChoiceField(label="这些数是谁说的", choices=list(ORIGINS.items()), widget=forms.RadioSelect)
    document = forms.CharField(
        label="核对报告号", max_length=60, required=False, help_text="只有核对报告要填。", widget=forms.TextInput
    )
    income_per = forms.ChoiceField(label="收入按", choices=PER, widget=forms.RadioSelect)
    income_what = forms.CharField(
        label="收入说明", max_length=120, required=False, help_text="单位、做什么，加密保存。"
    )
    asset_what = forms.CharField(
        label="财产说明", max_length=120, required=False, help_text="在哪里、哪家银行，加密保存。"
    )
    expense_per = forms.ChoiceField(label="支出按", choices=PER, widget=forms.RadioSelect)
    expense_what = forms.CharField(label="支出说明", max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group, titles in (("income", INCOMES), ("asset", ASSETS), ("expense", EXPENSES)):
            for sort, title in titles.items():
                unit = "（套）" if sort == "homes" else "（辆）" if sort == "cars" else "（元）"
                self.fields[f"{group}_{sort}"] = MoneyField(label=f"{title}{unit}")

    def group(self, name: str, titles: dict[str, str]) -> list[Any]:
        """The amount fields of a group, for the template."""
        return [self[f"{name}_{sort}"] for sort in titles]

    @property
    def incomes(self) -> list[Any]:
        return self.group("income", INCOMES)

    @property
    def assets(self) -> list[Any]:
        return self.group("asset", ASSETS)

    @property
    def expenses(self) -> list[Any]:
        return self.group("expense", EXPENSES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for sort in COUNTED_ASSETS:
            number = cleaned.get(f"asset_{sort}")
            if number is not None and number != number.to_integral_value():
                self.add_error(f"asset_{sort}", f"{ASSETS[sort]}填整数。")
        return cleaned

    def said(self) -> Said:
        """What was filled in, for the service."""
        v = self.cleaned_data
        return Said(
            origin=v["origin"],
            document=v["document"],
            incomes=self._amounts("income", INCOMES),
            income_per=v["income_per"],
            income_what=v["income_what"],
            assets=self._amounts("asset", ASSETS),
            asset_what=v["asset_what"],
            expenses=self._amounts("expense", EXPENSES),
            expense_per=v["expense_per"],
            expense_what=v["expense_what"],
        )

    def _amounts(self, group: str, titles: dict[str, str]) -> dict[str, Decimal]:
        told = {sort: self.cleaned_data.get(f"{group}_{sort}") for sort in titles}
        return {sort: amount for sort, amount in told.items() if amount is not None}


class ObligorForm(ScreenForm):
    """Somebody outside the family who owes support."""

    name = forms.CharField(label="义务人姓名", max_length=60)
    relation = forms.CharField(label="是成员的什么人", max_length=20, help_text="例如：儿子、女儿、前夫。")
    agreed = MoneyField(label="协议或判决每月给（元）", help_text="有协议、判决的只填这一格。")
    income = MoneyField(label="义务人家庭月收入（元）")
    people = forms.IntegerField(label="义务人家几口人", min_value=1, max_value=20, initial=1)
    supported = forms.IntegerField(label="他要供养几个人", min_value=1, max_value=20, initial=1)
    unable = forms.BooleanField(label="没有赡养、抚养能力", required=False)
    why = forms.CharField(label="为什么没有能力", max_length=120, required=False)

    def said(self) -> Supporter:
        """What was filled in, for the service."""
        v = self.cleaned_data
        return Supporter(
            relation=v["relation"],
            name=v["name"],
            agreed=v["agreed"],
            income=v["income"],
            people=v["people"],
            supported=v["supported"],
            able=not v["unable"],
            why=v["why"],
        )


class WhatIfForm(ScreenForm):
    """如果收入为 …: tried out, never kept."""

    income = MoneyField(label="如果家庭每月收入是（元）")

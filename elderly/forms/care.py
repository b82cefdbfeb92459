"""Forms of care: an extra round, a group declared, one contested."""

from __future__ import annotations

from typing import Any

from django import forms

from core.ui.forms import DayField, ScreenForm
from elderly.domain.categories import categories
from elderly.models import RoundReason


class RoundForm(ScreenForm):
    """Which groups of an area are seen by which day, and why."""

    area = forms.ChoiceField(label="地区")
    groups = forms.MultipleChoiceField(label="哪几类老人", widget=forms.CheckboxSelectMultiple)
    reason = forms.ChoiceField(label="为什么加访", choices=RoundReason.choices)
    until = DayField(label="最晚哪天看到")
    words = forms.CharField(
        label="要注意什么", max_length=120, required=False, help_text="会写在每一件加访上，例如：看空调、门窗、存水。"
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["groups"].choices = [(code, one.name) for code, one in categories().items()]  # type: ignore[attr-defined]


class DeclareForm(ScreenForm):
    """Somebody belongs to a group, on this evidence."""

    code = forms.ChoiceField(label="认定为")
    evidence = forms.CharField(label="依据", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = codes  # type: ignore[attr-defined]

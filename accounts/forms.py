"""Forms of accounts and grants."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.roles import roles
from accounts.selectors.areas import area_options
from core.scope import Scope
from core.ui.forms import DayField, ScreenForm


class AccountForm(ScreenForm):
    """A new account."""

    name = forms.CharField(label="姓名", max_length=40)
    username = forms.CharField(
        label="用户名", max_length=30, help_text="小写字母、数字、点、横线，字母开头，例如 liminyi。"
    )
    post = forms.CharField(label="岗位", max_length=40, required=False, help_text="例如 三眼井社区专干。")
    home_area = forms.ChoiceField(label="单位所在地区")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_area"].choices = [("", "请选"), *area_options(scope)]


class GrantForm(ScreenForm):
    """A role in an area until a day."""

    role = forms.ChoiceField(label="岗位")
    area = forms.ChoiceField(label="地区")
    until = DayField(label="有效至", required=False, help_text="借调、代班写上到哪天；留空就一直有效，直到收回。")
    why = forms.CharField(label="事由", max_length=200, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "请选"), *((role.key, role.title) for role in roles)]
        self.fields["area"].choices = [("", "请选"), *area_options(scope)]

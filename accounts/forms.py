"""Forms of accounts, grants, hand-overs and codes."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from accounts.roles import roles
from core.ui.forms import DayField, ScreenForm

Choices = list[tuple[str, str]]


class AccountForm(ScreenForm):
    """A new account. `areas`: those whose accounts the administrator looks after."""

    name = forms.CharField(label="姓名", max_length=40)
    username = forms.CharField(
        label="用户名", max_length=30, help_text="小写字母、数字、点、横线，字母开头，例如 liminyi。"
    )
    post = forms.CharField(label="岗位", max_length=40, required=False, help_text="例如 三眼井社区专干。")
    home_area = forms.ChoiceField(label="单位所在地区")

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_area"].choices = [("", "请选"), *areas]


class GrantForm(ScreenForm):
    """A role in an area until a day. `areas`: those whose rights the administrator looks after."""

    role = forms.ChoiceField(label="岗位")
    area = forms.ChoiceField(label="地区")
    until = DayField(label="有效至", required=False, help_text="借调写上到哪天；留空就一直有效，直到收回。")
    why = forms.CharField(label="事由", max_length=200, required=False)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "请选"), *((role.key, role.title) for role in roles)]
        self.fields["area"].choices = [("", "请选"), *areas]


class RenewForm(ScreenForm):
    """A later end for a right that ends, or none."""

    until = DayField(label="改到", required=False, help_text="留空就一直有效，直到收回。")


class PersonChoiceForm(ScreenForm):
    """Chooses one of the accounts the administrator sees."""

    chooses = ""

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {user.username: user for user in people}
        self.fields[self.chooses].choices = [
            ("", "请选"),
            *(
                (user.username, f"{user.name}（{user.username}{' · ' if user.post else ''}{user.post}）")
                for user in people
            ),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get(self.chooses):
            said[self.chooses] = self._people[said[self.chooses]]
        return said


class SubstituteForm(PersonChoiceForm):
    """Who stands in until when."""

    chooses = "stand_in"
    stand_in = forms.ChoiceField(label="谁来代")
    until = DayField(label="代到哪天")


class HandoverForm(PersonChoiceForm):
    """Who takes over, on which day, why."""

    chooses = "successor"
    successor = forms.ChoiceField(label="接手的人")
    on = DayField(label="哪天交接")
    why = forms.CharField(label="事由", max_length=160, help_text="例如 调到洪桥街道、退休。")


class ReasonForm(ScreenForm):
    """Why."""

    why = forms.CharField(label="事由", max_length=160)


class CodeForm(ScreenForm):
    """The six digits of the phone, or a recovery code."""

    code = forms.CharField(
        label="验证码",
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}),
    )

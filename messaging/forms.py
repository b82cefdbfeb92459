"""Forms of the messages."""

from __future__ import annotations

from typing import Any

from django import forms

from core.ui.forms import ScreenForm
from messaging.declaration import audiences
from messaging.domain.wording import LONGEST_PLACE, places
from messaging.models import SmsTemplate
from messaging.models.sms import SmsKind, TemplateState
from messaging.services.sms_batches import NAME


class BatchForm(ScreenForm):
    """A batch: what, where, to whom, and the places of the chosen template."""

    title = forms.CharField(label="事由", max_length=80, help_text="给同事看的，不写进短信。")
    area = forms.ChoiceField(label="发给哪个地区")
    audience = forms.ChoiceField(label="发给哪些人")

    def __init__(self, template: SmsTemplate, areas: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["audience"].choices = [(one.key, one.title) for one in audiences]  # type: ignore[attr-defined]
        self.named = [name for name in places(template.text) if name != NAME]
        for name in self.named:
            self.fields[f"place_{name}"] = forms.CharField(label=name, max_length=LONGEST_PLACE)

    def label_places(self, words: dict[str, str]) -> None:
        """Call the places what the template calls them."""
        for name in self.named:
            self.fields[f"place_{name}"].label = words.get(name, name)
            self.fields[f"place_{name}"].error_messages["required"] = f"请填{words.get(name, name)}。"

    @property
    def params(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"place_{name}"] for name in self.named}


class TemplateForm(ScreenForm):
    """An office's own template."""

    code = forms.SlugField(label="编号", max_length=40, help_text="小写字母、数字和短横线，如 lift-repair。")
    title = forms.CharField(label="名称", max_length=60)
    text = forms.CharField(
        label="正文",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="要填的地方写成 {when}；{name} 会换成每个人的姓名。",
    )
    kind = forms.ChoiceField(label="种类", choices=[(SmsKind.NOTICE.value, SmsKind.NOTICE.label)])
    per_household = forms.BooleanField(label="一户只发一条", required=False)


class TemplateStateForm(ScreenForm):
    """The operator's number, and whether the template is in use."""

    gateway_code = forms.CharField(label="平台模板号", max_length=40, required=False, help_text="如 SMS_123456789。")
    state = forms.ChoiceField(label="状态", choices=TemplateState.choices)

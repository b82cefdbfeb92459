"""The form that closes a task, made from what its kind asks; and the small forms beside it."""

from __future__ import annotations

from typing import Any

from django import forms

from core.ui.forms import DayField, ScreenForm
from lifecycle.tasking.declaration import Asked, TaskKind

CHECKLIST = "checklist"
_FEW = 6  # choices shown as buttons; more become a select


class ClosingForm(ScreenForm):
    """Checklist, questions, a sentence. The service checks the answers (domain/task_answers.py): the API asks the same."""

    def __init__(self, kind: TaskKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind.checklist:
            steps = [(str(place), step) for place, step in enumerate(kind.checklist)]
            self.fields[CHECKLIST] = forms.MultipleChoiceField(
                label="清单", choices=steps, required=False, widget=forms.CheckboxSelectMultiple
            )
        for asked in kind.form:
            self.fields[asked.key] = _field(asked)
        self.fields["note"] = forms.CharField(
            label="一句话说明", required=False, max_length=150, help_text="不写病名、证号。"
        )

    @property
    def steps(self) -> list[Any]:
        """The ticks of the checklist, drawn one under the other."""
        return list(self[CHECKLIST]) if CHECKLIST in self.fields else []

    @property
    def questions(self) -> list[Any]:
        """Everything but the checklist."""
        return [field for field in self.visible_fields() if field.name != CHECKLIST]

    @property
    def ticked(self) -> list[int]:
        return [int(place) for place in self.cleaned_data.get(CHECKLIST, [])]

    @property
    def answers(self) -> dict[str, Any]:
        return {asked.key: self.cleaned_data.get(asked.key) for asked in self.kind.form}

    @property
    def note(self) -> str:
        return str(self.cleaned_data.get("note", ""))

    def refuse_all(self, problems: dict[str, str]) -> None:
        """Show every problem at its question."""
        for key, words in problems.items():
            self.add_error(key if key in self.fields else None, words)


def _field(asked: Asked) -> forms.Field:
    """One question; whether it must be answered says its label, and the service."""
    said: dict[str, Any] = {"label": asked.label, "required": asked.required, "help_text": asked.help}
    if asked.kind == "choice":
        widget = forms.RadioSelect if len(asked.choices) < _FEW else forms.Select
        return forms.ChoiceField(choices=asked.choices, widget=widget, **said)
    if asked.kind == "several":
        return forms.MultipleChoiceField(choices=asked.choices, widget=forms.CheckboxSelectMultiple, **said)
    if asked.kind == "yes-no":
        return forms.ChoiceField(choices=[("yes", "是"), ("no", "否")], widget=forms.RadioSelect, **said)
    if asked.kind == "number":
        return forms.IntegerField(min_value=0, **said)
    if asked.kind == "day":
        return DayField(**said)
    return forms.CharField(max_length=500, widget=forms.Textarea({"rows": 3}), **said)

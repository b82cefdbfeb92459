"""The desk's form of an event, derived from its declaration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from core.errors import UserError
from lifecycle.telling.declaration import LifeEvent, Role
from lifecycle.telling.payload import SomebodyField, field_for
from lifecycle.telling.persons import Named
from lifecycle.telling.refusal import TellingRefused
from residents.forms.desk import DeskForm, day_field
from residents.forms.person import ReasonField
from residents.selectors.someone import Someone, people_by_uid

_HELP = "证号最准；写姓名也行，同名时再加证号后四位（如 何丽容 0269）。"


class PeopleField(SomebodyField):
    """Several persons, put apart by 、 or ；; cleans to a list of Someone."""

    def clean(self, value: Any) -> Any:
        text = forms.CharField.clean(self, value)
        parts = [part.strip() for part in text.replace("；", "、").replace(";", "、").replace("，", "、").split("、")]
        found, problems = [], []
        for part in filter(None, parts):
            try:
                found.append(super().clean(part))
            except ValidationError as problem:
                problems += problem.messages
        if problems:
            raise ValidationError(problems)
        return found

    def prepare_value(self, value: Any) -> Any:
        return "、".join(str(one) for one in value) if isinstance(value, list) else value


class TellForm(DeskForm):
    """Who, when, what, on what evidence; `chosen` = whom the page was opened for. Fields: who_<role>, what_<field>."""

    reason = ReasonField("void-reasons", label="为什么更正", help_text="写进这件事里，谁都看得到。")
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(
        self,
        event: LifeEvent,
        user: Any,
        *args: Any,
        chosen: Someone | None = None,
        correcting: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.user, self.chosen = event, user, chosen
        if not correcting:
            del self.fields["reason"]
        made: dict[str, forms.Field] = {f"who_{role.key}": self._who(role) for role in event.roles}
        made["occurred_on"] = day_field(event.day)
        for one in event.fields:
            made[f"what_{one.key}"] = field_for(one, user=user)
        if event.evidence.papers:
            made["evidence_text"] = ReasonField("papers", label="看了什么", required=event.evidence.required)
        if event.evidence.number:
            made["evidence_number"] = forms.CharField(
                label=event.evidence.number, required=event.evidence.number_required, max_length=100
            )
        for name, field in made.items():
            if not name.startswith("what_"):
                field.error_messages["required"] = f"请填{field.label}。"
            field.todo = field.required and not (chosen and name == f"who_{event.role_for(chosen).key}")  # type: ignore[attr-defined]
        self.fields = {**made, **self.fields}

    def _who(self, role: Role) -> forms.Field:
        kind = PeopleField if role.many else SomebodyField
        said = role.help or ("几个人用顿号隔开。" if role.many else "")
        field = kind(label=role.title, required=role.required, help_text=f"{_HELP}{said}" if not role.help else said)
        field.user = self.user
        field.widget.attrs["list"] = "kin"
        if self.chosen and role is self.event.role_for(self.chosen) and not role.many:
            field.widget = forms.HiddenInput()
        return field

    def refuse(self, error: UserError) -> None:
        """Every sentence where it can be mended."""
        if isinstance(error, TellingRefused):
            for place, sentences in error.errors.items():
                self.add_error(self._field_at(place), sentences)
        else:
            self.add_error(self._field_at(error.field), f"{error.message}{error.remedy}")

    def _field_at(self, place: str) -> str | None:
        head, _, key = place.partition(".")
        name = {"subjects": f"who_{key}", "payload": f"what_{key}", "evidence": f"evidence_{key}"}.get(head, head)
        hidden = name in self.fields and isinstance(self.fields[name].widget, forms.HiddenInput)
        return name if name in self.fields and not hidden else None

    def said(self) -> dict[str, Any]:
        """What tell() takes."""
        data = self.cleaned_data
        subjects = {}
        for role in self.event.roles:
            found = data.get(f"who_{role.key}")
            persons = found if isinstance(found, list) else [found] if found else []
            if persons:
                subjects[role.key] = [Named(uid=one.uid) for one in persons]
        evidence = {key: data.get(f"evidence_{key}", "") for key in ("text", "number")}
        return {
            "subjects": subjects,
            "occurred_on": data["occurred_on"],
            "payload": {
                one.key: data[f"what_{one.key}"] for one in self.event.fields if data[f"what_{one.key}"] is not None
            },
            "evidence": {key: text for key, text in evidence.items() if text},
            "source_key": data.get("key") or "",
        }


def initial_of(
    event: LifeEvent,
    *,
    subjects: Mapping[str, Sequence[str]],
    payload: Mapping[str, Any],
    user: Any,
    on: dt.date | None = None,
    evidence: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What a form of the kind starts with: persons as they are typed (name and tail of the number), the payload as it was said."""
    uids = [UUID(uid) for persons in subjects.values() for uid in persons]
    people = people_by_uid(uids, scope=user.scope("person.view"))
    found: dict[str, Any] = {}
    for role, persons in subjects.items():
        known = [people[UUID(uid)].typed for uid in persons if UUID(uid) in people]
        declared = event.role(role)
        found[f"who_{role}"] = "、".join(known) if declared and declared.many else next(iter(known), "")
    found |= {f"what_{key}": value for key, value in payload.items()}
    found |= {f"evidence_{key}": text for key, text in (evidence or {}).items()}
    if on:
        found["occurred_on"] = on
    return found

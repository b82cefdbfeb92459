"""Forms about one household: somebody joins or leaves, a new head, a household splits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from residents.domain.new_head import relation_to_new_head
from residents.domain.relations import DAUGHTERS, SONS
from residents.forms.desk import DeskForm, PersonField, day_field
from residents.forms.person import ReasonField, relation_choices
from residents.selectors.household import Member


class JoinForm(DeskForm):
    """Somebody joins."""

    person = PersonField(label="谁入户")
    relation = forms.ChoiceField(label="与户主关系", choices=relation_choices)
    shares_registration = forms.TypedChoiceField(
        label="户口在不在这一户",
        choices=[("yes", "户口在这里"), ("no", "只是住在这里")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    on = day_field("从哪一天起")
    why = ReasonField("join-reasons", label="事由", required=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].user = user  # type: ignore[attr-defined]


class LeaveForm(DeskForm):
    """Somebody leaves."""

    person = forms.ChoiceField(label="谁离户", widget=forms.RadioSelect)
    on = day_field("从哪一天起")
    why = ReasonField("leave-reasons", label="事由", required=False)

    def __init__(self, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(m.uid), f"{m.name} · {m.relation_word}") for m in members]  # type: ignore[attr-defined]


class RelationsForm(DeskForm):
    """Base of forms in which each member's relation to a new head is said: one select a member, named by the uid.

    Choosing another head asks the server for the proposals anew (htmx); `children` holds (parent, child) pairs of person
    ids known from kinship, for what the relation to the old head does not tell.
    """

    head = forms.ChoiceField(label="谁做户主", widget=forms.RadioSelect, help_text="系统只建议，由你确认。")
    on = day_field("从哪一天起")
    required_relations = True

    def __init__(
        self,
        members: Sequence[Member],
        *args: Any,
        proposed: str = "",
        children: frozenset[tuple[int, int]] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.children = list(members), children
        self.fields["head"].choices = [(str(m.uid), f"{m.name} · {m.relation_word}") for m in self.members]  # type: ignore[attr-defined]
        self.fields["head"].widget.attrs.update(
            {
                "hx-get": "",
                "hx-trigger": "change",
                "hx-include": "[name=on], [name=why], [name=number]",
                "hx-target": "#act",
                "hx-select": "#act",
            }
        )
        chosen = self.data.get("head") or proposed
        self.fields["head"].initial = chosen
        self.head_member = next((m for m in self.members if str(m.uid) == chosen), None)
        for member in self.others:
            self.fields[f"relation-{member.uid}"] = forms.ChoiceField(
                label=self.label_of(member),
                choices=relation_choices,
                required=self.required_relations,
                initial=self.proposal(member),
            )

    @property
    def others(self) -> list[Member]:
        return [member for member in self.members if member is not self.head_member]

    def label_of(self, member: Member) -> str:
        return f"{member.name}是户主的"

    def proposal(self, member: Member) -> str:
        head = self.head_member
        if head is None:
            return ""
        if (head.person_id, member.person_id) in self.children:
            return member.relation if member.relation in SONS | DAUGHTERS else "20" if member.sex == "1" else "30"
        return relation_to_new_head(member.relation, member.sex, head.relation, head.sex)

    def relations(self) -> dict[Any, str]:
        """Member uid → relation, without the head and without those left empty."""
        said = ((m.uid, self.cleaned_data[f"relation-{m.uid}"]) for m in self.others)
        return {uid: relation for uid, relation in said if relation}


class HeadForm(RelationsForm):
    """Who is head from now on, and what everybody is to that person."""

    why = ReasonField("head-reasons", label="事由", required=False)


class SplitForm(RelationsForm):
    """Some members found a household of their own; those without a relation stay."""

    number = forms.CharField(label="新户号", max_length=40)
    why = ReasonField("split-reasons", label="事由", required=False)
    required_relations = False

    def __init__(self, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(members, *args, **kwargs)
        self.fields["head"].label = "新户的户主"

    def label_of(self, member: Member) -> str:
        return f"{member.name}（留空 = 留在原户）"

    def proposal(self, member: Member) -> str:
        return ""

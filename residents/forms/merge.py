"""Forms of merging: with whom, on what grounds, which number, and taking it back."""

from __future__ import annotations

from typing import Any

from django import forms

from residents.forms.desk import DeskForm, PersonField
from residents.forms.person import ReasonField

GROUNDS = ["看过户口簿", "看过身份证原件", "问过本人", "问过家人", "与公安核对过"]
UNDO_REASONS = ["看错了，是两个人", "本人来说明", "与公安核对过", "合并的方向不对"]


class OtherRecordForm(DeskForm):
    """The other record of the same person."""

    other = PersonField(label="另一条记录")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].user = user  # type: ignore[attr-defined]
        self.fields["other"].todo = True  # type: ignore[attr-defined]


class UndoMergeForm(DeskForm):
    """Why a merge is taken back."""

    why = ReasonField("undo-reasons", label="为什么撤销")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].todo = True  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What was decided about a pair: 合并, 不是同一个人, 先放着; `number` which of two numbers stays."""

    decision = forms.ChoiceField(choices=[("merge", ""), ("apart", ""), ("later", "")])
    why = forms.CharField(required=False, max_length=120)
    number = forms.ChoiceField(choices=[("", ""), ("left", ""), ("right", "")], required=False)

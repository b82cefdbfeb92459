"""What every form of the desk shares: refusals of a service land on the field at fault; places and people are typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from accounts.selectors.areas import area_tree, area_words, communities_by_name, counties_by_name
from core import clock
from core.errors import UserError
from core.ui.forms import DayField
from residents.domain.codes import codebook
from residents.selectors.search import find_one


class DeskForm(forms.Form):
    """A form whose service may refuse: `refuse(error)` shows the sentence where it can be mended."""

    def refuse(self, error: UserError) -> None:
        field = error.field if error.field in self.fields else None
        self.add_error(field, f"{error.message}{error.remedy}")


def day_field(label: str, **kwargs: Any) -> DayField:
    """A past day, today unless said otherwise."""
    return DayField(label=label, past=True, initial=lambda: clock.today(), **kwargs)


def code_choices(book: str) -> list[tuple[str, str]]:
    """The standard's codes and names, with the empty one first."""
    return [("", "未填"), *codebook(book).choices()]


class PlaceField(forms.CharField):
    """One of our communities by name or code, or any province, city or county of the country; cleans to the area code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "社区名；外地写区县名（如 佛山市禅城区）或 6 位区划代码。")
        super().__init__(**kwargs)
        self.widget.attrs.update({"list": "places", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        tree = area_tree()
        meant = tree.meant(text) if not text.isdigit() else tree.meant_by_code(text)
        if len(meant.nodes) > 1 and meant.why:
            raise ValidationError(f"{meant.why}。请写现在的名称。")
        if text.isdigit() and tree.name(text) != text:
            return meant.nodes[0].code if meant.nodes else text
        found = [(node.code, tree.path(node.code)) for node in communities_by_name(text)] or counties_by_name(text)
        if len(found) == 1:
            return found[0][0]
        if found:
            some = "、".join(words for _, words in found[:4])
            raise ValidationError(f"「{text}」有 {len(found)} 处同名：{some}。请写得更全，或填代码。")
        raise ValidationError(f"不认识「{text}」。请从列表里选社区，或写外地区县的全名。")

    def prepare_value(self, value: Any) -> Any:
        """A code is shown as a name."""
        if isinstance(value, str) and value.isdigit():
            node = area_tree().get(value)
            return node.name if node and node.level == "community" else area_words(value)
        return value


class PersonField(forms.CharField):
    """Somebody of the base, by document number, or by a name that only one person in the user's scope has. Cleans to the uid."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "证号最准；写姓名也行，同名时再加证号后四位（如 何丽容 0269）。")
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off"})
        self.user: Any = None

    def clean(self, value: Any) -> UUID | None:
        text = super().clean(value)
        if not text:
            return None
        found = find_one(text, scope=self.user.scope("person.view"))
        if len(found) == 1:
            uid: UUID = found[0]["uid"]
            return uid
        if found:
            raise ValidationError(f"「{text}」有 {len(found)} 个人符合。请再加证号后四位。")
        raise ValidationError(f"你的范围里找不到「{text}」。请核对证号；不在底册的人要先登记。")


def place_choices() -> list[str]:
    """Names for the datalist of a PlaceField."""
    return [node.name for node in area_tree().nodes.values() if node.level == "community" and not node.ended]

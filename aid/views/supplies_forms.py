"""Forms of goods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms

from aid.domain.supplies import plain
from aid.models import SupplyItem, SupplyPlace, SupplyStock
from aid.models.supplies import Sort
from core import clock
from core.errors import UserError
from core.ui.dates import NotADay, parse_day
from core.ui.forms import DayField, ScreenForm

LINES = 6  # lines of a form for what comes in


def _quantity(**more: Any) -> forms.DecimalField:
    return forms.DecimalField(label="数量", min_value=Decimal("0.001"), max_digits=10, decimal_places=3, **more)


class _Choosing(ScreenForm):
    """A form that chooses among places and goods, by uid."""

    def __init__(
        self, *args: Any, places: Iterable[SupplyPlace] = (), items: Iterable[SupplyItem] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(place.uid), place.name) for place in places]
        for name in ("place", "to"):
            if name in self.fields:
                self.fields[name].choices = known  # type: ignore[attr-defined]
        if "to" in self.fields and len(known) > 1:
            self.fields["to"].initial = known[1][0]  # not where it comes from
        if "item" in self.fields:
            self.fields["item"].choices = [(str(item.uid), str(item)) for item in items]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("place", "to", "item"):
            if said.get(name):
                said[name] = UUID(said[name])
        return said


class InForm(_Choosing):
    """Where, from whom, when; the goods are lines beside it."""

    place = forms.ChoiceField(label="哪个站点")
    donor = forms.CharField(
        label="谁捐的", max_length=60, required=False, help_text="采购的不填。姓名加密保存，收据上印出。"
    )
    on = DayField(label="哪一天", required=False, help_text="今天的不填。")
    reason = forms.CharField(label="说明", max_length=200, required=False)


class TransferForm(_Choosing):
    place = forms.ChoiceField(label="从哪里")
    to = forms.ChoiceField(label="到哪里")
    item = forms.ChoiceField(label="什么")
    quantity = _quantity()
    reason = forms.CharField(label="说明", max_length=200, required=False)


class GiveForm(_Choosing):
    place = forms.ChoiceField(label="从哪个站点")
    item = forms.ChoiceField(label="什么")
    quantity = _quantity()
    on = DayField(label="哪一天", required=False, help_text="今天的不填。")
    reason = forms.CharField(label="为什么送", max_length=120, required=False)


class WishForm(_Choosing):
    item = forms.ChoiceField(label="要什么")
    quantity = _quantity(initial=1)
    wanted_by = DayField(label="最好哪天前送到", required=False)
    reason = forms.CharField(label="为什么需要", max_length=120, required=False, help_text="不写病名。")


class PlanForm(_Choosing):
    item = forms.ChoiceField(label="送什么")
    quantity = _quantity(initial=1)
    every = forms.IntegerField(label="每几个月一次", min_value=1, max_value=12, initial=1)
    since = DayField(label="从哪个月起", help_text="写那个月里的任何一天。")
    reason = forms.CharField(label="为什么按月送", max_length=120, help_text="例如：低保独居，行动不便。不写病名。")


class ItemForm(ScreenForm):
    """A kind of goods."""

    name = forms.CharField(label="名称", max_length=60)
    unit = forms.CharField(label="单位", max_length=10, help_text="袋、桶、件、公斤")
    sort = forms.ChoiceField(label="类别", choices=Sort.choices)
    low = forms.DecimalField(
        label="少于多少要补", required=False, min_value=0, max_digits=10, decimal_places=3, help_text="不提醒的不填。"
    )


class CountForm(ScreenForm):
    """How much of each lot is really there."""

    reason = forms.CharField(label="差异的原因", max_length=200, required=False)

    def __init__(self, *args: Any, stock: Iterable[SupplyStock], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stock = list(stock)
        for row in self.stock:
            self.fields[_cell(row)] = forms.DecimalField(
                label=f"{row.lot.item.name}实数",
                min_value=0,
                max_digits=12,
                decimal_places=3,
                initial=plain(row.quantity),
            )

    def cells(self) -> list[Any]:
        return [self[_cell(row)] for row in self.stock]

    def counted(self) -> list[tuple[int, Decimal]]:
        return [(row.lot_id, self.cleaned_data[_cell(row)]) for row in self.stock]


def _cell(row: SupplyStock) -> str:
    return f"lot-{row.lot_id}"


Line = tuple[UUID, Decimal, dt.date | None, Decimal | None]


def lines_typed(post: Mapping[str, str]) -> list[dict[str, str]]:
    """What was typed in the lines, so that nothing is lost when something is refused."""
    names = ("item", "quantity", "expires", "value")
    return [{"no": str(n), **{name: post.get(f"{name}-{n}", "") for name in names}} for n in range(1, LINES + 1)]


def lines_of(post: Mapping[str, str], items: Iterable[SupplyItem]) -> list[Line]:
    """(item, quantity, good until, yuan a unit) of the lines that say something. UserError names the line."""
    known = {str(item.uid): item for item in items}
    return [_line(row, known) for row in lines_typed(post) if row["item"] or row["quantity"].strip()]


def _line(row: Mapping[str, str], known: Mapping[str, SupplyItem]) -> Line:
    where = f"第 {row['no']} 行"
    if row["item"] not in known:
        raise UserError(f"{where}没有选是什么。", remedy="目录里没有的，先加进目录。")
    return (
        UUID(row["item"]),
        _number(row["quantity"], f"{where}的数量"),
        _until(row["expires"], where),
        _number(row["value"], f"{where}的单价") if row["value"].strip() else None,
    )


def _number(text: str, what: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", ""))
    except InvalidOperation as error:
        raise UserError(f"{what}“{text}”不是数。", remedy="写成 2 或 2.5 的样子。") from error
    if not number.is_finite() or number <= 0:
        raise UserError(f"{what}要大于 0。")
    return number


def _until(text: str, where: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return parse_day(text, today=clock.today())
    except NotADay as error:
        raise UserError(f"{where}的保质期：{error}") from error

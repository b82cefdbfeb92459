"""What an office fills in to change areas: one form a kind, each of which becomes a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.domain.area_plan import AreaPlan
from accounts.domain.area_planning import Planning, Wanted
from accounts.selectors.areas import AreaNode, area_tree
from core import clock
from core.ui.forms import DayField, ScreenForm
from residents.selectors.area_parts import Road, part_of, roads_of

NEW = "new"


class ChangeForm(ScreenForm):
    """Day, document and reason; the kinds add what they change. `nodes`: the areas that were chosen."""

    effective_on = DayField(
        label="生效日", initial=clock.today, help_text="从这一天起算新的。以后的日子到时自动生效；最多倒填三个月。"
    )
    document = forms.CharField(
        label="依据文件", max_length=300, help_text="文件名和文号，例如 穗府函〔2026〕12 号。", widget=forms.TextInput
    )
    reason = forms.CharField(label="说明", max_length=300, required=False)

    template = "residents/areas/form.html"

    def __init__(self, nodes: Sequence[AreaNode], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nodes = list(nodes)
        last = ("effective_on", "document", "reason")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def plan(self) -> AreaPlan:
        """The plan of what was filled in; UserError naming the field at fault."""
        return self.planned(Planning(area_tree()))

    def planned(self, planning: Planning) -> AreaPlan:
        raise TypeError("Each kind of change plans for itself.")

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.cleaned_data["name"], self.cleaned_data.get("official_name", ""))


class RenameForm(ChangeForm):
    """One area gets another name."""

    name = forms.CharField(label="新名称", max_length=60)
    official_name = forms.CharField(
        label="新全称", max_length=80, required=False, help_text="不填就是名称加居民委员会或办事处。"
    )

    def planned(self, planning: Planning) -> AreaPlan:
        return planning.rename(self.nodes[0].code, self.wanted)


class MergeForm(ChangeForm):
    """Several become one of them, or a new one."""

    into = forms.ChoiceField(label="合并以后", widget=forms.RadioSelect)
    name = forms.CharField(label="新名称", max_length=60, required=False, help_text="只在合并成一个新的时填。")

    def __init__(self, nodes: Sequence[AreaNode], *args: Any, **kwargs: Any) -> None:
        super().__init__(nodes, *args, **kwargs)
        choices = [(node.code, f"都并入{node.name}") for node in nodes]
        self.fields["into"].choices = [*choices, (NEW, "合并成一个新的")]  # type: ignore[attr-defined]

    def planned(self, planning: Planning) -> AreaPlan:
        codes, into = [node.code for node in self.nodes], self.cleaned_data["into"]
        if into == NEW:
            return planning.merge(codes, to=self.wanted)
        return planning.merge(codes, into=into)


class SplitStreetForm(ChangeForm):
    """Some communities of a street form a new street."""

    name = forms.CharField(label="新街道名称", max_length=60, help_text="例如 越华街道。代码自动给。")
    communities = forms.MultipleChoiceField(label="划到新街道的社区", widget=forms.CheckboxSelectMultiple)

    def __init__(self, nodes: Sequence[AreaNode], *args: Any, **kwargs: Any) -> None:
        super().__init__(nodes, *args, **kwargs)
        below = [node for node in area_tree().children(nodes[0].code) if not node.ended and node.level == "community"]
        self.fields["communities"].choices = [(node.code, node.name) for node in below]  # type: ignore[attr-defined]

    def planned(self, planning: Planning) -> AreaPlan:
        return planning.split_street(self.nodes[0].code, self.wanted, communities=self.cleaned_data["communities"])


class SplitCommunityForm(ChangeForm):
    """Part of a community, by grids, roads or door numbers, becomes a community of its own."""

    name = forms.CharField(label="新社区名称", max_length=60, help_text="例如 三眼井东社区。代码自动给。")
    grids = forms.MultipleChoiceField(label="划出去的网格", required=False, widget=forms.CheckboxSelectMultiple)
    template = "residents/areas/form_parts.html"

    def __init__(self, nodes: Sequence[AreaNode], *args: Any, **kwargs: Any) -> None:
        super().__init__(nodes, *args, **kwargs)
        grids = [node for node in area_tree().children(nodes[0].code) if not node.ended]
        if grids:
            self.fields["grids"].choices = [(node.code, node.name) for node in grids]  # type: ignore[attr-defined]
        else:
            del self.fields["grids"]

    @property
    def roads(self) -> list[Road]:
        """The community's roads and buildings, to tick."""
        return roads_of(self.nodes[0].code)

    @property
    def chosen(self) -> list[str]:
        """What is ticked: names of roads and ids of buildings."""
        return [*self._ticked("road"), *self._ticked("building")]

    def _ticked(self, name: str) -> list[str]:
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []

    def planned(self, planning: Planning) -> AreaPlan:
        part = part_of(self.roads, self._ticked("road"), self._ticked("building"))
        grids = self.cleaned_data.get("grids", [])
        return planning.split_community(self.nodes[0].code, self.wanted, part=part, grids=grids)


class TransferForm(ChangeForm):
    """A community comes under another street."""

    street = forms.ChoiceField(label="划给哪个街道")

    def __init__(self, nodes: Sequence[AreaNode], *args: Any, **kwargs: Any) -> None:
        super().__init__(nodes, *args, **kwargs)
        tree, own = area_tree(), nodes[0]
        streets = [node for node in tree.inside(own.code[:6], "street") if not node.ended and node.code != own.parent]
        choices = [("", "请选"), *((node.code, node.name) for node in streets)]
        self.fields["street"].choices = choices  # type: ignore[attr-defined]

    def planned(self, planning: Planning) -> AreaPlan:
        return planning.transfer(self.nodes[0].code, self.cleaned_data["street"])


def form_class(kind: str, nodes: Sequence[AreaNode]) -> type[ChangeForm]:
    """The form of a kind for the areas that were chosen."""
    if kind == "split":
        return SplitStreetForm if nodes[0].level == "street" else SplitCommunityForm
    return {"rename": RenameForm, "merge": MergeForm, "transfer": TransferForm}[kind]

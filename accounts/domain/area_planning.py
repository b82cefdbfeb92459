"""From what an office decides to the full list of what changes: codes, ends, names, who follows whom.

Codes after the statistical rules (handbook §1.4): a street is 001–099 in its county, a town 100–199, a township 200–399; a
residents' committee is 001–199 in its street, a villagers' one 200–399. A code that was ever used is not given again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accounts.domain.area_plan import AreaPlan, Draft, NewArea, Part, Recode, Renaming
from accounts.domain.area_tree import AreaNode, AreaTree
from core.errors import UserError

_BANDS = {"street": ((1, 99), (100, 199), (200, 399)), "community": ((1, 199), (200, 399), (400, 497))}
_ENDINGS = {"street": "办事处", "community": "居民委员会"}
_MOST_IN_WORDS = 3


@dataclass(frozen=True)
class Wanted:
    """A name as typed; the official one may be left open."""

    name: str
    official_name: str = ""


class Planning:
    """Plans over one state of the tree. Every method returns a plan or raises UserError naming the input at fault."""

    def __init__(self, tree: AreaTree, *, taken: Collection[str] = ()) -> None:
        self.tree = tree
        self._taken = {*tree.nodes, *tree.aliases, *taken}

    # ── The four kinds ───────────────────────────────────────────────────────────────────────────────────────────────

    def rename(self, code: str, to: Wanted) -> AreaPlan:
        """The area goes on under another name."""
        node = self._present(code, "area")
        if to.name.strip() == node.name:
            raise UserError(f"{node.name}现在就叫这个名字。", field="name", remedy="请写新名称。")
        self._name_is_free(to.name, node.level, node.parent or "", besides={code})
        draft = Draft("rename", renamed=[self._renaming(node, to)])
        return draft.done(f"{node.name}改名为{to.name.strip()}")

    def merge(self, codes: Sequence[str], *, into: str = "", to: Wanted | None = None) -> AreaPlan:
        """Several areas of one level become one: one of them (`into`), or a new one named `to`."""
        nodes = [self._present(code, "areas") for code in dict.fromkeys(codes)]
        if len(nodes) < 2:
            raise UserError("合并要选两个或更多。", field="areas", remedy="请再选一个。")
        if len({node.level for node in nodes}) > 1 or nodes[0].level not in _BANDS:
            raise UserError("只能同级合并：社区和社区，街道和街道。", field="areas")
        if len({node.code[:6] for node in nodes}) > 1:
            raise UserError("只能合并同一个区里的。", field="areas", remedy="跨区的变更由市里统一导入。")
        draft = Draft("merge")
        target = self._target(draft, nodes, into, to)
        for node in nodes:
            draft.recodes.append(Recode(node.code, target.code))
            if node.code == target.code:
                continue
            draft.ended.append(node.code)
            if node.level == "street":
                self._recode_communities(draft, self._communities(node.code), target.code)
            else:
                self._recode_grids(draft, self._grids(node.code), target.code)
        others = [node.name for node in nodes if node.code != target.code]
        verb = "并入" if into else "合并为"
        return draft.done(f"{_listed(others)}{verb}{target.name}")

    def split_community(self, code: str, to: Wanted, *, part: Part, grids: Sequence[str] = ()) -> AreaPlan:
        """Part of a community becomes a community of its own; what no part claims stays."""
        node = self._present(code, "area")
        if node.level != "community":
            raise UserError("这里只拆社区。", field="area")
        if not (part.roads or part.buildings or grids):
            raise UserError("还没有选划出去的部分。", field="parts", remedy="请勾选划出去的路、门牌或网格。")
        if strangers := set(grids) - {grid.code for grid in self._grids(code)}:
            raise UserError(f"{'、'.join(sorted(strangers))} 不是{node.name}的网格。", field="parts")
        self._name_is_free(to.name, "community", node.parent or "")
        draft = Draft("split")
        created = self._new(draft, to, "community", node.parent or "", like=code)
        draft.recodes.append(Recode(code, code))
        names = tuple(self.tree[grid].name for grid in grids)
        claimed = Part(part.roads, part.buildings, (*part.words, *names))
        draft.recodes.append(Recode(code, created.code, main=False, part=claimed))
        self._recode_grids(draft, [self.tree[grid] for grid in grids], created.code)
        return draft.done(f"{node.name}拆分，划出{created.name}")

    def split_street(self, code: str, to: Wanted, *, communities: Sequence[str]) -> AreaPlan:
        """Some communities of a street form a street of their own; they get codes of the new street."""
        node = self._present(code, "area")
        if node.level != "street":
            raise UserError("这里只拆街道。", field="area")
        inside = {one.code: one for one in self._communities(code)}
        going = [inside[one] for one in dict.fromkeys(communities) if one in inside]
        if not going:
            raise UserError("还没有选划到新街道的社区。", field="communities", remedy="请至少选一个。")
        if len(going) == len(inside):
            raise UserError("不能把社区全部划走。", field="communities", remedy="整个街道换名称请用「改名」。")
        self._name_is_free(to.name, "street", node.parent or "")
        draft = Draft("split")
        created = self._new(draft, to, "street", node.parent or "", like=code)
        words = tuple(one.name for one in going)
        draft.recodes.append(Recode(code, code))
        draft.recodes.append(Recode(code, created.code, main=False, part=Part(words=words)))
        self._recode_communities(draft, going, created.code)
        return draft.done(f"{node.name}拆分，{_listed(words)}划归新设的{created.name}")

    def transfer(self, code: str, to_street: str) -> AreaPlan:
        """A community comes under another street of its district and gets that street's code."""
        node, street = self._present(code, "area"), self._present(to_street, "street")
        if node.level != "community" or street.level != "street":
            raise UserError("划转是把一个社区划给另一个街道。", field="area")
        if node.parent == street.code:
            raise UserError(f"{node.name}已经属于{street.name}。", field="street")
        if node.code[:6] != street.code[:6]:
            raise UserError("只能划给同一个区的街道。", field="street", remedy="跨区的变更由市里统一导入。")
        if len(self._communities(node.parent or "")) == 1:
            raise UserError("这是该街道最后一个社区。", field="area", remedy="整个街道并过去请用「合并」。")
        self._name_is_free(node.name, "community", street.code)
        draft = Draft("transfer")
        self._recode_communities(draft, [node], street.code)
        before = self.tree.name(node.parent or "")
        return draft.done(f"{node.name}从{before}划归{street.name}")

    # ── What they share ──────────────────────────────────────────────────────────────────────────────────────────────

    def _present(self, code: str, where: str) -> AreaNode:
        node = self.tree.get(code)
        if node is None:
            raise UserError("没有这个地区。", field=where, remedy="请从列表里选。")
        if node.ended:
            raise UserError(f"{node.name}已经撤销，不能再变更。", field=where, remedy="请选它的后继。")
        return node

    def _target(self, draft: Draft, nodes: list[AreaNode], into: str, to: Wanted | None) -> AreaNode | NewArea:
        if into:
            target = next((node for node in nodes if node.code == into), None)
            if target is None:
                raise UserError("并入的要在所选的里面。", field="into", remedy="请把它也勾上。")
            return target
        if to is None or not to.name.strip():
            raise UserError("请选并入哪一个，或写合并后的新名称。", field="into")
        first = nodes[0]
        self._name_is_free(to.name, first.level, first.parent or "", besides={node.code for node in nodes})
        return self._new(draft, to, first.level, first.parent or "", like=first.code)

    def _new(self, draft: Draft, to: Wanted, level: str, parent: str, *, like: str) -> NewArea:
        code = self._free_code(parent, level, like=like)
        name = to.name.strip()
        area = NewArea(code, name, to.official_name.strip() or f"{name}{_ENDINGS[level]}", level, parent, like)
        draft.created.append(area)
        return area

    def _free_code(self, parent: str, level: str, *, like: str, prefer: str = "") -> str:
        """A code never used before, of the same class as `like`; the digits `prefer` where they are free."""
        if prefer and f"{parent}{prefer}" not in self._taken:
            self._taken.add(f"{parent}{prefer}")
            return f"{parent}{prefer}"
        number = int(like[len(like) - 3 :])
        low, high = next((band for band in _BANDS[level] if band[0] <= number <= band[1]), _BANDS[level][0])
        used = [
            int(code[len(parent) :]) for code in self._taken if code.startswith(parent) and len(code) == len(parent) + 3
        ]
        highest = max((number for number in used if low <= number <= high), default=low - 1)
        # Above the highest first: a gap may be the code of an area that was gone before our tables begin.
        for candidate in (*range(highest + 1, high + 1), *range(low, highest)):
            code = f"{parent}{candidate:03d}"
            if code not in self._taken:
                self._taken.add(code)
                return code
        raise UserError(f"{self.tree.name(parent)}下面没有空的代码了。", remedy="请联系区里统一编码。")

    def _recode_communities(self, draft: Draft, communities: Sequence[AreaNode], street: str) -> None:
        for node in communities:
            code = self._free_code(street, "community", like=node.code, prefer=node.code[9:])
            draft.created.append(NewArea(code, node.name, node.official_name, "community", street, node.code))
            draft.ended.append(node.code)
            draft.recodes.append(Recode(node.code, code))
            self._recode_grids(draft, self._grids(node.code), code)

    def _recode_grids(self, draft: Draft, grids: Sequence[AreaNode], community: str) -> None:
        for grid in grids:
            code = next(
                made
                for digits in (grid.code[12:], *(f"{number:02d}" for number in range(1, 100)))
                if (made := f"{community}{digits}") not in self._taken
            )
            self._taken.add(code)
            draft.created.append(NewArea(code, grid.name, grid.official_name, "grid", community, grid.code))
            draft.ended.append(grid.code)
            draft.recodes.append(Recode(grid.code, code))

    def _communities(self, street: str) -> list[AreaNode]:
        return [node for node in self.tree.children(street) if not node.ended and node.level == "community"]

    def _grids(self, community: str) -> list[AreaNode]:
        return [node for node in self.tree.children(community) if not node.ended and node.level == "grid"]

    def _renaming(self, node: AreaNode, to: Wanted) -> Renaming:
        name = to.name.strip()
        return Renaming(node.code, name, to.official_name.strip() or f"{name}{_ENDINGS.get(node.level, '')}")

    def _name_is_free(self, name: str, level: str, parent: str, besides: Collection[str] = ()) -> None:
        name = name.strip()
        if not name:
            raise UserError("请写名称。", field="name", remedy="例如 三眼井社区、洪桥街道。")
        ending = {"street": ("街道", "镇", "乡"), "community": ("社区", "村")}.get(level)
        if ending and not name.endswith(ending):
            raise UserError(f"名称要以「{ending[0]}」结尾。", field="name", remedy=f"例如 {name}{ending[0]}。")
        same = [
            node
            for node in self.tree.children(parent)
            if node.name == name and not node.ended and node.code not in besides
        ]
        if same:
            raise UserError(f"{self.tree.name(parent)}已经有叫{name}的。", field="name", remedy="请换一个名称。")


def _listed(names: Sequence[str]) -> str:
    """三眼井社区、德源里社区等 5 个."""
    if len(names) <= _MOST_IN_WORDS:
        return "、".join(names)
    return f"{'、'.join(names[:_MOST_IN_WORDS])}等 {len(names)} 个"

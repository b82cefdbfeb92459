"""地区变更: what changed, and the way to a change: which kind, which areas, how, what follows, done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.area_plan import AreaPlan
from accounts.selectors.area_changes import change_named, changes
from accounts.selectors.areas import AreaNode, area_tree
from accounts.services import area_changes as service
from core.errors import NotFound, UserError
from core.permission import permitted
from residents.forms.area_change import ChangeForm, form_class
from residents.selectors.area_parts import unplaced_people

PAGE, MOST_UNPLACED = 50, 200


@dataclass(frozen=True)
class Kind:
    """A kind of change on the first page. `levels`: of which areas; `several`: two or more are chosen."""

    key: str
    title: str
    words: str
    icon: str
    levels: tuple[str, ...]
    several: bool = False


# JSON keeps no order of its own.
_ORDER = ("居民", "没有门牌的居民", "家庭", "楼栋", "住房", "授权", "政策参数", "存下的视图")
KINDS = (
    Kind("rename", "改名", "社区或街道换名称，代码不变；旧名称在导入时照样认得。", "pencil", ("street", "community")),
    Kind("merge", "合并", "几个社区并成一个，或者几个街道并成一个。", "arrows-join", ("street", "community"), True),
    Kind("split", "拆分", "从一个社区划出一部分，或者从一个街道划出几个社区。", "sitemap", ("street", "community")),
    Kind("transfer", "划转", "一个社区改归另一个街道，代码跟着换。", "truck", ("community",)),
)


@permitted("area.view")
@require_safe
def area_changes(request: HttpRequest) -> HttpResponse:
    """All changes where the user works, the latest first."""
    found = changes(request.user.scope("area.view"))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    look = {"page": page, "may_edit": request.user.has_permission(service.PERMISSION)}
    return render(request, "residents/areas/changes.html", look)


@permitted("area.view")
@require_safe
def area_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One change: what followed, who still has to be placed, and the way back."""
    change = _change(uid)
    plan = AreaPlan.from_json(change.plan)
    may_edit = all(request.user.scope(service.PERMISSION).covers(code) for code in plan.touched)
    divided = [code for code in plan.divided if change.status == "applied"]
    people = unplaced_people(divided, change.effective_on, request.user.scope("person.view")) if divided else None
    look = {
        "change": change,
        "plan": plan,
        "moves": [one for one in plan.recodes if not one.stays or one.old in plan.divided],
        "unplaced": list(people[:MOST_UNPLACED]) if people is not None else [],
        "unplaced_number": people.count() if people is not None else 0,
        "may_edit": may_edit,
        "obstacles": service.obstacles(change) if may_edit and change.status == "applied" else [],
        "counts": sorted(
            change.counts.items(), key=lambda one: _ORDER.index(one[0]) if one[0] in _ORDER else len(_ORDER)
        ),
        "trouble": change.details.get("trouble", ""),
    }
    return render(request, "residents/areas/change.html", look)


@permitted("area.edit")
@require_safe
def choose_kind(request: HttpRequest) -> HttpResponse:
    """Which kind. With `area` in the address it is kept for the next page."""
    look = {"kinds": KINDS, "area": request.GET.get("area", "")}
    return render(request, "residents/areas/kinds.html", look)


@permitted("area.edit")
def new_change(request: HttpRequest, kind: str) -> HttpResponse:
    """Which areas, how, what follows: the same address, one step after the other."""
    chosen = next((one for one in KINDS if one.key == kind), None)
    if chosen is None:
        raise Http404
    wanted = request.POST if request.method == "POST" else request.GET
    nodes = _nodes(request, chosen, wanted.getlist("area"))
    if not nodes or (chosen.several and len(nodes) < 2):
        return _choose_areas(request, chosen, nodes)
    made = form_class(kind, nodes)
    form = made(nodes, request.POST if request.method == "POST" else None)
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        try:
            return _next_step(request, chosen, form)
        except NotFound as missing:
            raise Http404 from missing
        except UserError as refused:
            form.refuse(refused)
    look = {"kind": chosen, "nodes": nodes, "form": form}
    return render(request, form.template, look, status=422 if form.errors else 200)


@permitted("area.edit")
@require_POST
def cancel_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Drop a change that waits."""
    return _end(request, uid, service.cancel, "已取消，什么都没有变。")


@permitted("area.edit")
@require_POST
def undo_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put everything back."""
    return _end(request, uid, service.undo, "已撤回，地区、居民、家庭和授权都恢复原样。")


def _end(request: HttpRequest, uid: UUID, act: Any, done: str) -> HttpResponse:
    change = _change(uid)
    try:
        act(change, by=request.user)
    except NotFound as missing:
        raise Http404 from missing
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("area-change", uid=uid)


def _change(uid: UUID) -> Any:
    try:
        return change_named(uid)
    except NotFound as missing:
        raise Http404 from missing


def _nodes(request: HttpRequest, kind: Kind, codes: list[str]) -> list[AreaNode]:
    """The chosen areas that the officer may change; anything else does not exist."""
    tree, scope = area_tree(), request.user.scope(service.PERMISSION)
    nodes = [tree[code] for code in dict.fromkeys(codes) if code in tree]
    if len(nodes) < len(set(codes)) or not all(scope.covers(node.code) for node in nodes):
        raise Http404
    return [node for node in nodes if node.level in kind.levels and not node.ended]


def _choose_areas(request: HttpRequest, kind: Kind, nodes: list[AreaNode]) -> HttpResponse:
    tree, scope = area_tree(), request.user.scope(service.PERMISSION)
    streets = [node for node in tree.nodes.values() if node.level == "street" and not node.ended]
    lines = [
        (street, [one for one in tree.children(street.code) if not one.ended and one.level == "community"])
        for street in sorted(streets, key=lambda node: node.code)
        if scope.covers(street.code)
    ]
    look = {
        "kind": kind,
        "lines": lines,
        "chosen": {node.code for node in nodes},
        "few": kind.several and len(nodes) == 1,
    }
    return render(request, "residents/areas/choose.html", look)


def _next_step(request: HttpRequest, kind: Kind, form: ChangeForm) -> HttpResponse:
    said, plan = form.cleaned_data, form.plan()
    if "confirm" in request.POST:
        change = service.propose(
            plan, on=said["effective_on"], document=said["document"], reason=said["reason"], by=request.user
        )
        waits = change.status == "planned"
        messages.success(request, f"已登记，{change.effective_on} 自动生效。" if waits else "已生效。")
        return redirect("area-change", uid=change.uid)
    figures = service.preview(plan, on=said["effective_on"], by=request.user)
    hidden = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    look = {
        "kind": kind,
        "form": form,
        "plan": plan,
        "figures": figures,
        "said": said,
        "hidden": [(name, value) for name, value in hidden if name not in ("csrfmiddlewaretoken", "confirm", "back")],
        "moves": [one for one in plan.recodes if not one.stays or one.old in plan.divided],
        "created": {one.code: one for one in plan.created},
    }
    return render(request, "residents/areas/preview.html", look)

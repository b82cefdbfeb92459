"""Acts of two offices: started by the system administrator, confirmed by the security administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.forms import HandoverForm, ReasonForm
from accounts.models import JointAct
from accounts.selectors.joint_acts import acts_in_order, visible_act
from accounts.selectors.leaving import leaving
from accounts.selectors.users import grants_of, people_for
from accounts.services.joint_acts import confirm, refuse, start_handover, start_lost_phone
from accounts.views.users import visible
from core.errors import NotFound, UserError
from core.permission import permitted


@permitted("user.view")
def joint_acts(request: HttpRequest) -> HttpResponse:
    """What is under way, and what was done lately."""
    return render(request, "accounts/joint_acts.html", {"acts": acts_in_order(request.user)})


@permitted("user.edit")
def hand_over(request: HttpRequest, username: str) -> HttpResponse:
    """Propose a hand-over."""
    account = visible(request, username)
    form = HandoverForm(request.POST or None, people=people_for(request.user, instead_of=account))
    if request.method == "POST" and form.is_valid():
        try:
            act = start_handover(account, by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "交接发起了，等安全管理员确认授权。")
            return redirect("joint-act", pk=act.pk)
    context = {
        "account": account,
        "form": form,
        "title": f"{account.name}的交接",
        "button": "交安全管理员确认",
        "leaving": leaving(account),
    }
    return render(request, "accounts/ask.html", context, status=422 if form.errors else 200)


@permitted("user.edit")
def lost_phone(request: HttpRequest, username: str) -> HttpResponse:
    """Ask for a second factor to be taken away whose phone is gone."""
    account = visible(request, username)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act = start_lost_phone(account, by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "发起了，等安全管理员确认。")
            return redirect("joint-act", pk=act.pk)
    context = {
        "account": account,
        "form": form,
        "title": f"重置{account.name}的两步验证",
        "button": "交安全管理员确认",
        "said": "手机丢了、恢复码也没有时才用。先当面或打电话核实是本人。",
    }
    return render(request, "accounts/ask.html", context, status=422 if form.errors else 200)


@permitted("user.view")
def joint_act(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; a security administrator confirms or refuses it here, who started it may withdraw it."""
    row = _visible(request, pk)
    if request.method == "POST":
        _decide(request, row)
        return redirect("joint-act", pk=pk)
    me, waiting = request.user, row.state == JointAct.State.WAITING
    context = {
        "act": row,
        "waiting": waiting,
        "may_decide": waiting
        and me.has_permission("grant.edit")
        and me.pk not in (row.user_id, row.successor_id, row.started_by_id),
        "may_withdraw": me.pk == row.started_by_id and row.state in ("waiting", "confirmed"),
        "grants": [words for words in grants_of(row.user) if not words.over],
        "leaving": leaving(row.user) if row.user.is_active else None,
    }
    return render(request, "accounts/joint_act.html", context)


def _decide(request: HttpRequest, row: JointAct) -> None:
    chosen = [int(pk) for pk in request.POST.getlist("grants") if pk.isdecimal()]
    try:
        if "confirm" in request.POST:
            act = confirm(row, grants=chosen, by=request.user)
            done = act.state == JointAct.State.DONE
            messages.success(request, "办好了。" if done else f"确认了，{act.on} 那天夜里自动办。")
        else:
            refuse(row, by=request.user)
            messages.success(request, "没有办，什么都没有变。")
    except UserError as error:
        messages.error(request, str(error))


def _visible(request: HttpRequest, pk: int) -> JointAct:
    try:
        return visible_act(request.user, pk)
    except NotFound as error:
        raise Http404 from error

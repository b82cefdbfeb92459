"""Rights: given, renewed, lent and taken back by the security administrator; which role may do what."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.domain.offices import SECURITY
from accounts.forms import GrantForm, RenewForm, SubstituteForm
from accounts.models import Grant, User
from accounts.selectors.endings import ending_grants
from accounts.selectors.matrix import rights_matrix
from accounts.selectors.offices import areas_in_charge
from accounts.selectors.users import people_for
from accounts.services.grants import grant, renew, revoke, substitute
from accounts.views.users import act, user_page, visible
from core.errors import UserError
from core.permission import permitted


@permitted("grant.edit")
@require_POST
def add_grant(request: HttpRequest, username: str) -> HttpResponse:
    """Give a role in an area."""
    account = visible(request, username)
    form = GrantForm(request.POST, areas=areas_in_charge(request.user, SECURITY, "grant.edit"))
    if form.is_valid():
        try:
            grant(account, by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, f"已授给{account.name}。对方下一次点击就生效。")
            return redirect("user", username=username)
    return user_page(request, account, forms={"form": form}, status=422)


@permitted("grant.edit")
@require_POST
def drop_grant(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """Take a grant back."""
    account = visible(request, username)
    row = _grant(account, pk)
    return act(request, account, lambda: revoke(row, by=request.user), "已收回。对方下一次点击就生效。")


@permitted("grant.edit")
def renew_grant(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """Give a right that ends a later end."""
    account = visible(request, username)
    row = _grant(account, pk)
    form = RenewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            renew(row, by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{account.name}的授权续好了。")
            return redirect("ending-grants")
    return _asking(request, account, form, "续授权", "续")


@permitted("grant.edit")
def lend_grants(request: HttpRequest, username: str) -> HttpResponse:
    """Lend the rights of somebody who is away to a stand-in."""
    account = visible(request, username)
    form = SubstituteForm(request.POST or None, people=people_for(request.user, instead_of=account))
    if request.method == "POST" and form.is_valid():
        stand_in: User = form.cleaned_data["stand_in"]
        try:
            lent = substitute(account, stand_in, until=form.cleaned_data["until"], by=request.user)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{stand_in.name}有了{account.name}的 {len(lent)} 项授权，到日子自己失效。")
            return redirect("user", username=stand_in.username)
    return _asking(request, account, form, f"请人代{account.name}的班", "授给代班的人")


@permitted("grant.edit")
def endings(request: HttpRequest) -> HttpResponse:
    """快到期的授权."""
    return render(request, "accounts/endings.html", {"endings": ending_grants(request.user)})


@permitted("grant.edit")
def rights(request: HttpRequest) -> HttpResponse:
    """岗位 × 权限, in words."""
    return render(request, "accounts/rights.html", rights_matrix())


def _grant(account: User, pk: int) -> Grant:
    return get_object_or_404(Grant.objects.select_related("user"), pk=pk, user=account)


def _asking(request: HttpRequest, account: User, form: Any, title: str, button: str) -> HttpResponse:
    context = {"account": account, "form": form, "title": title, "button": button}
    return render(request, "accounts/ask.html", context, status=422 if form.errors else 200)

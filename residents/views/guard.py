"""From a URL to a row of the user's scope: out of scope and missing are the same 404."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.errors import NotFound, UserError
from core.scope import Scope
from residents.forms.desk import DeskForm, place_choices
from residents.selectors.household import HouseholdView, household_page
from residents.selectors.person import PersonView, person_page


def person_or_404(request: HttpRequest, uid: UUID, permission: str = "person.view") -> PersonView:
    """The person with everything the page says, if the permission reaches that person."""
    return _or_404(person_page, uid, request.user.scope(permission))


def household_or_404(request: HttpRequest, uid: UUID, permission: str = "household.view") -> HouseholdView:
    return _or_404(household_page, uid, request.user.scope(permission))


def _or_404(page: Callable[..., Any], uid: UUID, scope: Scope) -> Any:
    try:
        return page(uid, scope=scope)
    except NotFound as missing:
        raise Http404(missing.message) from missing


def only_for_the_living(request: HttpRequest, seen: PersonView, act: str) -> HttpResponse:
    """Back to the page of somebody who is dead, with the reason."""
    messages.error(request, f"{seen.name}已去世，不能再登记{act}。死亡登记有误的，请街道先撤销。")
    return redirect("person", uid=seen.uid)


def desk(
    request: HttpRequest,
    form: DeskForm,
    *,
    act: Callable[[dict[str, Any]], Any],
    done: str,
    to: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """One act at the desk: show the form; on POST let the service decide; what was typed is never lost.

    `act` gets the cleaned data; it may return another address to go to. 422 = the form with what is to be mended.
    """
    if request.method == "POST" and form.is_valid():
        try:
            target = act(form.cleaned_data) or to
        except NotFound as missing:
            raise Http404(missing.message) from missing
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, done)
            return redirect(target)
    wrong = request.method == "POST"
    context = {"form": form, "places": place_choices(), **context}
    return render(request, template, context, status=422 if wrong else 200)

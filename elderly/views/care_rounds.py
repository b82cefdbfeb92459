"""加访: called, listed, opened by name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.selectors.areas import area_options
from accounts.selectors.choice import chosen_scope
from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from elderly.domain.categories import NATIONAL
from elderly.forms.care import RoundForm
from elderly.selectors.care_rounds import round_named, rounds_in
from elderly.services.care_rounds import EDIT, NewRound, call_round
from elderly.views.care import VIEW
from lifecycle.selectors.reach import own_area


@permitted(VIEW)
@never_cache
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The latest rounds and how far they are."""
    lines = rounds_in(chosen_scope(request, VIEW), today=clock.today())
    may_call = request.user.has_permission(EDIT)  # type: ignore[union-attr]
    return render(request, "elderly/care/rounds.html", {"lines": lines, "may_call": may_call})


@permitted(EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Call a round."""
    area = own_area(request.user, EDIT, getattr(getattr(request, "area", None), "code", ""))
    areas = area_options(request.user.scope(EDIT))  # type: ignore[union-attr]
    form = RoundForm(request.POST or None, areas=areas, initial={"area": area, "groups": list(NATIONAL)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = NewRound(said["area"], tuple(said["groups"]), said["reason"], said["until"], said["words"])
        try:
            row = call_round(new, by=request.user)
        except UserError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, f"加访已发起，{row.number} 位老人，名单在下面。")
            return redirect("care-round", row.uid)
    status = 422 if request.method == "POST" else 200
    return render(request, "elderly/care/round_form.html", {"form": form}, status=status)


@permitted(VIEW)
@never_cache
@require_safe
def one(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One round by name."""
    try:
        line, visits = round_named(uid, request.user.scope(VIEW), today=clock.today())  # type: ignore[union-attr]
    except NotFound as missing:
        raise Http404(missing.message) from missing
    return render(request, "elderly/care/round.html", {"line": line, "visits": visits})

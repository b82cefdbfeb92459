"""平安通: calls as they run, devices, silent ones; one call with its clock; the band on every page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.selectors.choice import chosen_scope
from core.errors import NotFound, UserError
from core.permission import permitted
from elderly.alarm_forms import OutcomeForm
from elderly.selectors.alarm import call_in, contacts_standing, devices, open_calls, past_calls, steps_of
from elderly.services.alarm_calls import close_call

VIEW = "alarm.view"


@permitted(VIEW)
@never_cache
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """Calls without an outcome first, then the last ones; htmx asks for the rows alone."""
    scope = chosen_scope(request, VIEW)
    context = {"tab": "calls", "open": open_calls(scope), "past": past_calls(scope)}
    return render(request, "elderly/alarm/calls_rows.html" if request.htmx else "elderly/alarm/calls.html", context)


@permitted(VIEW)
@never_cache
@require_GET
def devices_in_use(request: HttpRequest) -> HttpResponse:
    """The register of devices; `?silent=1` those that nobody heard of."""
    silent, number = request.GET.get("silent") == "1", request.GET.get("number", "").strip()
    after = request.GET.get("after", "")
    page = devices(
        chosen_scope(request, VIEW), after=int(after) if after.isdigit() else 0, silent=silent, number=number
    )
    context = {"tab": "silent" if silent else "devices", "page": page, "silent": silent, "number": number}
    return render(request, "elderly/alarm/devices.html", context)


@permitted(VIEW)
@never_cache
def call(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One call: what was done, what its clock says, and how it ended."""
    line = call_in(request.user.scope(VIEW), uid)
    if line is None:
        raise Http404("没有这次呼叫。")
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_call(uid=uid, by=request.user, **form.cleaned_data)
        except NotFound as missing:
            raise Http404(missing.message) from missing
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "结果记下了。")
            return redirect("alarm-call", uid)
    context = {
        "tab": "calls",
        "line": line,
        "steps": steps_of(line.call),
        "contacts": contacts_standing(line.call.person_id),
        "form": form,
        "may_edit": request.user.scope("alarm.edit").holds(line.call.area_code),
    }
    if request.htmx and request.method == "GET":
        return render(request, "elderly/alarm/call_clock.html", context)
    status = 422 if request.method == "POST" else 200
    return render(request, "elderly/alarm/call.html", context, status=status)


@permitted(VIEW)
@never_cache
@require_GET
def band(request: HttpRequest) -> HttpResponse:
    """Calls at whose door somebody must be now; nothing when there is none."""
    scope = request.user.scope(VIEW)
    return render(request, "elderly/alarm/band.html", {"open": open_calls(scope)[:5]})

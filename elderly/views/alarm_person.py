"""平安通 of one person: the device, and whom to call in which order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from elderly.alarm_forms import ContactForm, DeviceForm, EndForm
from elderly.models.alarm import Ended
from elderly.selectors.alarm import calls_of, contacts_standing, device_of
from elderly.services.alarm_devices import add_contact, end_contact, end_device, install, not_entitled, put_first
from residents.selectors.person import person_in_scope

EDIT = "alarm.edit"


def _page(request: HttpRequest, person: Any, *, status: int = 200, **forms: Any) -> HttpResponse:
    device, today = device_of(person.pk), clock.today()
    in_use = device is not None and device.device.until is None
    context = {
        "person": person,
        "device": device,
        "in_use": in_use,
        "trouble": "" if in_use else not_entitled(person, today),
        "contacts": contacts_standing(person.pk),
        "calls": calls_of(person.pk),
        "device_form": DeviceForm(initial={"since": today, "paid": "subsidised"}),
        "contact_form": ContactForm(),
        "end_form": EndForm(initial={"on": today, "why": Ended.ASKED}),
        **forms,
    }
    return render(request, "elderly/alarm/person.html", context, status=status)


def _person(request: HttpRequest, uid: UUID) -> Any:
    try:
        return person_in_scope(uid, scope=request.user.scope(EDIT))
    except NotFound as missing:
        raise Http404(missing.message) from missing


@permitted(EDIT)
@never_cache
def of(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Everything of one person."""
    return _page(request, _person(request, uid))


@permitted(EDIT)
@require_POST
def device(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A device was installed."""
    person, form = _person(request, uid), DeviceForm(request.POST)
    if form.is_valid():
        try:
            install(person=uid, by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "设备登记了，别忘了登记联系人。")
            return redirect("alarm-of", uid)
    return _page(request, person, status=422, device_form=form)


@permitted(EDIT)
@require_POST
def end(request: HttpRequest, uid: UUID, device: UUID) -> HttpResponse:
    """A device goes out of use."""
    person, form = _person(request, uid), EndForm(request.POST)
    if form.is_valid():
        try:
            end_device(uid=device, by=request.user, **form.cleaned_data)
        except NotFound as missing:
            raise Http404(missing.message) from missing
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "停用了。")
            return redirect("alarm-of", uid)
    return _page(request, person, status=422, end_form=form)


@permitted(EDIT)
@require_POST
def contact(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Somebody more to call."""
    person, form = _person(request, uid), ContactForm(request.POST)
    if form.is_valid():
        try:
            add_contact(person=uid, by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "登记了，排在最后打。")
            return redirect("alarm-of", uid)
    return _page(request, person, status=422, contact_form=form)


@permitted(EDIT)
@require_POST
def relative(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A relative of the base becomes a contact, with the number that the base has."""
    try:
        chosen = UUID(request.POST.get("contact", ""))
        add_contact(person=uid, contact=chosen, relation=request.POST.get("relation", ""), by=request.user)
    except ValueError as error:
        raise Http404("没有这位居民。") from error
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    return redirect("alarm-of", uid)


@permitted(EDIT)
@require_POST
def change_contact(request: HttpRequest, uid: UUID, act: str) -> HttpResponse:
    """First in the order, or no contact any more."""
    acts = {"first": put_first, "end": end_contact}
    try:
        person = acts[act](uid=uid, by=request.user)
    except (KeyError, NotFound) as missing:
        raise Http404("没有这位联系人。") from missing
    messages.success(request, "改好了。")
    return redirect("alarm-of", person)

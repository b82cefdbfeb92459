"""Forms of duties, filled in at a door or at a desk. A phone keeps the same fragment (views/visits_phone.py) and sends by the API."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from core import clock
from core.errors import Conflict, NotFound, UserError
from core.permission import permitted
from lifecycle.selectors.door_forms import Page, page_of
from lifecycle.services.door_forms import store_form
from lifecycle.views.visits_forms import uid_of

OWN = frozenset({"csrfmiddlewaretoken", "client_uid", "anyway"})  # fields of the frame, not of the duty's form


@permitted("person.view")
@never_cache
def door_form(request: HttpRequest, form: str, person: UUID, about: str = "") -> HttpResponse:
    """The form of one duty for one person; who may fill it in says its declaration."""
    try:
        page = page_of(request.user, form, person, about, on=clock.today())
    except NotFound as missing:
        raise Http404(missing.message) from missing
    if request.method == "POST":
        return _store(request, page)
    return render(request, "lifecycle/visits/door_form.html", door_form_context(request, page))


def door_form_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What the frame and the duty's own template need. `back`: where one goes afterwards without a result to look at."""
    door = page.opened.door
    back = reverse("visits") if request.user.has_permission("visit.do") else reverse("person", args=[door.uid])
    return {"page": page, "door": door, "back": back, "client_uid": uuid.uuid4(), "typed": {}, **page.context}


def _store(request: HttpRequest, page: Page) -> HttpResponse:
    """Sent without a script. What was typed comes back with what is wrong."""
    values = {name: request.POST.getlist(name) for name in request.POST if name not in OWN}
    try:
        stored = store_form(
            page.form.key,
            client_uid=uid_of(request.POST.get("client_uid"), "client_uid") or uuid.uuid4(),
            person_uid=page.opened.door.uid,
            about=page.opened.about,
            values=values,
            by=request.user,
            anyway=request.POST.get("anyway") == "1",
        )
    except UserError as error:
        said = {"error": error, "typed": values, "conflict": isinstance(error, Conflict)}
        kept = {"client_uid": request.POST.get("client_uid") or uuid.uuid4()}
        return render(
            request, "lifecycle/visits/door_form.html", door_form_context(request, page) | said | kept, status=422
        )
    messages.success(request, stored.words)
    return redirect(stored.url)

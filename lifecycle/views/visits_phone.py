"""What a phone keeps for when there is no signal: a frame without anybody's data, today's doors sealed for one user, a key.

The frame and the worker are the same for everybody and may be kept by a browser; the rest is asked for by a signed-in user, sealed by
the phone with that user's key (core/static/core/offline.js) and gone after HOURS, at sign-out, or when somebody else signs in.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.errors import Conflict, NotFound, UserError
from core.permission import permitted, public, signed_in
from lifecycle.selectors.door_forms import pages_of
from lifecycle.selectors.visits import Walk
from lifecycle.services.visits_phone import correct_phone, log_carried, number_to_call, phone_key
from lifecycle.views.door_forms import door_form_context
from lifecycle.views.visits import form_context, list_context

HOURS = 12  # a day's round; after that the phone forgets what it carries, and keeps only what is not sent yet
_WORKER = Path(__file__).resolve().parents[2] / "core" / "static" / "core" / "visits_worker.js"
_PARTS = (
    "vendor/tabler.min.css",
    "core/app.css",
    "core/icons.svg",
    "core/icon.svg",
    "core/app.js",
    "core/visits.js",
)
# Modules that visits.js imports: a browser asks for them by their plain names.
_IMPORTED = (
    "core/offline.js",
    "core/kept_form.js",
    "core/visit_form.js",
    "core/door_form.js",
    "core/visit_queue.js",
)
PLAIN_TEXT = "text/plain; charset=utf-8"


@permitted("visit.do")
@never_cache
@require_GET
def pack(request: HttpRequest) -> JsonResponse:
    """Today's list and forms as the pages show them, to be sealed on the phone. Whom it holds is written to the read log."""
    context = list_context(request) | {"offline": True}
    walked = context["walk"]
    log_carried([*walked.stops, *walked.done], by=request.user)
    forms = {
        str(stop.task.uid): {
            "name": stop.door.name,
            "html": render_to_string(
                "lifecycle/visits/form_body.html", form_context(stop) | {"offline": True}, request
            ),
        }
        for stop in walked.stops
    }
    forms |= _door_forms(request, walked)
    listed = render_to_string("lifecycle/visits/list_body.html", context, request)
    return JsonResponse({"list": listed, "forms": forms, **_hand(request)})


def _door_forms(request: HttpRequest, walked: Walk) -> dict[str, dict[str, str]]:
    """The forms of duties that wait at today's doors, by their addresses after /visits/."""
    waiting = [(stop.door, one) for stop in walked.stops for one in stop.forms]
    scope, found = reverse("visits"), {}
    for page in pages_of(waiting, on=clock.today()):
        drawn = render_to_string(
            "lifecycle/visits/door_form_body.html", door_form_context(request, page) | {"offline": True}, request
        )
        key = page.url.removeprefix(scope).rstrip("/")
        found[key] = {"name": page.opened.door.name, "title": page.title, "html": drawn}
    return found


@signed_in
@never_cache
@require_GET
def hand(request: HttpRequest) -> JsonResponse:
    """Who is signed in, the token that writing needs, and the key of what this user left on the phone."""
    return JsonResponse(_hand(request))


def _hand(request: HttpRequest) -> dict[str, Any]:
    return {
        "user": request.user.pk,
        "csrf": get_token(request),
        "key": base64.b64encode(phone_key(request.user)).decode(),
        "until": (clock.now() + dt.timedelta(hours=HOURS)).isoformat(),
    }


@public
@require_GET
def frame(request: HttpRequest) -> HttpResponse:
    """The empty page that a phone without signal opens. It is the same for everybody and holds no data."""
    response = HttpResponse(render_to_string("lifecycle/visits/frame.html"))
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the addresses of what it keeps; it reaches /visits/ and nothing else."""
    parts = [*(static(part) for part in _PARTS), *(f"{settings.STATIC_URL}{part}" for part in _IMPORTED)]
    code = _WORKER.read_text(encoding="utf-8")
    drawn = render_to_string("lifecycle/visits/frame.html")
    version = hashlib.sha256("\n".join([*parts, code, drawn]).encode()).hexdigest()[:16]
    shell = {"version": version, "frame": reverse("visits-frame"), "scope": reverse("visits"), "parts": parts}
    response = HttpResponse(
        f"const SHELL = {json.dumps(shell)};\n{code}", content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response


@permitted("person.reveal")
@never_cache
@require_POST
def call(request: HttpRequest, person: UUID) -> HttpResponse:
    """The whole phone number of one person, as text; asking is written to the read log and counted."""
    try:
        number = number_to_call(person_uid=person, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        return HttpResponse(str(error), status=400, content_type=PLAIN_TEXT)
    return HttpResponse(number, content_type=PLAIN_TEXT)


@permitted("visit.do")
@never_cache
@require_POST
def phone(request: HttpRequest, person: UUID) -> HttpResponse:
    """A number told at the door. 409 when the base says another one by now."""
    try:
        correct_phone(
            person_uid=person, phone=request.POST.get("phone", ""), known=request.POST.get("known", ""), by=request.user
        )
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        status = 409 if isinstance(error, Conflict) else 400
        return HttpResponse(str(error), status=status, content_type=PLAIN_TEXT)
    return HttpResponse("", content_type=PLAIN_TEXT)

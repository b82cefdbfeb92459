"""The area switcher of the top bar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.selectors.choice import SESSION_KEY, may_choose
from core.permission import signed_in


@signed_in
@require_POST
def switch_area(request: HttpRequest) -> HttpResponse:
    """Look at another area from now on; outside the grants it does not exist."""
    code = request.POST.get("area", "")
    if code and not may_choose(request.user, code):
        raise Http404
    request.session[SESSION_KEY] = code
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else resolve_url("areas"))

"""Everything a family gets from anyone, on one page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aid.selectors.chain import chain_of
from core.errors import NotFound
from core.permission import permitted


@permitted("aid.view")
@never_cache
@require_safe
def chain(request: HttpRequest, household: UUID) -> HttpResponse:
    try:
        found = chain_of(household, user=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    template = "aid/chain_print.html" if request.GET.get("print") else "aid/chain.html"
    return render(request, template, {"chain": found})

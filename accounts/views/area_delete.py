"""Removing an area: why not, or the button."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.selectors.areas import area_tree
from accounts.services.delete_area import delete_area, what_it_has
from core.errors import Conflict, NotFound
from core.permission import permitted


@permitted("area.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def remove_area(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs on the area; if nothing does, it can be removed here."""
    try:
        if request.method == "POST":
            node = area_tree().get(code)
            delete_area(code, by=request.user)
            messages.success(request, f"已删除{node.name if node else code}。")
            return redirect("area", code=node.parent if node and node.parent else "000000")
        has = what_it_has(code, by=request.user)
    except NotFound as missing:
        raise Http404 from missing
    except Conflict as refused:
        messages.error(request, str(refused))
        return redirect("area-delete", code=code)
    chain = area_tree().chain(code)
    return render(request, "accounts/area_delete.html", {"area": chain[-1], "chain": chain[:-1], "has": has})

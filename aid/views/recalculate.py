"""`/aid/recalculate/`: awards whose sum would change under today's numbers and people."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aid.selectors.recalculation import recalculations
from aid.services.recalculate import raise_awards
from core import clock
from core.errors import UserError
from core.permission import permitted


@never_cache
@permitted("aid.view")
@require_safe
def recalculate(request: HttpRequest) -> HttpResponse:
    """Old → new with the sum of each; nothing is changed by looking."""
    after = request.GET.get("after", "")
    scope = request.user.scope("aid.view")  # type: ignore[union-attr]
    rows, more = recalculations(scope, on=clock.today(), after=int(after) if after.isdigit() else 0)
    context = {
        "rows": [row for row in rows if row.again.new is not None],
        "unsure": [row for row in rows if row.again.new is None],
        "more": more,
        "may_confirm": request.user.has_permission("aid.confirm"),  # type: ignore[union-attr]
        "missing": sorted({words for row in rows for words in row.again.missing}),
    }
    return render(request, "aid/recalculate.html", context)


@permitted("aid.confirm")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Raise the chosen ones from the next month on."""
    try:
        chosen = {
            int(pk): Decimal(amount) for pk, _, amount in (one.partition(":") for one in request.POST.getlist("award"))
        }
    except (ValueError, InvalidOperation):
        chosen = {}
    try:
        if not chosen:
            raise UserError("还没有选哪一户。", remedy="在左边打勾。")
        new = raise_awards(chosen, document=request.POST.get("document", ""), by=request.user, on=clock.today())
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{len(new)} 户从 {new[0].during.lower:%Y-%m} 起按新的金额。")
    return redirect(reverse("aid-recalculate"))

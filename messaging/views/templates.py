"""短信模板: what messages say, and under which number the operator knows it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.errors import NotFound, UserError
from core.permission import permitted
from messaging.domain.segments import segments
from messaging.forms import TemplateForm, TemplateStateForm
from messaging.selectors.sms import all_templates
from messaging.services.sms_templates import set_template, ship_texts, template_named, write_template


@permitted("sms.view")
@never_cache
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """All of them."""
    ship_texts()
    rows = [(row, segments(row.text)) for row in all_templates()]
    context = {"tab": "templates", "rows": rows, "may_approve": request.user.has_permission("sms.approve")}
    return render(request, "messaging/templates.html", context)


@permitted("sms.approve")
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """An office's own."""
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_template(by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "模板建好了。运营商审核通过后，填平台模板号并启用。")
            return redirect("message-template", made.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "messaging/template_new.html", {"tab": "templates", "form": form}, status=status)


@permitted("sms.approve")
@never_cache
def template(request: HttpRequest, code: str) -> HttpResponse:
    """Put in use, or out of use."""
    try:
        row = template_named(code)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    initial = {"gateway_code": row.gateway_code, "state": row.state}
    form = TemplateStateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_template(code=code, by=request.user, **form.cleaned_data)
        messages.success(request, "记下了。")
        return redirect("message-templates")
    return render(request, "messaging/template.html", {"tab": "templates", "form": form, "row": row})

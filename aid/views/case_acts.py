"""What people do with a case: each act on a form of its own; members, papers, account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aid.domain.case_states import ACTS
from aid.domain.law import AID_KINDS
from aid.models import CaseMember
from aid.selectors.case_page import CaseView, case_view
from aid.services import case_members
from aid.services.case_members import MemberSaid
from aid.services.case_papers import keep_paper, read_paper
from aid.services.figures import figure
from aid.views.case_doing import DOINGS
from aid.views.case_forms import EXCLUDED, AccountForm, ConfirmForm, MemberForm, NewMemberForm, PaperForm, ParentsForm
from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from core.ui.forms import ScreenForm

BOTH = ["GET", "HEAD", "POST"]


def _seen(request: HttpRequest, uid: UUID) -> CaseView:
    try:
        return case_view(uid, request.user)
    except NotFound as error:
        raise Http404(str(error)) from error


@permitted("aid.view")
@never_cache
@require_http_methods(BOTH)
def do(request: HttpRequest, uid: UUID, act: str) -> HttpResponse:
    """One act: its form, and the service behind it."""
    if act not in DOINGS:
        raise Http404("没有这一步。")
    seen, doing = _seen(request, uid), DOINGS[act]
    files = (request.FILES or None) if doing.upload else None
    form = doing.form(request.POST or None, files, initial=_initial(act, seen))
    if isinstance(form, ConfirmForm):
        form.for_kind(seen.kind.pays)
    if request.method == "POST" and form.is_valid():
        try:
            doing.call(uid, dict(form.cleaned_data), request.user)
        except NotFound as error:
            raise Http404(str(error)) from error
        except UserError as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{ACTS[act].title}：记下了。")
            return redirect("aid-case", uid=uid)
    look = {"figures": figure(seen.case)} if act in ("confirm", "change", "review") and _by_month(seen) else {}
    return _form(request, seen, form, ACTS[act].title, button=ACTS[act].title, upload=doing.upload, act=act, **look)


def _by_month(seen: CaseView) -> bool:
    return seen.kind.pays != "once"


def _initial(act: str, seen: CaseView) -> dict[str, Any]:
    if act == "survey":
        return {"who": f"{seen.by.display_name}、"}
    if act not in ("confirm", "change") or seen.kind.pays in ("once", "nothing"):
        return {}
    return {"amount": figure(seen.case).amount, "review_class": seen.case.review_class or "A"}


def _form(request: HttpRequest, seen: CaseView, form: ScreenForm, title: str, **more: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    look = {
        "seen": seen,
        "case": seen.case,
        "form": form,
        "title": title,
        "button": "存下",
        "excluded": EXCLUDED,
        **more,
    }
    return render(request, "aid/case_act.html", look, status=status)


def _store(request: HttpRequest, seen: CaseView, form: ScreenForm, save: Any, title: str, **more: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except UserError as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{title}：记下了。")
            return redirect("aid-case", uid=seen.case.uid)
    return _form(request, seen, form, title, **more)


@permitted("aid.assist")
@never_cache
@require_http_methods(BOTH)
def member_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Somebody else who lives there."""
    seen = _seen(request, uid)
    form = NewMemberForm(request.user, request.POST or None)

    def save(said: dict[str, Any]) -> None:
        person, name, number = said.pop("person"), said.pop("name"), said.pop("number")
        case_members.add_member(uid, MemberSaid(**said), person_uid=person, name=name, number=number, by=request.user)

    return _store(request, seen, form, save, "增加共同生活成员")


@permitted("aid.assist")
@never_cache
@require_http_methods(BOTH)
def member(request: HttpRequest, uid: UUID, of: UUID) -> HttpResponse:
    """What is said of a member."""
    seen = _seen(request, uid)
    row: CaseMember | None = next((line.row for line in seen.members if line.row.uid == of), None)
    if row is None:
        raise Http404("没有这个成员。")
    known = {name: getattr(row, name) for name in ("relation", "excluded_reason", "labour", "health")}
    form = MemberForm(request.POST or None, initial=known)

    def save(said: dict[str, Any]) -> None:
        case_members.say_member(uid, of, MemberSaid(**said), by=request.user)

    return _store(request, seen, form, save, "共同生活成员")


@permitted("aid.assist")
@never_cache
@require_http_methods(BOTH)
def paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A paper comes in."""
    seen = _seen(request, uid)
    start = {"kind": request.GET.get("kind", "authorization"), "signed_on": clock.today()}
    form = PaperForm(request.POST or None, request.FILES or None, initial=start)

    def save(said: dict[str, Any]) -> None:
        file = said.pop("file")
        keep_paper(uid, content=file.read() if file else b"", by=request.user, **said)

    return _store(request, seen, form, save, "登记材料", upload=True)


@permitted("aid.view")
@never_cache
@require_safe
def paper_file(request: HttpRequest, of: UUID) -> HttpResponse:
    """The paper itself; each look is written down."""
    try:
        content, mime = read_paper(of, by=request.user)
    except NotFound as error:
        raise Http404(str(error)) from error
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": "inline"})


@permitted("aid.assist")
@never_cache
@require_http_methods(BOTH)
def account(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Where the money goes."""
    seen = _seen(request, uid)
    form = AccountForm(request.POST or None, initial={"bank": seen.case.account_bank, "name": seen.case.account_name})

    def save(said: dict[str, Any]) -> None:
        case_members.say_account(uid, by=request.user, **said)

    return _store(request, seen, form, save, "发放账户")


@permitted("aid.account")
@never_cache
@require_POST
def account_reveal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The whole number, with a reason, for twenty seconds."""
    try:
        shown = case_members.reveal_account(uid, reason=request.POST.get("reason", ""), by=request.user)
    except NotFound as error:
        raise Http404(str(error)) from error
    except UserError as refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(shown, content_type="text/plain; charset=utf-8")


@permitted("aid.assist")
@never_cache
@require_http_methods(BOTH)
def parents(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How it stands with a child's parents (handbook §7.5)."""
    seen = _seen(request, uid)
    if seen.case.kind not in ("orphan", "unsupported"):
        raise Http404(f"{AID_KINDS[seen.case.kind].title}不问父母的情况。")
    said = seen.parents[1]
    start = {
        "father": said["father"][0], "father_months": said["father"][1],
        "mother": said["mother"][0], "mother_months": said["mother"][1],
    } if said else {}  # fmt: skip
    form = ParentsForm(request.POST or None, initial=start)

    def save(told: dict[str, Any]) -> None:
        case_members.say_parents(uid, by=request.user, **told)

    return _store(request, seen, form, save, "父母双方的情况")

"""The desk of an election: certificates, objections, proxies, candidates, who takes part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import UserError
from lifecycle.roster.context import reaching
from lifecycle.selectors.elections_books import candidates_of, certificates_of, participations_of, proxies_in
from lifecycle.selectors.elections_objections import objections_of
from lifecycle.selectors.elections_people import shown
from lifecycle.selectors.elections_proof import everybody, proof
from lifecycle.services import elections_certificates as certificates
from lifecycle.services import elections_objections as objections
from lifecycle.services import elections_proxies as proxies
from lifecycle.services.elections_committee import Declaration, confirm_workers, declare
from lifecycle.views.elections_forms import (
    CandidateForm,
    CertificateForm,
    DecideForm,
    EndForm,
    JudgeForm,
    ObjectionForm,
    OnForm,
    ProxyForm,
    WorkerForm,
)
from lifecycle.views.elections_page import EDIT, VIEW, Seen, election_page
from residents.views.guard import desk

ACT = "lifecycle/election_act.html"
BOTH = ["GET", "HEAD", "POST"]
PAGE = 100


def _desk(
    request: HttpRequest, seen: Seen, form: Any, act: Callable[[dict[str, Any]], Any], title: str, to: str, **more: Any
) -> HttpResponse:
    """A form of this election; done, it goes back to the book it belongs to."""
    back = seen.url(to)
    context = {"title": title, "button": more.pop("button", "存下"), "seen": seen, "back": back, **more}
    return desk(request, form, act=act, done=f"{title}：已登记。", to=back, template=ACT, context=context)


@election_page(VIEW, "election-certificates")
@require_safe
def certificate_book(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Certificates in and out."""
    look = {"seen": seen, "rows": certificates_of(seen.election, seen.scope, seen.area)}
    return render(request, "lifecycle/election_certificates.html", look)


@election_page(EDIT, "election-certificates")
@require_http_methods(BOTH)
def certificate(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Enter a certificate."""
    form = CertificateForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        person = said.pop("person")
        new = certificates.NewCertificate(**said)
        certificates.record_certificate(seen.election.uid, person, new, by=request.user)

    return _desk(request, seen, form, act, "登记资格证明", "election-certificates")


@election_page(EDIT, "election-certificates")
@require_http_methods(BOTH)
def certificate_end(request: HttpRequest, seen: Seen, of: UUID) -> HttpResponse:
    """A certificate is given back."""
    form = EndForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        certificates.withdraw_certificate(of, by=request.user, **said)

    return _desk(request, seen, form, act, "收回资格证明", "election-certificates", button="收回")


@election_page(VIEW, "election-objections")
@require_safe
def objection_book(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Objections with their limits."""
    look = {"seen": seen, "lines": objections_of(seen.election, seen.scope, today=clock.today())}
    return render(request, "lifecycle/election_objections.html", look)


@election_page(EDIT, "election-objections")
@require_http_methods(BOTH)
def objection(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Take an objection in."""
    form = ObjectionForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        person = said.pop("person")
        objections.receive_objection(seen.election.uid, person, objections.NewObjection(**said), by=request.user)

    return _desk(request, seen, form, act, "受理申诉", "election-objections", button="受理")


@election_page(EDIT, "election-objections")
@require_http_methods(BOTH)
def objection_act(request: HttpRequest, seen: Seen, of: UUID, what: str) -> HttpResponse:
    """Decide it, say that the result was posted, take it to court, enter the judgement."""
    forms = {"decide": DecideForm, "publish": OnForm, "sue": OnForm, "judge": JudgeForm}
    titles = {"decide": "处理申诉", "publish": "公布处理结果", "sue": "登记起诉", "judge": "登记判决"}
    if what not in forms:
        raise Http404("没有这一步。")
    form = forms[what](request.POST or None)

    def act(said: dict[str, Any]) -> None:
        if what == "decide":
            ruling = _ruling(said, said["decided_on"], said["decision"])
            decided = objections.Decided(said["outcome"], said["decision"], said["decided_on"], ruling)
            objections.decide_objection(of, decided, by=request.user)
        elif what == "judge":
            ruling = _ruling({**said, "document": said["judgement"][:80]}, said["on"], said["judgement"])
            objections.record_judgement(of, on=said["on"], judgement=said["judgement"], ruling=ruling, by=request.user)
        else:
            (objections.publish_decision if what == "publish" else objections.sue)(of, on=said["on"], by=request.user)

    return _desk(request, seen, form, act, titles[what], "election-objections")


def _ruling(said: dict[str, Any], on: Any, why: str) -> certificates.NewRuling | None:
    if not said["ruling"]:
        return None
    return certificates.NewRuling(said["ruling"], said["organ"], said["document"], on, why)


@election_page(VIEW, "election-proxies")
@require_safe
def proxy_book(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Who votes for whom, and the candidates."""
    look = {
        "seen": seen,
        "proxies": proxies_in(seen.election, seen.scope),
        "candidates": candidates_of(seen.election, seen.scope),
    }
    return render(request, "lifecycle/election_proxies.html", look)


@election_page(EDIT, "election-proxies")
@require_http_methods(BOTH)
def proxy(request: HttpRequest, seen: Seen) -> HttpResponse:
    """A vote is entrusted to another."""
    form = ProxyForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        proxies.appoint_proxy(seen.election.uid, by=request.user, **said)

    return _desk(request, seen, form, act, "登记委托投票", "election-proxies")


@election_page(EDIT, "election-proxies")
@require_http_methods(BOTH)
def proxy_end(request: HttpRequest, seen: Seen, of: UUID) -> HttpResponse:
    """It is taken back."""
    form = EndForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        proxies.end_proxy(of, by=request.user, **said)

    return _desk(request, seen, form, act, "收回委托", "election-proxies", button="收回")


@election_page(EDIT, "election-proxies")
@require_http_methods(BOTH)
def candidate(request: HttpRequest, seen: Seen) -> HttpResponse:
    """A candidate, first or final."""
    form = CandidateForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        proxies.propose_candidate(seen.election.uid, by=request.user, **said)

    return _desk(request, seen, form, act, "登记候选人", "election-proxies")


@election_page(VIEW, "election-declare")
@require_safe
def declarations(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Who said what, and the paper list of those not asked yet: tick and store many at once."""
    if not seen.committee:
        raise Http404("人大代表选举不用表示是否参加。")
    with reaching(seen.by, seen.context):
        waiting = shown(everybody(seen.proving, seen.context).filter(verdict="not-asked"))
        page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
        rows, number = list(page.object_list), page.paginator.count
        found = proof(seen.proving, seen.context)
    look = {
        "seen": seen,
        "rows": rows,
        "said": f"第 {page.start_index()}–{page.end_index()} 行，共 {number} 人还没有表示" if number else "都问到了",
        "previous_url": seen.url("election-declare", page=page.number - 1) if page.has_previous() else "",
        "next_url": seen.url("election-declare", page=page.number + 1) if page.has_next() else "",
        "proof": found,
        "declared": participations_of(seen.election, seen.scope),
        "today": clock.today(),
    }
    return render(request, "lifecycle/election_declare.html", look)


@election_page(EDIT, "election-declare")
@require_POST
def declare_many(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Those ticked on the paper list take part, or do not."""
    try:
        people = [UUID(uid) for uid in request.POST.getlist("person")]
        if not people:
            raise UserError("还没有勾人。")
        said = Declaration(request.POST.get("willing") == "yes", clock.today())
        done = declare(seen.election.uid, people, said, by=request.user)
    except ValueError as broken:
        raise Http404("没有这个人。") from broken
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{done} 人登记为{'参加' if said.willing else '不参加'}。")
    return redirect(seen.url("election-declare"))


@election_page(EDIT, "election-declare")
@require_http_methods(BOTH)
def declare_one(request: HttpRequest, seen: Seen) -> HttpResponse:
    """One resident or community worker, with the marks of the list."""
    form = WorkerForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        person, willing = said.pop("person"), said.pop("willing") == "yes"
        declare(seen.election.uid, [person], Declaration(willing, **said), by=request.user)

    return _desk(request, seen, form, act, "登记一个人是否参加", "election-declare")


@election_page(EDIT, "election-declare")
@require_POST
def workers_confirmed(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The election committee confirmed the workers who applied."""
    try:
        done = confirm_workers(seen.election.uid, on=clock.today(), by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"确认了 {done} 名社区工作者。")
    return redirect(seen.url("election-declare"))

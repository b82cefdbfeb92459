"""What hangs on an elder record: whom to call, what is given, the green card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.audit import log_read
from core.errors import NotFound, UserError
from core.permission import permitted
from elderly.forms.record import RELATIONS, CardForm, ContactForm, EndCardForm, ReliefForm
from elderly.selectors.record_contacts import contacts_of, proposals
from elderly.services import record_contacts
from elderly.services.green_cards import end_card, issue_card
from elderly.services.record_details import EDIT, add_relief, end_relief
from elderly.views.records import FORM, dossier, form_context, page
from residents.views.guard import desk, person_or_404

PLAIN_TEXT = "text/plain; charset=utf-8"


@permitted(EDIT)
@never_cache
def contact_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Somebody to be called: relatives of the base are proposed, nobody is typed twice."""
    seen = person_or_404(request, uid, EDIT)
    row = dossier(request, seen).row
    chosen = request.GET.get("who", "")
    offered = proposals(seen)
    initial = {"who": chosen} if any(one.key == chosen for one in offered) else None
    form = ContactForm(offered, request.POST or None, initial=initial)

    def act(_said: dict[str, Any]) -> None:
        record_contacts.add_contact(person_uid=seen.uid, by=request.user, **form.contact)

    context = form_context(seen, row, "添紧急联系人", "添上", "contact") | {"relations": RELATIONS}
    return desk(request, form, act=act, done="已添上联系人。", to=page(seen), template=FORM, context=context)


@permitted(EDIT)
@never_cache
@require_POST
def contact_remove(request: HttpRequest, uid: UUID, contact: UUID) -> HttpResponse:
    return _done(
        request,
        uid,
        lambda: record_contacts.remove_contact(person_uid=uid, contact_uid=contact, by=request.user),
        "已删去，历史里还在。",
    )


@permitted(EDIT)
@never_cache
@require_POST
def contact_up(request: HttpRequest, uid: UUID, contact: UUID) -> HttpResponse:
    return _done(
        request,
        uid,
        lambda: record_contacts.move_up(person_uid=uid, contact_uid=contact, by=request.user),
        "已提前一位。",
    )


@permitted("person.reveal")
@never_cache
@require_POST
def contact_phone(request: HttpRequest, uid: UUID, contact: UUID) -> HttpResponse:
    """The bare number of a contact, for somebody about to call; the reading is logged."""
    seen = person_or_404(request, uid, "person.reveal")
    found = next((one for one in contacts_of([seen.pk]).get(seen.pk, []) if one.uid == contact), None)
    reason = request.POST.get("reason", "").strip()
    if found is None or not found.phone:
        raise Http404("没有登记电话。")
    if not reason:
        return HttpResponse("请选事由。", status=400, content_type=PLAIN_TEXT)
    log_read(
        by=request.user,
        action="reveal-phone",
        kind="elder-contact",
        uid=seen.uid,
        label=f"{seen.name} 的联系人",
        area=seen.living_area or seen.hukou_area,
        reason=reason[:200],
    )
    return HttpResponse(found.phone, content_type=PLAIN_TEXT)


@permitted(EDIT)
@never_cache
def relief_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Something is given."""
    seen = person_or_404(request, uid, EDIT)
    row = dossier(request, seen).row
    form = ReliefForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        add_relief(person_uid=seen.uid, by=request.user, **said)

    context = form_context(seen, row, "登记救济物品", "登记", "relief")
    return desk(request, form, act=act, done="已登记。", to=page(seen), template=FORM, context=context)


@permitted(EDIT)
@never_cache
@require_POST
def relief_end(request: HttpRequest, uid: UUID, item: UUID) -> HttpResponse:
    return _done(
        request, uid, lambda: end_relief(person_uid=uid, relief_uid=item, by=request.user), "今天起不再发这一项。"
    )


@permitted(EDIT)
@never_cache
def card_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A green card is issued."""
    seen = person_or_404(request, uid, EDIT)
    row = dossier(request, seen).row
    form = CardForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        issue_card(person_uid=seen.uid, by=request.user, **said)

    context = form_context(seen, row, "发健康绿卡", "发卡", "card")
    return desk(request, form, act=act, done="已发卡，可以打印。", to=page(seen), template=FORM, context=context)


@permitted(EDIT)
@never_cache
def card_end(request: HttpRequest, uid: UUID, card: UUID) -> HttpResponse:
    """A card is lost or broken."""
    seen = person_or_404(request, uid, EDIT)
    row = dossier(request, seen).row
    form = EndCardForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        end_card(person_uid=seen.uid, card_uid=card, reason=said["reason"], by=request.user)

    context = form_context(seen, row, "停用健康绿卡", "停用", "card-end")
    return desk(request, form, act=act, done="已停用，可以补发。", to=page(seen), template=FORM, context=context)


def _done(request: HttpRequest, uid: UUID, act: Callable[[], None], words: str) -> HttpResponse:
    """A button on the record's page: do it, and back."""
    try:
        act()
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("elder-record", uid=uid)

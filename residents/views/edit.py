"""Acts about one person: register, correct, move, place, relatives."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from core.permission import permitted
from core.sources import describe
from residents.forms.person import (
    CORRECTION_REASONS,
    CorrectForm,
    EndRelativeForm,
    MoveForm,
    PlaceHomeForm,
    RegisterForm,
    RelativeForm,
)
from residents.selectors.household import members_of
from residents.selectors.person import PersonView
from residents.services.correct import correct_person
from residents.services.enter import MaybeKnown, enter_person
from residents.services.move import Destination, move_home, move_hukou, place_home
from residents.services.relatives import add_relative, end_relative
from residents.views.guard import desk, only_for_the_living, person_or_404

FORM = "residents/act.html"


@permitted("person.edit")
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """A new person, by hand."""
    area = getattr(request, "area", None)
    form = RegisterForm(request.POST or None, initial={"living_area": area.code if area else "", "hukou_area": ""})

    answered = _uids(request.POST.getlist("others"))

    def act(said: dict[str, Any]) -> str:
        try:
            uid = enter_person(by=request.user, others=answered, **said)
        except MaybeKnown as maybe:
            context["likely"] = maybe.people
            raise
        return reverse("person", args=[uid])

    context: dict[str, Any] = {
        "answered": answered,
        "title": "登记居民",
        "button": "登记入册",
        "draft": "person-new",
        "reasons": {"register-reasons": CORRECTION_REASONS},
    }
    return desk(request, form, act=act, done="已登记入册。", to="/", template=FORM, context=context)


@permitted("person.edit")
@never_cache
def correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Correct the person's own data."""
    seen = person_or_404(request, uid, "person.edit")
    words = describe(seen.sources)
    sources = {
        name: words[source].text
        for name in CorrectForm.base_fields
        if (source := seen.row.sources.get(name, seen.row.source)) in words and name != "reason"
    }
    form = CorrectForm(seen, request.POST or None, sources=sources)

    def act(said: dict[str, Any]) -> None:
        correct_person(person_uid=uid, changes=form.changes(), reason=said["reason"], by=request.user)

    context = _context(seen, "更正资料", "存这些更正", "correct", {"correction-reasons": CORRECTION_REASONS})
    return desk(
        request, form, act=act, done="已更正，原来的内容留在一生里。", to=_page(seen), template=FORM, context=context
    )


@permitted("person.edit")
@never_cache
def move(request: HttpRequest, uid: UUID, what: str) -> HttpResponse:
    """Move the home, or the registration, of a person and of those who go along."""
    seen = person_or_404(request, uid, "person.edit")
    hukou = what == "hukou"
    if seen.deceased:
        return only_for_the_living(request, seen, "户口变动" if hukou else "搬家")
    form = MoveForm(_family(seen), request.POST or None, hukou=hukou, initial={"area": _present_area(seen, hukou)})

    def act(said: dict[str, Any]) -> str:
        people = [uid, *(UUID(value) for value in said.get("along", []))]
        to = None if said["unknown"] else Destination(said["area"], said["address"])
        service = move_hukou if hukou else move_home
        moved = service(person_uids=people, to=to, on=said["on"], by=request.user, why=said["why"])
        scope = request.user.scope("person.view")
        here = scope.holds(moved[0].hukou_area) or scope.holds(moved[0].living_area)
        return _page(seen) if here else reverse("omnibox")

    title, button = ("户口变动", "登记户口变动") if hukou else ("搬家", "登记搬家")
    reasons = ["购房", "租房", "婚迁", "投靠亲属", "工作调动", "拆迁"]
    context = _context(seen, title, button, f"move-{what}", {"move-reasons": reasons}) | {"move": what}
    done = "已登记，原来那一处到前一天为止。"
    return desk(request, form, act=act, done=done, to=_page(seen), template=FORM, context=context)


@permitted("person.edit")
@never_cache
def place(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say which dwelling the present home is."""
    seen = person_or_404(request, uid, "person.edit")
    if seen.deceased:
        return only_for_the_living(request, seen, "住处")
    initial = {"address": seen.home.address if seen.home else ""}
    form = PlaceHomeForm(request.POST or None, initial=initial)

    def act(said: dict[str, Any]) -> None:
        place_home(person_uid=uid, address=said["address"], by=request.user, why=said["why"])

    context = _context(seen, "落位", "落到这一户", "place", {"place-reasons": ["上门核实", "本人说明", "门牌更名"]})
    return desk(request, form, act=act, done="已落位。", to=_page(seen), template=FORM, context=context)


@permitted("person.edit")
@never_cache
def relative(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Register a relative."""
    seen = person_or_404(request, uid, "person.edit")
    form = RelativeForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        add_relative(
            person_uid=uid,
            relative_uid=said["relative"],
            kind=said["kind"],
            since=said["since"],
            by=request.user,
            why=said["why"],
        )

    context = _context(
        seen, "登记亲属", "登记", "relative", {"kin-reasons": ["看了户口簿", "看了结婚证", "看了出生医学证明"]}
    )
    return desk(
        request, form, act=act, done="已登记，两个人的页上都有。", to=_page(seen), template=FORM, context=context
    )


@permitted("person.edit")
@never_cache
def relative_end(request: HttpRequest, uid: UUID, link: int) -> HttpResponse:
    """A kinship ends."""
    seen = person_or_404(request, uid, "person.edit")
    form = EndRelativeForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        end_relative(person_uid=uid, link=link, on=said["on"], by=request.user, why=said["why"])

    context = _context(
        seen, "结束亲属关系", "结束这条关系", "relative-end", {"kin-end-reasons": ["登记有误", "监护终止"]}
    )
    return desk(request, form, act=act, done="已结束，历史里还在。", to=_page(seen), template=FORM, context=context)


def _uids(values: list[str]) -> list[UUID]:
    """The persons whom the clerk has said to be somebody else; what is no uid is passed over."""
    found = []
    for text in (part for value in values for part in value.split(",")):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _page(seen: PersonView) -> str:
    return reverse("person", args=[seen.uid])


def _context(seen: PersonView, title: str, button: str, act: str, reasons: dict[str, list[str]]) -> dict[str, Any]:
    return {"person": seen, "title": title, "button": button, "draft": f"{act}:{seen.uid}", "reasons": reasons}


def _present_area(seen: PersonView, hukou: bool) -> str:
    return seen.hukou_area if hukou else seen.living_area


def _family(seen: PersonView) -> list[tuple[str, str]]:
    """Those who may go along: the living members of today's households."""
    found: dict[str, str] = {}
    for stay in seen.households:
        for member in members_of(stay.household):
            if member.here and member.person_id != seen.id:
                found[str(member.uid)] = f"{member.name} · {member.relation_word}"
    return list(found.items())

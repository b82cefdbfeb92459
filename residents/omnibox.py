"""What the search box finds among the residents, with what can be done next (core/omnibox.py)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.omnibox import Action, Finder, Group, Hit, Preview, finders, marked
from residents.domain.name_readings import name_pinyin
from residents.selectors.household import homes_of
from residents.selectors.search import Found, FoundGroup, search_people
from residents.selectors.words import age_words, masked_number, masked_phone, sex_word

_ALL_FIT = {2: "两个条件都符合", 3: "三个条件都符合"}


def find_persons(request: HttpRequest, query: str) -> list[Group]:
    """People in the user's scope, each with the reason and a preview."""
    user: Any = request.user
    scope = user.scope("person.view")
    area = getattr(request, "area", None)
    if area is not None:
        scope = scope.within(area.code)
    groups = search_people(query, scope=scope)
    homes = homes_of([found.person["id"] for group in groups for found in group.found])
    words = len(query.split())
    return [
        Group(
            _title(group, words, after_first=position > 0),
            [_hit(request, found, homes) for found in group.found],
            group.more,
        )
        for position, group in enumerate(groups)
    ]


def _title(group: FoundGroup, words: int, *, after_first: bool) -> str:
    if group.word is None:
        return _ALL_FIT.get(words, "都符合")
    number = f"{len(group.found)} 人以上" if group.more else f"{len(group.found)} 人"
    return f"{group.word.title} · {'另 ' if after_first else ''}{number}"


def _hit(request: HttpRequest, found: Found, homes: dict[int, str]) -> Hit:
    person = found.person
    page = reverse("person", args=[person["uid"]])
    spans = {match.field: match.spans for match in found.matches}
    return Hit(
        url=page,
        title=marked(person["name"], spans.get("name", ())),
        aside=_who(person),
        pinyin=_pinyin(person["name"], spans["pinyin"]) if "pinyin" in spans else "",
        line=_line(found),
        why=found.why,
        why_tone="p" if len(found.matches) > 1 else "",
        avatar=person["name"][:1],
        preview=_preview(request, person, page, homes.get(person["id"], "")),
    )


def _who(person: dict) -> str:
    if person["status"] == "deceased":
        return f"{sex_word(person['sex'])} 已故"
    return f"{sex_word(person['sex'])} {age_words(person['birth_date'])}".strip()


def _pinyin(name: str, spans: tuple[tuple[int, int], ...]) -> SafeString:
    return marked(" ".join(syllable.capitalize() for syllable in name_pinyin(name).syllables), spans)


def _line(found: Found) -> SafeString:
    """The masked number, and the phone or address if that was found; else the home."""
    person, parts = found.person, []
    fields = {match.field: match for match in found.matches}
    number = masked_number(person)
    if number:
        parts.append(marked(number, [(len(number) - 4, len(number))] if _tail_found(fields, number) else []))
    if "phone" in fields:
        phone = masked_phone(person["phone"])
        parts.append(marked(f"电话 {phone}", [(len(phone) - 1, len(phone) + 3)]))
    address = fields["address"].text if "address" in fields else person["living_address"] or person["hukou_address"]
    if address:
        parts.append(marked(address, fields["address"].spans if "address" in fields else ()))
    return format_html_join(" · ", "{}", ((part,) for part in parts))


def _tail_found(fields: dict, number: str) -> bool:
    return "number" in fields and fields["number"].label == "证号后四位" and len(number) > 4


def _preview(request: HttpRequest, person: dict, page: str, home: str) -> Preview:
    living, hukou = person["living_address"], person["hukou_address"]
    facts = [
        ("证号", masked_number(person) or "还没有"),
        ("电话", masked_phone(person["phone"]) or "没有"),
        ("现住", living or "未落位"),
        ("户籍", "同现住" if hukou and hukou == living else hukou or "不在本区或未落位"),
        ("家庭", home or "没有登记"),
    ]
    actions = [Action("打开一生", page)]
    user: Any = request.user
    if user.has_permission("person.edit") and person["status"] == "living":
        steps = (("搬家", "person-move"), ("更正资料", "person-correct"))
        actions += [Action(label, reverse(name, args=[person["uid"]])) for label, name in steps]
    return Preview(person["name"], _who(person), chips=_chips(person), facts=facts, actions=actions)


def _chips(person: dict) -> list[str]:
    if person["status"] == "deceased":
        return ["已故"]
    if not person["hukou_area"] or not person["living_area"]:
        return ["在册"]
    same = person["hukou_area"] == person["living_area"] and person["hukou_address"] in ("", person["living_address"])
    return ["在册", "人户一致" if same else "人户分离"]


INDEXES = (
    *("person_name", "person_given_name", "person_pinyin", "person_initials", "person_letters", "person_last4"),
    *("person_phone", "person_phone_last4", "person_hukou", "person_living"),
    *("person_living_address", "person_hukou_address"),
    *("former_name", "former_name_pinyin", "former_name_initials", "document_digest", "document_other_last4"),
)

finders.register(Finder(key="persons", permission="search", find=find_persons, order=10, indexes=INDEXES))

"""The omission proof: its numbers, the names behind each, the lists of what to look into, and the papers to print."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.selectors.areas import area_name
from core import clock
from core.read_log import log_view
from lifecycle.roster import words
from lifecycle.roster.context import reaching
from lifecycle.roster.explain import explain_many
from lifecycle.roster.forms import POSTED, Form
from lifecycle.roster.select import read
from lifecycle.selectors.elections_people import check_named, shown
from lifecycle.selectors.elections_proof import ON_ROLL, UNEXPLAINED, Proof, everybody, proof, verdicts
from lifecycle.selectors.versions import changes_of, frozen_rows, latest_version
from lifecycle.views.elections_page import VIEW, Seen, election_page
from residents.selectors.words import sex_word

PAGE = 100
_PUBLIC = {"died": "死亡", "transferred": "转到现居住地参选", "gone": "迁出", "declined": "本人不参加"}
_CHANGES = {"added": "补登", "removed": "除名", "changed": "更正"}


def _proved(seen: Seen) -> tuple[Proof, dict[str, int]]:
    """The proof, and the roll by category."""
    with reaching(seen.by, seen.context):
        found = proof(seen.proving, seen.context)
    return found, found.categories


@election_page(VIEW, "election-proof")
@require_safe
def proof_page(request: HttpRequest, seen: Seen) -> HttpResponse:
    """全部成年人 = 在册 + 各种原因; each number opens its names. With `part` only the card, for the page of the election."""
    found, categories = _proved(seen)
    look = _proof_look(seen, found, categories)
    part = request.GET.get("part") and request.htmx
    return render(request, "lifecycle/election_proof_card.html" if part else "lifecycle/election_proof.html", look)


def _proof_look(seen: Seen, found: Proof, categories: dict[str, int]) -> dict[str, Any]:
    lines = [(line, seen.url("election-people", v=line.key)) for line in found.lines]
    by_area = [
        {
            "name": area_name(area) if area else "已离开本地区",
            "url": seen.url("election-proof", area=area) if area and area != seen.area else "",
            "on": numbers.get(ON_ROLL, 0),
            "off": sum(number for key, number in numbers.items() if key != ON_ROLL),
        }
        for area, numbers in found.areas.items()
    ]
    return {
        "seen": seen,
        "proof": found,
        "lines": [pair for pair in lines if pair[0].number],
        "empty": [line.title for line, _ in lines if not line.number],
        "agrees": found.on_roll == sum(categories.values()),
        "categories": [(title, number, seen.roster_url(c=title)) for title, number in categories.items() if number],
        "unexplained_url": seen.url("election-people", v=UNEXPLAINED),
        "roster_url": seen.roster_url(),
        "by_area": by_area if len(by_area) > 1 else [],
        "print_url": seen.url("election-proof-print"),
        "removals_url": seen.url("election-people", removed=1),
        "today": clock.today(),
    }


@election_page(VIEW, "election-proof")
@require_safe
def proof_print(request: HttpRequest, seen: Seen) -> HttpResponse:
    """防遗漏证明 on paper, for the election committee to sign."""
    found, categories = _proved(seen)
    look = _proof_look(seen, found, categories) | {
        "office": words.office(seen.context),
        "place": words.place(seen.context),
    }
    return render(request, "lifecycle/election_proof_print.html", look)


@election_page(VIEW, "election-proof")
@require_safe
def people(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The names behind a number of the proof (`v`), those removed with their cause (`removed`), or a check (`check`)."""
    heading, about, rows = _asked(request, seen)
    with reaching(seen.by, seen.context):
        page = Paginator(shown(rows), PAGE).get_page(request.GET.get("page"))
        found = list(page.object_list)
        judged = explain_many(seen.proving.roster, seen.context, [row["id"] for row in found])
        number = page.paginator.count
    log_view(by=seen.by, kind="roster", uid=seen.election.uid, label=f"{seen.election} {heading}", area=seen.area)
    kept = {key: request.GET[key] for key in ("v", "removed", "check") if key in request.GET}
    look = {
        "seen": seen,
        "heading": heading,
        "about": about,
        "number": number,
        "rows": [_line(seen, row, judged.get(row["id"])) for row in found],
        "said": f"第 {page.start_index()}–{page.end_index()} 行，共 {number} 人" if number else "没有人",
        "previous_url": seen.url("election-people", **kept, page=page.number - 1) if page.has_previous() else "",
        "next_url": seen.url("election-people", **kept, page=page.number + 1) if page.has_next() else "",
    }
    return render(request, "lifecycle/election_people.html", look)


def _asked(request: HttpRequest, seen: Seen) -> tuple[str, str, Any]:
    """Heading, explanation and the lazy rows."""
    with reaching(seen.by, seen.context):
        if check := check_named(seen.election, request.GET.get("check", "")):
            return check.title, check.words, check.rows(seen.election, seen.context)
        everyone = everybody(seen.proving, seen.context)
        if request.GET.get("removed"):
            removals = [reason.key for reason, _ in seen.proving.reasons if reason.removal]
            said = "除名的人都列在这里，写明原因和文件。文号加密，在本人的选举页上看，看一次记一次。"
            return "除名", said, everyone.filter(verdict__in=removals)
        key = request.GET.get("v", "")
        if key == UNEXPLAINED:
            return "没有说清的", "既不在名单上，也没有原因：逐人核实。", everyone.filter(verdict=key)
        reason = seen.proving.reason(key)
        if reason is None:
            raise Http404("没有这个原因。")
        return reason.title, reason.words, everyone.filter(verdict=key)


def _line(seen: Seen, row: dict[str, Any], judged: Any) -> dict[str, Any]:
    why = judged.headline if judged and not judged.member else ""
    here = [code for code in (row["hukou_code"], row["home_code"]) if code and seen.scope.holds(code)]
    return {
        **row,
        "sex": sex_word(row["sex"]),
        "address": (row["living_address"] or row["hukou_address"]) if here else "",
        "why": why or "在名单上",
        "why_url": seen.roster_url("roster-why", row["uid"]),
        "person_here": bool(here),
    }


@election_page(VIEW, "election")
@require_safe
def posted_list(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The list for the notice board: ward by ward, name, sex and age; no number, telephone or door (选举法 28; SEC38)."""
    roster, context = seen.proving.roster, seen.context
    with reaching(seen.by, context):
        version = latest_version(roster.key, context.period, seen.area)
        found: Any = frozen_rows(version) if version else read(roster, context)
    form = Form(POSTED)
    columns = [column for column in form.columns(roster) if column.key not in ("ward_no", "committee")]
    groups: dict[str, list[list[str]]] = {}
    for row in found:
        key = row.values.get("ward_no") or row.values.get("committee") or area_name(row.area)
        groups.setdefault(key, []).append(form.cells(columns, row))
    look = {
        "seen": seen,
        "heading": words.title(roster, context),
        "office": words.office(context),
        "edition": words.edition(version),
        "headers": [column.header for column in columns],
        "groups": [
            (f"第 {key} 选区" if not seen.committee else key, _numbered(rows)) for key, rows in sorted(groups.items())
        ],
        "number": len(found),
        "today": clock.today(),
        "posted_on": seen.posted_on,
    }
    return render(request, "lifecycle/election_posted_print.html", look)


def _numbered(rows: list[list[str]], across: int = 3) -> list[list[tuple[int, list[str]]]]:
    """Rows of a table with several voters side by side, so that a ward fits on few pages."""
    numbered = list(enumerate(rows, start=1))
    lines = [numbered[at : at + across] for at in range(0, len(numbered), across)]
    return [line + [(0, [])] * (across - len(line)) for line in lines]


@election_page(VIEW, "election")
@require_safe
def supplement(request: HttpRequest, seen: Seen) -> HttpResponse:
    """补正公告: what the last edition changed. Causes that are nobody's business (a sentence, an illness) are not posted."""
    roster, context = seen.proving.roster, seen.context
    version = latest_version(roster.key, context.period, seen.area)
    changed = changes_of(version) if version and version.supplements_id else []
    with reaching(seen.by, context):
        now = verdicts(seen.proving, context, [change.person_id for change in changed])
    groups = [
        (title, [_announced(change, now.get(change.person_id, "")) for change in changed if change.kind == kind])
        for kind, title in _CHANGES.items()
    ]
    look = {
        "seen": seen,
        "heading": f"{words.title(roster, context)}补正公告",
        "version": version,
        "edition": words.edition(version),
        "groups": [(title, rows) for title, rows in groups if rows],
        "office": words.office(context),
        "today": clock.today(),
    }
    return render(request, "lifecycle/election_supplement_print.html", look)


def _announced(change: Any, verdict: str) -> dict[str, str]:
    """A change as the notice board may say it: name, community, and a cause that shames nobody."""
    cause = {"added": "补登", "changed": "更正登记内容"}.get(change.kind) or _PUBLIC.get(verdict, "经核实不列入")
    return {"name": change.name, "area": area_name(change.area_code), "cause": cause}

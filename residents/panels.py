"""What the resident base itself keeps of a person: own data, documents, kin, homes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from accounts.selectors.areas import area_words
from core import clock
from core.panels import Panel, Rows, allowed, panels, there
from core.sources import SourceWords
from residents.domain import id_number
from residents.domain.ages import age_on
from residents.domain.codes import codebook
from residents.domain.deaths import death_sources
from residents.domain.sensitive import DISABILITY, DIVORCE
from residents.selectors.benefits import benefit_rows, benefits_of
from residents.selectors.death_reports import reports_about, words_about
from residents.selectors.disagreements import disagreements_about, disagreements_of
from residents.selectors.exits import exit_of, exits_about
from residents.selectors.person import PersonView
from residents.selectors.private_facts import certificate_rows, certificates_of, marriage_rows, marriages_of
from residents.selectors.schooling import schooling_of, stands
from residents.selectors.words import marital_word, sex_word
from residents.services.exits import DECISIONS

_UNKNOWN = SourceWords("")
_SCHOOL_AGES = (5, 18)  # who has a panel of school: from the year before entry until grown up


def _said(request: HttpRequest) -> dict[str, SourceWords]:
    """Words of all sources on this page; the view asked for them in one query."""
    return getattr(request, "person_sources", {})


def basics(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    """Every value with its source."""
    row, words = person.row, _said(request)
    values = [
        ("sex", "性别", sex_word(row.sex) or "未知"),
        ("birth_date", "出生日期", row.birth_date.isoformat() if row.birth_date else "未知"),
        ("ethnicity", "民族", codebook("ethnicity").name(row.ethnicity)),
        ("marital_status", "婚姻状况", marital_word(row.marital_status)),
        ("education", "文化程度", codebook("education").name(row.education)),
        ("political_status", "政治面貌", codebook("political").name(row.political_status)),
        ("note", "备注", row.note),
    ]
    said = [
        (label, value, words.get(row.sources.get(name, row.source), _UNKNOWN)) for name, label, value in values if value
    ]
    missing = [label for name, label, value in values if not value and name != "note"]
    return {
        "values": said,
        "missing": missing,
        "former_names": person.former_names,
        "may_edit": _may_edit(request, person),
    }


def documents(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """Documents by type, masked; those no longer in use at the end."""
    words = _said(request)
    rows = [
        (
            codebook("certificate").name(doc.type),
            id_number.mask(doc.number),
            doc.active,
            words.get(doc.source, _UNKNOWN),
        )
        for doc in person.documents
    ]
    return {"documents": rows}


def kin(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    """Relatives who may be seen, and how many may not."""
    words = _said(request)
    rows = [(one, words.get(one.row.source, _UNKNOWN)) for one in person.kin_seen]
    return {"kin": rows, "unseen": person.kin_unseen, "may_edit": _may_edit(request, person)}


def homes(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    """Where the person was registered and lived, newest first."""
    words = _said(request)
    rows = [(row, area_words(row.area_code, "path"), words.get(row.source, _UNKNOWN)) for row in person.residences]
    open_home = person.home is not None and person.home.dwelling_id is None
    return {"homes": rows, "open_home": open_home, "may_edit": _may_edit(request, person)}


def benefits(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    """What the person receives, and what came to an end."""
    return {
        "lines": _with_words(request, benefits_of(person.pk) if there(request, "benefits") else ()),
        "may_edit": person.living and allowed(request.user, "benefit.edit", person),
    }


def marriages(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    """What the register of marriages says of the person."""
    return {"lines": _with_words(request, marriages_of(person.pk, scope=request.user.scope("person.view")))}  # type: ignore[union-attr]


def disability(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    """Certificates of disability."""
    return {"lines": _with_words(request, certificates_of(person.pk))}


def _with_words(request: HttpRequest, lines: Iterable[Any]) -> list[tuple[Any, SourceWords]]:
    words = _said(request)
    return [(line, words.get(line.source, _UNKNOWN)) for line in lines]


def schooling(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """Where a child stands with school, and how it came to that; nobody else's."""
    born = person.birth_date
    if born is None or not _of_school_age(person):
        return None
    rows = list(schooling_of(person.pk)) if there(request, "schooling") else []
    return {
        "rows": _with_words(request, rows),
        "standing": stands(rows, born, clock.today()),
        "may_tell": person.living and allowed(request.user, "event.tell", person),
        "tell_url": f"/events/new/person.enrolled/?person={person.uid}",
    }


def _of_school_age(person: PersonView) -> bool:
    born = person.birth_date
    return born is not None and _SCHOOL_AGES[0] <= age_on(born, clock.today()) <= _SCHOOL_AGES[1]


def _may_edit(request: HttpRequest, person: PersonView) -> bool:
    return person.living and allowed(request.user, "person.edit", person)


def attention(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """Missing from a full list, two sources that differ, a death that was told; nothing when all is quiet."""
    missing, differ, died = (there(request, name) for name in ("exits", "disagreements", "deaths"))
    if not (missing or differ or died or person.deceased):
        return None
    leaving = exit_of(person.pk) if missing else None
    differing = disagreements_of(person.row) if differ else []
    if not allowed(request.user, DIVORCE, person):
        differing = [line for line in differing if line.row.field != "marital_status"]
    said = words_about(person.pk) if died else []
    return {
        "leaving": leaving,
        "decisions": [(state.value, words) for state, words in DECISIONS.items()],
        "differing": differing,
        "next": request.path,
        "may_edit": _may_edit(request, person),
        "deaths": said,
        "waiting": any(one.open for one in said),
        "sources": _said(request),
        "words": death_sources().values(),
        "may_revoke": person.deceased and allowed(request.user, "person.revoke_death", person),
    }


def attention_rows(_request: HttpRequest, person: PersonView) -> Rows:
    """Of the dead no list asks any more."""
    leaving = {"exits": exits_about(person.pk)} if person.living else {}
    return {**leaving, "disagreements": disagreements_about(person.pk), "deaths": reports_about(person.pk)}


def schooling_rows(_request: HttpRequest, person: PersonView) -> Rows:
    return {"schooling": schooling_of(person.pk)} if _of_school_age(person) else {}


for _panel in (
    Panel(
        *("attention", "要核对的", "person.view", "residents/panels/attention.html", attention),
        order=5, rows=attention_rows, sourced=True, when_empty=True,
    ),
    Panel("basics", "基本资料", "person.view", "residents/panels/basics.html", basics, order=30),
    Panel("homes", "居住", "person.view", "residents/panels/homes.html", homes, order=40),
    Panel("kin", "亲属", "person.view", "residents/panels/kin.html", kin, order=50),
    Panel(
        *("schooling", "教育", "person.view", "residents/panels/schooling.html", schooling),
        order=52, rows=schooling_rows, sourced=True, when_empty=True,
    ),
    Panel(
        *("marriages", "婚姻登记", DIVORCE, "residents/panels/marriages.html", marriages),
        order=52, rows=lambda _request, person: {"marriages": marriage_rows(person.pk)}, sourced=True,
    ),
    Panel(
        *("benefits", "在享待遇", "benefit.view", "residents/panels/benefits.html", benefits),
        order=55, rows=lambda _request, person: {"benefits": benefit_rows(person.pk)}, sourced=True, when_empty=True,
    ),
    Panel(
        *("disability", "残疾人证", DISABILITY, "residents/panels/disability.html", disability),
        order=57, rows=lambda _request, person: {"certificates": certificate_rows(person.pk)}, sourced=True,
    ),
    Panel("documents", "证件", "person.view", "residents/panels/documents.html", documents, order=60),
):  # fmt: skip
    panels.register(_panel)

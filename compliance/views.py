"""合规: what waits, what is kept how long, on which matter each column rests, the requirements list."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from compliance.expiry import what_is_due
from compliance.lawful import collected, matter_of
from compliance.models import RetentionCheck
from compliance.registers import registers_of_compliance
from compliance.selectors import open_matters
from core.imports.feed import feeds
from core.permission import permitted
from core.register.declaration import registers

_REQUIREMENTS = Path(__file__).resolve().parent / "data" / "security_requirements.csv"


@permitted("compliance.view")
def overview(request: HttpRequest) -> HttpResponse:
    """What waits, and the registers."""
    scope = request.user.scope("compliance.view")
    found = [{"register": register, "url": reverse(f"{register.key}-list")} for register in registers_of_compliance()]
    return render(
        request, "compliance/overview.html", {"tab": "overview", "open": open_matters(scope), "registers": found}
    )


@permitted("compliance.view")
def retention(request: HttpRequest) -> HttpResponse:
    """How long what is kept, and what is past its time today."""
    last = RetentionCheck.objects.order_by("-day").first()
    return render(
        request,
        "compliance/retention.html",
        {"tab": "retention", "dues": what_is_due(), "checked": last.day if last else None},
    )


@permitted("compliance.view")
def lawful(request: HttpRequest) -> HttpResponse:
    """Every feed and register with the statutory matter that its columns serve."""
    lines = [_feed_line(feed.key, feed.title, [(c.field, c.header) for c in feed.columns]) for feed in feeds]
    lines += [
        _feed_line(register.key, register.title, [(column.key, column.title) for column in register.columns])
        for register in registers
        if register.key in collected
    ]
    return render(request, "compliance/lawful.html", {"tab": "lawful", "lines": lines})


def _feed_line(key: str, title: str, columns: list[tuple[str, str]]) -> dict[str, Any]:
    found = collected.get(key)
    return {
        "key": key,
        "title": title,
        "matter": matter_of(key),
        "sensitive": bool(found and found.sensitive),
        "columns": "、".join(header for _, header in columns),
    }


@permitted("compliance.view")
def requirements(request: HttpRequest) -> HttpResponse:
    """The 38 testable requirements (appendix F); how each is met stands in docs/security.md."""
    with _REQUIREMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return render(request, "compliance/requirements.html", {"tab": "requirements", "rows": rows})

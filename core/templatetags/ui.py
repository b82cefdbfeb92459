"""`{% load ui %}`: icons, the parts of the screens, and filters for values.

Parts that hold content are block tags (`{% card %}…{% endcard %}`), parts made of data are inclusion tags whose
template says what it needs at its top. docs/how-to/build-a-screen.md shows them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core import clock
from core.ui import area_names, formats
from core.ui.family_graph import FamilyGraph
from core.ui.icons import drawn_icon
from core.ui.stay_bars import StayBars
from core.ui.strip import Strip

register = template.Library()


# ── Icons and small parts ────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "home" %}`; size `s` (15 px) or `l` (24 px). Decorative: the words stand beside it."""
    return drawn_icon(name, size)


@register.simple_tag
def chip(text: Any, tone: str = "", icon_name: str = "") -> SafeString:
    """`{% chip "今天到期" "a" %}`; tones p done, a soon, r late or wrong, o neutral, none fact."""
    drawn = icon(icon_name) if icon_name else ""
    return format_html('<span class="{}">{}{}</span>', f"chip {tone}".strip(), drawn, text)


@register.simple_tag
def tick(passed: bool | None, tone: str = "") -> SafeString:
    """The round mark of a criterion: met, not met (grey, for not met is not wrong), or unknown."""
    look, drawn = {True: ("tick", "check"), False: ("tick no", "x"), None: ("tick wait", "help-circle")}[passed]
    word = {True: "符合", False: "不符合", None: "还不知道"}[passed]
    return format_html(
        '<span class="{}">{}<span class="vh">{}</span></span>', f"{look} {tone}".strip(), icon(drawn), word
    )


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_block_tag
def card(content: str, title: str = "", key: str = "", aside: Any = "", body: bool = True) -> SafeString:
    """`{% card "救助" aside="截至今天" %}…{% endcard %}`. `key` becomes the heading's id; `body=False` leaves the
    padding out (for lists, tables and cards that bring their own `.card-b`)."""
    heading_id = key and format_html(' id="{}"', key)
    labelled = key and format_html(' aria-labelledby="{}"', key)
    pushed = format_html('<span class="push mut xs">{}</span>', aside) if aside else ""
    head = format_html('<div class="card-h"><h2{}>{}</h2>{}</div>', heading_id, title, pushed) if title else ""
    inner = format_html('<div class="card-b">{}</div>', content) if body else content
    return format_html('<section class="card"{}>{}{}</section>', labelled, head, inner)


@register.simple_block_tag
def note(content: str, tone: str = "", icon_name: str = "", alert: bool = False) -> SafeString:
    """A sentence in a frame: p done, a look at it, r it failed. `alert=True` makes screen readers say it at once."""
    default = {"p": "circle-check", "a": "alert-triangle", "r": "alert-circle"}.get(tone, "info-circle")
    role = mark_safe(' role="alert" tabindex="-1"') if alert else ""
    return format_html(
        '<div class="{}"{}>{}<div>{}</div></div>',
        f"note {tone}".strip(),
        role,
        icon(icon_name or default),
        content,
    )


@register.simple_block_tag
def nothing(content: str, title: str, text: str = "", icon_name: str = "list-check", tone: str = "") -> SafeString:
    """An empty state: what is so, why, what to do next; the block holds the buttons (may be empty)."""
    row = format_html('<div class="row-x">{}</div>', content) if content.strip() else ""
    said = format_html("<p>{}</p>", text) if text else ""
    return format_html(
        '<div class="empty"><span class="{}">{}</span><h3>{}</h3>{}{}</div>',
        f"sq {tone}".strip(),
        icon(icon_name),
        title,
        said,
        row,
    )


# ── Parts made of data (see the template of each) ────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/stat.html")
def stat(cells: Iterable[Any], label: str = "按结果看") -> dict[str, Any]:
    return {"cells": cells, "label": label}


@register.inclusion_tag("components/crit.html")
def crit(criteria: Iterable[Any]) -> dict[str, Any]:
    return {"criteria": criteria}


@register.inclusion_tag("components/flow.html")
def flow(steps: str, on: int) -> dict[str, Any]:
    """`{% flow "上传 检查 预览 入库 完成" 3 %}`: the third is now, those before are done."""
    numbered = enumerate(steps.split(), start=1)
    return {"steps": [{"number": n, "title": title, "done": n < on, "now": n == on} for n, title in numbered]}


@register.inclusion_tag("components/progress.html")
def progress(percent: float, label: str = "进度") -> dict[str, Any]:
    return {"percent": max(0, min(100, round(percent))), "label": label}


@register.inclusion_tag("components/pager.html")
def pager(said: str, previous_url: str = "", next_url: str = "", target: str = "") -> dict[str, Any]:
    """Keyset paging has no page numbers: the sentence says where we are, two buttons move."""
    return {"said": said, "previous_url": previous_url, "next_url": next_url, "target": target}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    return {"form": form, "fields": [field for field in form if field.errors]}


@register.simple_tag
def field(bound: BoundField, source: str = "", todo: bool | None = None) -> SafeString:
    """`{% field form.phone source="公安 GA01 2026-10" todo=True %}`: one field with what surrounds it."""
    if source:
        bound.field.source = source  # type: ignore[attr-defined]
    if todo is not None:
        bound.field.todo = todo  # type: ignore[attr-defined]
    return bound.as_field_group()


@register.inclusion_tag("components/strip.html")
def life_strip(strip: Strip) -> dict[str, Any]:
    return {"strip": strip}


@register.inclusion_tag("components/family.html")
def family(graph: FamilyGraph) -> dict[str, Any]:
    return {"graph": graph}


@register.inclusion_tag("components/stay_bars.html")
def stay_bars(bars: StayBars) -> dict[str, Any]:
    return {"bars": bars}


# ── Filters ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def iso(value: date | datetime | None) -> str:
    """`{{ d|iso }}`: `<time>` with `11-23` in this year, else `2025-11-23`."""
    return _time(value, short=True)


@register.filter
def iso_full(value: date | datetime | None) -> str:
    """`{{ d|iso_full }}`: always with the year (births, criteria, prints)."""
    return _time(value, short=False)


def _time(value: date | datetime | None, *, short: bool) -> str:
    if not isinstance(value, date):
        return value or ""
    day = _local(value).date() if isinstance(value, datetime) else value
    written = formats.day_text(day, today=clock.today()) if short else day.isoformat()
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), written)


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ at|moment }}`: `10:42` today, else with the day."""
    if value is None:
        return ""
    local = _local(value)
    written = formats.moment_text(local, today=clock.today())
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), written)


@register.filter
def age(birth: date | None, on: date | None = None) -> str:
    """`{{ person.birth_date|age }}` today, `|age:day` on a day: `71 岁`."""
    return formats.age_text(birth, on or clock.today()) if birth else ""


@register.filter
def initial(name: str) -> str:
    """The character in the round avatar."""
    return name[:1]


register.filter("masked", lambda number: formats.masked_number(str(number or "")))
register.filter("masked_phone", lambda phone: formats.masked_phone(str(phone or "")))
register.filter("tail", lambda number: formats.number_tail(str(number or "")))
register.filter("money", lambda amount: "" if amount is None else formats.money(amount))
register.filter("thousands", lambda count: "" if count is None else formats.thousands(count))
register.filter("area_name", lambda code: area_names.area_name(str(code or "")))

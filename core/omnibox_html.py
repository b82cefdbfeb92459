"""The hits of the search as HTML, made in Python: at every pause in typing twenty hits with their previews are drawn, and a
template takes eight times as long for them. Everything that is not marked safe is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape as esc
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.ui import icon, initial

if TYPE_CHECKING:
    from core.omnibox import Group, Hit, Preview


def groups_html(groups: Sequence[Group]) -> SafeString:
    """What templates/components/omnibox_results.html shows in its left half."""
    return mark_safe("".join(_groups(groups)))  # noqa: S308 (every part is escaped below)


def _groups(groups: Sequence[Group]) -> Iterator[str]:
    for place, group in enumerate(groups, start=1):
        title = esc(group.title)
        yield f'<div role="group" aria-label="{title}"><h3 role="presentation">{title}</h3>'
        for number, hit in enumerate(group.hits, start=1):
            yield _hit(hit, f"hit-{place}-{number}")
            if hit.preview:
                yield f"<template data-preview>{''.join(_preview(hit.preview))}</template>"
        yield "</div>"


def _hit(hit: Hit, name: str) -> str:
    face = (
        f'<span class="ava" aria-hidden="true">{esc(hit.avatar)}</span>'
        if hit.avatar
        else f'<span class="sq {esc(hit.tone)}">{_icon(hit.icon)}</span>'
    )
    aside = f' <span class="mut">{esc(hit.aside)}</span>' if hit.aside else ""
    pinyin = f' <span class="mut sm">{esc(hit.pinyin)}</span>' if hit.pinyin else ""
    line = f'<span class="line num">{esc(hit.line)}</span>' if hit.line else ""
    why = f'<span class="chip {esc(hit.why_tone)}">{esc(hit.why)}</span>' if hit.why else ""
    return (
        f'\n<a class="hit" id="{name}" role="option" aria-selected="false" tabindex="-1" href="{esc(hit.url)}">{face}'
        f'<span class="t"><b class="b">{esc(hit.title)}</b>{aside}{pinyin}{line}</span>{why}</a>'
    )


def _preview(preview: Preview) -> Iterator[str]:
    yield (
        f'<div class="row-x"><span class="ava ava-l" aria-hidden="true">{esc(initial(preview.title))}</span><div>'
        f'<b class="b who-name">{esc(preview.title)}</b><p class="sm sub">{esc(preview.sub)}</p></div></div>'
    )
    if preview.chips:
        chips = "".join(f'<span class="chip">{esc(word)}</span>' for word in preview.chips)
        yield f'<div class="row-x my-3">{chips}</div>'
    facts = "".join(f"<dt>{esc(name)}</dt><dd>{esc(value)}</dd>" for name, value in preview.facts)
    yield f'<dl class="kv">{facts}</dl>'
    if preview.actions:
        buttons = (
            f'<a class="btn {"btn-s" if place else "btn-primary w-100"}" href="{esc(action.url)}">{esc(action.label)}</a>'
            for place, action in enumerate(preview.actions)
        )
        yield f'<div class="omni-acts">{"".join(buttons)}</div>'


@cache
def _icon(name: str) -> SafeString:
    return icon(name)

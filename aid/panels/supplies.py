"""What somebody wishes for, gets month by month, and got."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from aid.selectors.supplies import gifts_about, goods_of, wishes_about
from aid.services.supplies import goods_words
from core.panels import Panel, panels, there
from residents.selectors.person import PersonView


def _rows(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    return {"wishes": wishes_about(person.pk), "gifts": gifts_about(person.pk)}


def _goods(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """Without anything wished for the panel is where it is entered."""
    user: Any = request.user
    may_edit = person.living and user.scope("supply.edit").holds(person.living_area or person.hukou_area)
    if not (there(request, "wishes") or there(request, "gifts")):
        return {"may_edit": True} if may_edit else None
    goods = goods_of(person.pk)
    given = [(goods_words(entry), entry) for entry in goods.given]
    return {"goods": goods, "given": given, "may_edit": may_edit}


panels.register(
    Panel("supplies", "物资", "supply.view", "aid/panels/supplies.html", _goods, order=48, rows=_rows, when_empty=True)
)

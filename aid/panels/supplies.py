"""What somebody wishes for, gets month by month, and got."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from aid.selectors.supplies import goods_of, wishes_about
from aid.services.supplies import goods_words
from core.panels import Panel, panels
from residents.selectors.person import PersonView


def _rows(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    return {"wishes": wishes_about(person.pk)}


def _goods(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    goods = goods_of(person.pk)
    area = person.living_area or person.hukou_area
    return {
        "goods": goods,
        "given": [(goods_words(entry), entry) for entry in goods.given],
        "may_edit": request.user.scope("supply.edit").holds(area),  # type: ignore[union-attr]
    }


panels.register(Panel("supplies", "物资", "supply.view", "aid/panels/supplies.html", _goods, order=48, rows=_rows))

"""What the file of floating people changes about a person the base knows: home, phone, permit."""

from __future__ import annotations

from collections.abc import Iterable

from core.imports.feed import Check, Row
from residents.feeds.comparing import Comparing, orders_of
from residents.feeds.standing import Standing
from residents.models import ResidencePermit
from residents.models.permit import PermitState

FEED = "GA02"


def latest_permits(people: Iterable[int]) -> dict[int, ResidencePermit]:
    """The registration of each person that holds now, in one statement."""
    rows = ResidencePermit.objects.filter(person_id__in=list(people), during__upper_inf=True).order_by("during", "pk")
    return {row.person_id: row for row in rows}


def compare(row: Row, standing: Standing, permit: ResidencePermit | None, check: Check) -> None:
    """Write into the row what would change; nothing → unchanged."""
    v = row.values
    beside = Comparing(standing, FEED, orders_of(check))
    beside.fields({name: v.get(name) for name in ("sex", "birth_date", "phone")})
    v["adds_number"] = bool(v["number"]) and standing.number_missing
    v["moves"] = _moves(row, beside)
    v["permits"] = permit_differs(row, permit)
    beside.said += ["证号"] * v["adds_number"] + ["居住证"] * v["permits"]
    beside.write_into(row)


def permit_differs(row: Row, permit: ResidencePermit | None) -> bool:
    """Is the registration new, or another than the one that holds? An older file says nothing about a newer state."""
    v = row.values
    if permit is None:
        return True
    if permit.during.lower and v["data_date"] < permit.during.lower:
        return False
    said = (v["permit"] or "", v["permit_state"] or PermitState.UNSAID.value, v["visit_flag"] or "", row.area)
    return said != (permit.number, permit.state, permit.visit_flag, permit.area_code)


def _moves(row: Row, beside: Comparing) -> bool:
    """The home: the police overrule a lower source; between sources of one rank the later day counts."""
    v = row.values
    stay, order = beside.standing.stays.get("living"), beside.orders.of("living")
    words = v["place_words"]
    if stay is None:
        beside.said.append("现住地")
        return True
    same_area = stay.area_code == row.area
    if same_area and (stay.address == words or (v["dwelling"] is None and stay.dwelling_id is not None)):
        beside.agree("living", beside.standing.weightiest("living", order))
        return False
    source = stay.source if same_area else beside.standing.weightiest("living", order)
    new, old = f"{row.area}|{words}", f"{stay.area_code}|{stay.address}"
    later = order.rank(source) == order.rank(FEED) and stay.during.lower > v["data_date"]
    if stay.address and (order.keeps(source, FEED) or later):
        beside.differ("living", old, source, new, "")
        return False
    if order.rank(source) < order.rank(FEED) and stay.address:
        beside.differ("living", new, "", old, source)
    beside.said.append("现住地址" if same_area else "现住地")
    return True

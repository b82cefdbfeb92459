"""Community organisations: entered and changed by form, template and API (registers.py)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.selectors.areas import community_by_name
from core import clock
from core.audit import acting
from core.errors import Conflict, UserError
from facilities.models import Organisation
from facilities.models.organisation import OrganisationKind, Standing

Values = dict[str, Any]
PERMISSION = "register.organisations"


def plan_organisation(values: Values, *, by: Any, of: int | None = None) -> tuple[str, str]:
    """What `save_organisation` would do: outcome and words; UserError or Conflict where the values cannot stand."""
    row = _meant(values, by, of)
    said = _said(values, row)
    _check(row, said)
    if row.pk is None:
        return "created", f"新登记{said['name']}"
    changed = [
        str(field.verbose_name)
        for field in Organisation._meta.concrete_fields
        if field.name in said and getattr(row, field.name) != said[field.name]
    ]
    return ("changed", f"更新{'、'.join(changed)}") if changed else ("unchanged", "底册已有，内容相同")


def save_organisation(values: Values, *, by: Any, source: str, of: int | None = None) -> tuple[Organisation, str]:
    """Enter an organisation, or change the one of that name in the community (`of`: the one meant, name included).

    Values: community (name or code), name, kind and standing (words of the form), credit_code, contact, phone, members,
    place, founded_on, ended_on (ISO days); "" = not known, but for the phone: there it leaves what stands.
    """
    with acting(by=by.username, why="社区社会组织登记", source=source):
        outcome, _ = plan_organisation(values, by=by, of=of)
        row = _meant(values, by, of)
        if outcome != "unchanged":
            for name, value in _said(values, row).items():
                setattr(row, name, value)
            if row.pk is None:
                row.source, row.recorded_at, row.recorded_by = source, clock.now(), by.username
            row.save()
    return row, outcome


def _said(values: Values, row: Organisation) -> Values:
    """The attributes as these values make them. A form that changes a row does not show the phone, so it may stay."""
    return {
        "name": values["name"],
        "kind": _code(values["kind"], OrganisationKind),
        "standing": _code(values["standing"], Standing),
        "phone": values["phone"] or row.phone or "",
        "members": values["members"] or None,
        **{name: values[name] for name in ("credit_code", "contact", "place")},
        **{name: (values[name] and dt.date.fromisoformat(values[name])) or None for name in ("founded_on", "ended_on")},
    }


def _code(words: str, kinds: type[OrganisationKind] | type[Standing]) -> str:
    return next((kind.value for kind in kinds if kind.label == words), "")


def _meant(values: Values, by: Any, of: int | None) -> Organisation:
    community = community_by_name(values["community"])
    if community is None:
        words = values["community"]
        raise UserError(f"没有「{words}」这个社区。", field="community", remedy="请写社区全名或 12 位代码。")
    if not by.scope(PERMISSION).holds(community.code):
        raise UserError(f"「{community.name}」不在你的范围内。", field="community", remedy="请由所在社区或街道登记。")
    if of is None:
        there = Organisation.objects.filter(area_code=community.code, name=values["name"]).first()
        return there or Organisation(area_code=community.code)
    row = Organisation.objects.get(by.scope(PERMISSION).q("area_code"), pk=of)
    row.area_code = community.code
    return row


def _check(row: Organisation, said: Values) -> None:
    if said["standing"] == Standing.REGISTERED and not said["credit_code"]:
        raise UserError(
            "已登记的组织要有统一社会信用代码。",
            field="credit_code",
            remedy="照登记证书填 18 位；没有证书的选「街道备案」。",
        )
    if said["ended_on"] and said["founded_on"] and said["ended_on"] < said["founded_on"]:
        raise UserError("停止活动的日期早于成立日期。", field="ended_on", remedy="请核对两个日期。")
    same_name = Organisation.objects.filter(area_code=row.area_code, name=said["name"]).exclude(pk=row.pk)
    if same_name.exists():
        raise Conflict(f"本社区已经有「{said['name']}」。", field="name", remedy="同名的两家，请在名称里写出区别。")
    same_code = Organisation.objects.filter(credit_code=said["credit_code"]).exclude(pk=row.pk)
    if said["credit_code"] and same_code.exists():
        raise Conflict(
            "这个统一社会信用代码已登记在另一家组织名下。", field="credit_code", remedy="请核对证书上的代码。"
        )

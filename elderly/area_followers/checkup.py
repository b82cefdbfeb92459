"""Lists handed to the hospital stay what they were: an area that has some cannot vanish."""

from __future__ import annotations

from accounts.following import Act, AreaFollower, Figure, Held, area_followers
from core.scope import Scope
from elderly.models import HospitalExchange


def _preview(act: Act) -> list[Figure]:
    old = [one.old for one in act.plan.moving]
    number = HospitalExchange.objects.filter(area_code__in=old).count()
    return [Figure("交给社区医院的名单", number, "不改动，仍写当时的地区。")] if number else []


def _held(code: str) -> list[Held]:
    number = HospitalExchange.objects.filter(Scope.of([code]).q("area_code")).count()
    return [Held("交给社区医院的名单", number, "份")]


area_followers.register(AreaFollower("hospital-exchanges", 57, _preview, held=_held))

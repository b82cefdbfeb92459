"""/elderly/: where everything about old people begins."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.permission import permitted
from core.ui.navigation import entries
from elderly.domain.green_cards import CERTAINTY, ENTITLEMENTS, SOURCE
from elderly.selectors.dossier import tally
from lifecycle.roster.declaration import rosters

_ROSTERS = ("elderly", "pre-elderly", "lone-elders", "assessment-due", "checkup-due", "longevity-allowance")
# What each duty of the side bar is for, in a line.
_DUTIES = {
    "care": "六类老人每月至少见到一次：谁负责、下次哪天、谁还没见到。",
    "assessments": "谁该评、谁评过、结果到哪天有效；带手机上门也能填。",
    "health": "今年谁还没体检，名单交给社区医院，结果收回来。",
    "alarm": "老人按下以后谁去了、结果怎样；哪台没有信号、该试了。",
}


@permitted("elder.view")
@never_cache
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """How many records there are and what they lack, each number a list of names; and the duties of this room."""
    area = getattr(request, "area", None)
    scope = request.user.scope("elder.view")
    counted = tally(scope.within(area.code) if area else scope)
    listed = reverse("elder-records-list")
    here = request.path
    context = {
        "area": area,
        "figures": [
            _figure(counted["full_records"], "正式档案（60 岁以上）", f"{listed}?stage=full"),
            _figure(counted["pre_records"], "预建档（55–59 岁）", f"{listed}?stage=pre"),
            _figure(counted["without_contacts"], "没有紧急联系人", f"{listed}?stage=full&lacks=contacts", "amb"),
            _figure(counted["without_doctor"], "没有家庭医生", f"{listed}?stage=full&lacks=doctor"),
            _figure(counted["without_card"], "没有健康绿卡", f"{listed}?stage=full&lacks=card"),
        ],
        "duties": [one for one in entries(request, counted=False) if one.url.startswith(here) and one.url != here],
        "sayings": _DUTIES,
        "rosters": [one for one in rosters if request.user.has_permission("roster.view") and _of_the_old(one.key)],
        "entitlements": ENTITLEMENTS.values(),
        "entitlement_source": SOURCE,
        "certainty": CERTAINTY,
    }
    return render(request, "elderly/hub.html", context)


def _figure(number: int, label: str, url: str, tone: str = "") -> dict[str, Any]:
    return {"number": number, "label": label, "url": url, "tone": tone if number else ""}


def _of_the_old(key: str) -> bool:
    return key in _ROSTERS or key.startswith("elder-")

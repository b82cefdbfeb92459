"""The processing activities that the product brings along: one for each statutory matter that a feed or register serves."""

from __future__ import annotations

from collections import defaultdict

from compliance.lawful import Collected, Matter, collected, matters
from compliance.models import ProcessingActivity
from core import clock
from core.audit import acting
from core.imports.feed import feeds
from core.register.declaration import registers

SHIPPED = "shipped"


def load_activities(*, area: str, by: str) -> int:
    """Write the missing ones for an office; returns how many. What the office has entered or changed stays as it is.

    Sensitive ones come without an assessment: the page 合规 lists them until somebody has made one (个人信息保护法 第五十五条).
    """
    known = set(ProcessingActivity.objects.filter(area_code=area).values_list("number", flat=True))
    served: dict[str, list[Collected]] = defaultdict(list)
    for one in collected:
        served[one.matter].append(one)
    with acting(by=by, why="随产品带来的处理活动", source=SHIPPED):
        rows = [_row(matter, served[matter.key], area, by) for matter in matters if served[matter.key]]
        missing = [row for row in rows if row.number not in known]
        ProcessingActivity.objects.bulk_create(missing)
    return len(missing)


def _row(matter: Matter, sources: list[Collected], area: str, by: str) -> ProcessingActivity:
    return ProcessingActivity(
        number=f"CP-{matter.key}",
        area_code=area,
        title=matter.title,
        purpose=f"履行{matter.title}的职责",
        legal_basis=matter.basis,
        law=matter.law,
        categories="、".join(sorted({_title(one.key) for one in sources}))[:300],
        sensitive=any(one.sensitive for one in sources),
        subjects="辖区居民",
        kept_for=matter.kept_for,
        source=SHIPPED,
        recorded_at=clock.now(),
        recorded_by=by,
    )


def _title(key: str) -> str:
    """A feed or register by its title; its code while the product does not read it yet."""
    found = feeds.get(key) or registers.get(key)
    return f"{found.title}（{key}）" if found else key

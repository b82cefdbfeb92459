"""平安通测试 at the door: press it once and see whether the centre answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from core import clock
from elderly.selectors.alarm import tests_due
from elderly.services.alarm_follow import tested_at_the_door
from lifecycle.tasking.declaration import Asked
from lifecycle.visiting.declaration import DoorLine, DoorPart, Seen, door_parts

_ASKED = Asked(
    "works", "按一下平安通，通不通", "choice", (("yes", "通"), ("no", "不通"), ("skipped", "这次没试")),
    help="先打平台说一声是测试，再按。",
)  # fmt: skip


def _lines(people: Collection[int], _day: dt.date) -> Mapping[int, Sequence[DoorLine]]:
    return {
        person: (
            DoorLine(f"平安通自 {line.heard_on} 起没有信号", "r")
            if line.silent
            else DoorLine("平安通该测试了，请按一按", "a"),
        )
        for person, line in tests_due(people).items()
    }


def _questions(people: Collection[int], _day: dt.date) -> Mapping[int, Sequence[Asked]]:
    return dict.fromkeys(tests_due(people), (_ASKED,))


def _record(seen: Seen, answers: Mapping[str, Any]) -> None:
    said = answers.get("works")
    if said in ("yes", "no"):
        tested_at_the_door(seen.person_id, works=said == "yes", at=clock.now(), by=seen.by)


door_parts.register(DoorPart("alarm", "平安通测试", "bell", lines=_lines, asked=_questions, record=_record, order=40))

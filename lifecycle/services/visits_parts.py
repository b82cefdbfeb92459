"""What a visit tells the duties that brought something to the door: once, and never at the cost of the visit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from core import clock
from core.errors import UserError
from lifecycle.domain.task_answers import in_words, read_answers
from lifecycle.domain.visits import NOBODY
from lifecycle.models import Visit, VisitPart
from lifecycle.selectors.visits_brought import people_of
from lifecycle.tasking.declaration import Asked
from lifecycle.visiting.declaration import DoorPart, Seen, door_parts

Given = Mapping[str, Mapping[str, Any]]
_MEANWHILE = "这一家现在不问“{}”了，可能已有人办过。"
_EMPTY: tuple[Any, ...] = (None, "", [], ())


def record_parts(visit: Visit, given: Given, *, by: Any) -> list[VisitPart]:
    """Hand each part its answers, in the transaction that writes the visit. A part that refuses them loses nothing: the answers
    stay with the visit, with the reason. Where nobody was met there is nothing to hand over.
    """
    if visit.met == NOBODY:
        return []
    parts = sorted((door_parts[key] for key in given if key in door_parts), key=lambda part: part.order)
    return [_record(part, visit, given[part.key], by) for part in parts if _told(part, visit, given[part.key], by)]


def _asked(part: DoorPart, visit: Visit, by: Any) -> Sequence[Asked]:
    people = people_of(part, by, {visit.person_id: visit.area_code})
    return part.asked(people, _day(visit)).get(visit.person_id, ()) if part.asked and people else ()


def _day(visit: Visit) -> Any:
    return visit.visited_at.astimezone(clock.SHANGHAI).date()


def _told(part: DoorPart, visit: Visit, given: Mapping[str, Any], by: Any) -> bool:
    """Was anything answered, or left out that must be answered?"""
    if any(value not in _EMPTY for value in given.values()):
        return True
    return any(question.required and question.key in given for question in _asked(part, visit, by))


def _record(part: DoorPart, visit: Visit, given: Mapping[str, Any], by: Any) -> VisitPart:
    questions = {question.key: question for question in _asked(part, visit, by)}
    # What was not asked when the form was opened is not missing; what is asked no longer was done by somebody meanwhile.
    shown = [question for key, question in questions.items() if key in given]
    answers, problems = read_answers(shown, {key: value for key, value in given.items() if key in questions})
    gone = [str(key) for key, value in given.items() if key not in questions and value not in _EMPTY]
    words = [*problems.values(), *([_MEANWHILE.format("”“".join(gone))] if gone else [])]
    if answers and not problems and part.record:
        words += _handed(part, visit, answers, by)
    return VisitPart.objects.create(
        visit=visit,
        part=part.key,
        title=part.title[:60],
        answers=json.dumps(dict(given), ensure_ascii=False),
        said=json.dumps(in_words(shown, answers), ensure_ascii=False),
        refused="".join(words),
        recorded_at=visit.recorded_at,
    )


def _handed(part: DoorPart, visit: Visit, answers: Mapping[str, Any], by: Any) -> list[str]:
    """Call the part; what it wrote before it refused is undone. Returns why it refused."""
    seen = Seen(visit.pk, str(visit.uid), visit.person_id, visit.area_code, _day(visit), visit.met, by.username)
    try:
        with transaction.atomic():
            if part.record:
                part.record(seen, answers)
    except UserError as refused:
        return [str(refused)]
    return []

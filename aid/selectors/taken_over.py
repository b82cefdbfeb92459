"""Aid taken over from the bureau's list: whose it is, and what stands of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aid.models import Obligor, TakenOver, TakenOverMember

_taking_back: ContextVar[bool] = ContextVar("taking_back_aid", default=False)


@contextmanager
def taking_back_aid() -> Iterator[None]:
    """While a list of aid is taken back, its own certificates hold nobody."""
    token = _taking_back.set(True)
    try:
        yield
    finally:
        _taking_back.reset(token)


def holders_of_aid(people: list[int]) -> dict[int, str]:
    """{person: why they stay when the batch that made them is taken back}."""
    obligors = Obligor.objects.filter(person_id__in=people).values_list("person_id", flat=True)
    kept = {pk: "登记为救助对象的赡养、抚养、扶养义务人" for pk in obligors if pk}
    if not _taking_back.get():
        members = TakenOverMember.objects.filter(person_id__in=people).values_list("person_id", flat=True)
        heads = TakenOver.objects.filter(head_id__in=people).values_list("head_id", flat=True)
        kept |= {pk: "在接收的救助名单上" for pk in [*members, *heads] if pk}
    return kept

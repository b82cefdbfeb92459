"""A list of aid is taken back: benefits by the residents' own way, then certificates, awards and members that nothing later rests on."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from aid.models import Award, TakenOver, TakenOverMember
from aid.selectors.taken_over import taking_back_aid
from core.imports.feed import Kept, Undo
from core.putting_back import put_back
from residents.feeds.undo import undo as undo_facts

LATER = "后来的救助名单又改过这一户"


def undo(what: Undo) -> list[Kept]:
    """Take the batch back inside the caller's transaction; returns the rows that stay."""
    own = Q(source__startswith=f"{what.source}:")
    made = TakenOver.objects.filter(own)
    numbers = dict(made.values_list("pk", "aid_no"))
    resting = _rested_on(numbers, what.source)
    members = TakenOverMember.objects.filter(certificate_id__in=resting)
    stay = dict.fromkeys(members.values_list("person_id", flat=True), LATER)
    with taking_back_aid():
        kept = undo_facts(replace(what, stay={**what.stay, **stay}))
    lines = {one.line for one in kept}
    held = {pk for pk in numbers if lines & _lines_of(pk)} | resting
    told = [*put_back(Award, what.source), *put_back(TakenOverMember, what.source), *put_back(TakenOver, what.source)]
    gone = [number for pk, number in numbers.items() if pk not in held]
    kept_sources = {f"{what.source}:{line}" for line in lines}
    Award.objects.filter(own, case=None).filter(Q(document__in=gone) | ~Q(document__in=numbers.values())).exclude(
        source__in=kept_sources
    ).delete()
    TakenOverMember.objects.filter(own).exclude(certificate_id__in=held).exclude(source__in=kept_sources).delete()
    TakenOver.objects.filter(own).exclude(pk__in=held).delete()
    kept += [
        Kept(int(source.rpartition(":")[2]), LATER) for source in told if int(source.rpartition(":")[2]) not in lines
    ]
    return kept


def _rested_on(numbers: dict[int, str], source: str) -> set[int]:
    """Certificates of the batch to which another list has added an award or a member."""
    others = ~Q(source__startswith=f"{source}:")
    awards = set(
        Award.objects.filter(others, case=None, document__in=numbers.values()).values_list("document", flat=True)
    )
    members = set(
        TakenOverMember.objects.filter(others, certificate_id__in=numbers).values_list("certificate_id", flat=True)
    )
    return {pk for pk, number in numbers.items() if number in awards} | members


def _lines_of(certificate: int) -> set[int]:
    sources = TakenOverMember.objects.filter(certificate_id=certificate).values_list("source", flat=True)
    return {int(source.rpartition(":")[2]) for source in sources if source.rpartition(":")[2].isdigit()}

"""Aid taken over from the bureau's list: whose it is, and what stands of it."""

from __future__ import annotations

from aid.models import Obligor, TakenOver


def holders_of_aid(people: list[int]) -> dict[int, str]:
    """{person: why they stay when the batch that made them is taken back}."""
    heads = TakenOver.objects.filter(head_id__in=people).values_list("head_id", flat=True)
    obligors = Obligor.objects.filter(person_id__in=people).values_list("person_id", flat=True)
    return {
        **{pk: "登记为救助对象的赡养、抚养、扶养义务人" for pk in obligors if pk},
        **{pk: "是在册救助的户主" for pk in heads if pk},
    }

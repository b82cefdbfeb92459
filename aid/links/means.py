"""Whom a family's means and aid taken over name."""

from aid.selectors.taken_over import holders_of_aid
from residents.linking import Keeper, OnMerge, PersonLink, Privacy, Retention, keepers, person_links

person_links.register(
    PersonLink(
        "aid.Obligor.person",
        "赡养、抚养、扶养义务人",
        OnMerge.MOVE,
        Retention.PERMANENT,
        Privacy.KEEP_BY_LAW,
        measure="人",
    )
)
person_links.register(
    PersonLink(
        "aid.TakenOver.head",
        "接收的在册救助",
        OnMerge.MOVE,
        Retention.PERMANENT,
        Privacy.KEEP_BY_LAW,
        measure="户",
    )
)
person_links.register(
    PersonLink(
        "aid.TakenOverMember.person",
        "救助名单上的人",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.PERMANENT,
        Privacy.KEEP_BY_LAW,
        repeats=("certificate_id",),
    )
)

keepers.register(Keeper("aid-taken-over", holders_of_aid))

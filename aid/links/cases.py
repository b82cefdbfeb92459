"""Cases go with the person; one case knows a member once, and one person has one open case of a kind."""

from __future__ import annotations

from aid.selectors.case_people import people_with_cases
from residents.linking import Keeper, OnMerge, PersonLink, Privacy, Retention, keepers, person_links

person_links.register(
    PersonLink(
        "aid.AidCase.applicant",
        "救助申请",
        OnMerge.MOVE,
        Retention.WITH_PERSON,
        Privacy.KEEP_BY_LAW,
        measure="件",
    )
)
person_links.register(
    PersonLink(
        "aid.CaseMember.person",
        "救助共同生活成员",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.KEEP_BY_LAW,
        measure="处",
        repeats=("case_id",),
    )
)
keepers.register(Keeper("aid-cases", people_with_cases))

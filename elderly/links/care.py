"""Groups and plans of care go with the person. Where both records had the same one, the survivor's stands and the other stays behind
with the record given up; settling after the merge ends what stayed (elderly/rules/care.py)."""

from residents.linking import OnMerge, PersonLink, Privacy, Retention, person_links

for _link in (
    PersonLink(
        "elderly.ElderCategory.person",
        "老人特殊分类",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="项",
        repeats=("code",),
    ),
    PersonLink(
        "elderly.CategoryContest.person",
        "不采用的分类",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="项",
        repeats=("code",),
    ),
    PersonLink(
        "elderly.CarePlan.person",
        "探访安排",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="份",
        repeats=("closed_on",),
    ),
):
    person_links.register(_link)

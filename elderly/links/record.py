"""An elder record goes with the person; one person has one. What others call the person by, goes to the survivor of a merge."""

from residents.linking import OnMerge, PersonLink, Privacy, Retention, person_links

for _link in (
    PersonLink(
        "elderly.ElderRecord.person",
        "老人档案",
        OnMerge.MOVE,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="份",
    ),
    PersonLink(
        "elderly.ElderContact.person",
        "紧急联系人",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="位",
        repeats=("relative_id", "name"),
    ),
    PersonLink(
        "elderly.ElderContact.relative",
        "是谁的紧急联系人",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="位",
        repeats=("person_id",),
    ),
    PersonLink(
        "elderly.ReliefItem.person",
        "救济物品",
        OnMerge.MOVE,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="项",
    ),
    PersonLink(
        "elderly.GreenCard.person",
        "健康绿卡",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="张",
        repeats=("ended_on",),
    ),
):
    person_links.register(_link)

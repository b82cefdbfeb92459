"""Check-ups go with the person; a person who was examined is not taken back with the file that entered them."""

from __future__ import annotations

from elderly.selectors.checkups import examined_people
from residents.linking import Keeper, OnMerge, PersonLink, Privacy, Retention, keepers, person_links

for _link in (
    PersonLink(
        "elderly.Checkup.person",
        "体检",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="次",
        repeats=("exam_on",),
    ),
    PersonLink(
        "elderly.ExchangedPerson.person",
        "交换社区医院",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.ERASE,
        measure="次",
        repeats=("exchange_id",),
    ),
):
    person_links.register(_link)

keepers.register(Keeper("checkups", examined_people))

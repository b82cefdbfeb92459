"""An assessment goes with the person; who was assessed is not taken back with the file that brought them."""

from __future__ import annotations

from elderly.selectors.assessments_kept import assessed_people
from residents.linking import Keeper, OnMerge, PersonLink, Privacy, Retention, keepers, person_links

person_links.register(
    PersonLink(
        "elderly.Assessment.person",
        "能力评估",
        OnMerge.MOVE,
        Retention.WITH_PERSON,
        Privacy.KEEP_BY_LAW,
        measure="次",
    )
)
keepers.register(Keeper("assessments", assessed_people))

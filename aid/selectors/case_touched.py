"""Which cases something that happened to people touches: in one statement for a batch of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from aid.domain.case_states import GRANTED, OPEN
from aid.models import CaseMember


@dataclass(frozen=True, slots=True)
class Touched:
    """A case that goes on and names somebody to whom something happened."""

    uid: UUID
    number: str
    kind: str
    area: str
    state: str
    applicant: int
    household: int | None
    covered: bool

    @property
    def granted(self) -> bool:
        return self.state in GRANTED


def cases_touched(people: Iterable[int]) -> dict[int, list[Touched]]:
    """{person: the cases that go on and name them}."""
    rows = CaseMember.objects.filter(
        person_id__in=list(people), case__state__in=[state.value for state in OPEN]
    ).values_list(
        "person_id", "case__uid", "case__number", "case__kind", "case__area_code", "case__state", "case__applicant_id",
        "case__household_id", "covered",
    )  # fmt: skip
    found: dict[int, list[Touched]] = defaultdict(list)
    for person, *case in rows:
        found[person].append(Touched(*case))  # type: ignore[arg-type]
    return found

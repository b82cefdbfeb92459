"""Who was in a household when, as bars with words."""

from __future__ import annotations

from core.ui.stay_bars import Stay
from residents.selectors.household import HouseholdView, Member

_NAME_ROOM = 7  # characters before the bars


def stay_bars_of(seen: HouseholdView, *, still: str = "现仍在户") -> list[Stay]:
    """Every stay with words on how it began or ended, earliest first; `still`: what is said of those who had not left."""
    return [_stay(member, still) for member in sorted(seen.members, key=lambda member: (member.start, member.name))]


def _stay(member: Member, still: str) -> Stay:
    end = min(filter(None, [member.end, member.died_on]), default=None)
    if end is None:
        words = f"{member.start:%Y-%m} {f'因{member.why}' if member.why else ''}入户，{still}"
    else:
        words = f"{end:%Y-%m} {'去世' if member.died_on == end else '离户'}"
    name = member.name if len(member.name) <= _NAME_ROOM else f"{member.name[: _NAME_ROOM - 1]}…"
    return Stay(name, member.start, end, words, died=member.died_on == end and end is not None)

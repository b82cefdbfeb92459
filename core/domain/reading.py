"""What reading one raw value can yield: the value, what was mended, what is wrong."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["refused", "review"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value cannot be taken as it stands.

    `code` is stable and for programs; `reason` and `remedy` are plain Chinese for the clerk
    (what is wrong, how to mend it; the caller adds the column and line).
    `verdict` is what a feed row deserves for it: refused, or held for a person (review).
    """

    code: str
    reason: str
    remedy: str
    verdict: Verdict = "refused"


@dataclass(frozen=True, slots=True)
class Reading:
    """Common part of every reading. `notes` lists the corrections made, in Chinese."""

    raw: object
    notes: tuple[str, ...] = ()
    problem: Problem | None = None

    @property
    def corrected(self) -> bool:
        """The value was entered differently from how it is kept."""
        return bool(self.notes) and self.problem is None

    @property
    def ok(self) -> bool:
        return self.problem is None

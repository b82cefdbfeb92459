"""Which proof belongs to which kind of election."""

from __future__ import annotations

from lifecycle.models.election import ElectionKind
from lifecycle.rosters import committee_voters_proof, voters_proof
from lifecycle.selectors.elections_proof import Proving

PROVINGS: dict[str, Proving] = {
    ElectionKind.CONGRESS.value: voters_proof.PROVING,
    ElectionKind.COMMITTEE.value: committee_voters_proof.PROVING,
}

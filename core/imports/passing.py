"""A row that names another area is passed on when the file enters (handbook D32), and called back when the file is.

Within one street it lies before the named area at once; across streets before the named district, which dispatches it. The
importer learns how many rows were passed on, and nothing else.
"""

from __future__ import annotations

from typing import Any

from core import clock
from core.crypto import keyring
from core.imports.batches import State as BatchState
from core.models import ImportBatch, ImportRow, Lead
from core.ui.area_names import area_name

State = Lead.State
SCOPE = "scope"  # the code of the finding with which a feed refuses a row of another area
DIGEST = "lead"
WAITING = (State.DISPATCH, State.OPEN)
_STREET = 9


def lay_leads(batch: ImportBatch, *, by: Any) -> int:
    """Lay every row of a committed batch that belongs elsewhere before that area; returns how many such rows there are."""
    rows = ImportRow.objects.filter(batch=batch, verdict="refused", problems__contains=[{"code": SCOPE}])
    ours = [row for row in rows if _belongs_elsewhere(row)]
    digests = {row.line: keyring().digest(f"{batch.feed}|{row.raw}", DIGEST) for row in ours}
    known = {bytes(one) for one in Lead.objects.filter(digest__in=digests.values()).values_list("digest", flat=True)}
    now, fresh = clock.now(), []
    for row in ours:
        if digests[row.line] in known:
            continue
        known.add(digests[row.line])
        place, state = _first_place(batch.area_code, row.area_code)
        fresh.append(
            Lead(
                batch=batch, line=row.line, feed=batch.feed, area_code=place, named_area=row.area_code, label=row.label,
                raw=row.raw, digest=digests[row.line], state=state, laid_at=now,
                trail=[step(by, "转来", place, "")],
            )
        )  # fmt: skip
    Lead.objects.bulk_create(fresh, batch_size=1000)
    return len(ours)


def _belongs_elsewhere(row: ImportRow) -> bool:
    """Does the row name an area of the tree, with nothing else that makes it unusable? (That area can answer questions.)"""
    ours = len(row.area_code) >= _STREET and area_name(row.area_code) != row.area_code
    return ours and all(problem["level"] != "refused" or problem["code"] == SCOPE for problem in row.problems)


def _first_place(importer: str, named: str) -> tuple[str, str]:
    """Where a lead lies first: the named area if it is in the importer's street, else its district dispatches."""
    if len(importer) >= _STREET and importer[:_STREET] == named[:_STREET]:
        return named, State.OPEN
    return named[:6], State.DISPATCH


def step(by: Any, act: str, area: str, reason: str) -> dict[str, str]:
    return {"at": f"{clock.now():%Y-%m-%d %H:%M}", "by": by.username, "act": act, "area": area, "reason": reason[:200]}


def decide(lead: Lead, state: str, by: Any, act: str, reason: str) -> None:
    lead.state, lead.decided_at, lead.decided_by = state, clock.now(), by.username
    lead.trail = [*lead.trail, step(by, act, lead.area_code, reason)]
    lead.save(update_fields=["state", "decided_at", "decided_by", "person_id", "trail"])


def withdraw(batch: ImportBatch, *, by: Any) -> dict[int, str]:
    """A batch is taken back: its waiting leads go; {person: reason} of those another area has taken over, who stay."""
    waiting = Lead.objects.select_for_update(of=("self",)).filter(batch=batch, state__in=WAITING)
    for lead in waiting:
        decide(lead, State.WITHDRAWN, by, "来件已撤销", "")
    taken = Lead.objects.filter(batch=batch, state=State.TAKEN).exclude(person_id=None)
    return {pk: "所在地区已收下这一行" for pk in taken.values_list("person_id", flat=True) if pk}


def passed_on(batch: ImportBatch) -> int:
    """All that the importer learns: how many rows were passed on."""
    if batch.state not in (BatchState.COMMITTED, BatchState.UNDONE):
        rows = ImportRow.objects.filter(batch=batch, verdict="refused", problems__contains=[{"code": SCOPE}])
        return sum(1 for row in rows.defer("raw", "reading") if _belongs_elsewhere(row))
    return int(batch.counts.get("passed_on", 0))

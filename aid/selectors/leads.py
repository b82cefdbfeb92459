"""Leads as the screens show them: the list with the heaviest first, one lead with its sum, and those about a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from aid.domain.leads import Reason, Score, hints
from aid.models import Lead, LeadReason, LeadStep
from aid.models.lead import OPEN, LeadState
from aid.selectors.lead_scores import Weights, score_of
from core import clock
from core.errors import NotFound
from core.scope import Scope
from lifecycle.engine.declaration import Landed
from residents.selectors.at_home import Home, homes_on
from residents.selectors.someone import Someone, people_by_id

PAGE = 50
TARGET = "lead-reason:"
_TONES = {LeadState.NEW: "a", LeadState.SEEN: "", LeadState.HELPING: "p", LeadState.CLOSED: "o"}


@dataclass(frozen=True)
class Filters:
    """What a list is cut by: `show` a state or "" for the open ones, `reason` a key, `look`: those to be looked at again by today."""

    show: str = ""
    reason: str = ""
    look: bool = False


@dataclass(frozen=True)
class Line:
    """A lead of the list."""

    lead: Lead
    person: Someone
    score: Score
    home: Home | None
    reasons: list[LeadReason] = field(default_factory=list)

    @property
    def tone(self) -> str:
        return _TONES[LeadState(self.lead.state)]

    @property
    def reason_words(self) -> list[str]:
        """Each once."""
        return list(dict.fromkeys(Reason(row.reason).words for row in self.reasons))

    @property
    def look_again(self) -> bool:
        """The day on which somebody wanted to look again has come."""
        return self.lead.look_on is not None and self.lead.look_on <= clock.today() and self.lead.state != "closed"

    @property
    def hints(self) -> list[tuple[str, str]]:
        return hints(Reason(row.reason) for row in self.reasons)


def lead_rows(scope: Scope, filters: Filters) -> QuerySet[Lead]:
    """Leads of a scope, cut by the filters."""
    rows = Lead.objects.filter(scope.q("area_code"))
    rows = rows.filter(state=filters.show) if filters.show else rows.filter(state__in=OPEN)
    if filters.reason:
        said = LeadReason.objects.filter(reason=filters.reason, withdrawn_at=None).values("lead")
        rows = rows.filter(pk__in=said)
    return rows.filter(look_on__lte=clock.today(), state__in=OPEN) if filters.look else rows


def lead_page(scope: Scope, filters: Filters, *, after: tuple[int, int] | None = None) -> tuple[list[Line], str]:
    """A page of the list, the heaviest first, and the key of the next one ("" at the end): keyset by score and id."""
    rows = lead_rows(scope, filters)
    if after:
        rows = rows.filter(Q(score__lt=after[0]) | Q(score=after[0], id__gt=after[1]))
    found = list(reasons_first(rows.order_by("-score", "id")[: PAGE + 1]))
    following = f"{found[PAGE - 1].score}-{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return lines_of(found[:PAGE], scope), following


def reasons_first(rows: QuerySet[Lead]) -> QuerySet[Lead]:
    """With their reasons read along, the newest first."""
    standing = LeadReason.objects.select_related("event").order_by("-happened_on", "-id")
    return rows.prefetch_related(Prefetch("reasons", standing))


def lines_of(leads: Iterable[Lead], scope: Scope) -> list[Line]:
    """Leads with whom they are about and how they add up: nine statements for any number."""
    rows = list(leads)
    people = people_by_id([lead.person_id for lead in rows], scope=scope)
    homes = homes_on([lead.person_id for lead in rows], clock.today())
    weights = Weights()
    return [
        Line(
            lead,
            people[lead.person_id],
            score_of(lead, homes.get(lead.person_id), weights),
            homes.get(lead.person_id),
            [row for row in lead.reasons.all() if row.withdrawn_at is None],
        )
        for lead in rows
        if lead.person_id in people
    ]


def lead_by_uid(uid: UUID, *, scope: Scope) -> Line:
    """One lead. NotFound out of scope."""
    lead = reasons_first(Lead.objects.filter(scope.q("area_code"), uid=uid)).first()
    found = lines_of([lead], scope) if lead else []
    if not found:
        raise NotFound("没有这条困难线索，或者不在你的范围里。")
    return found[0]


def steps_of(lead: Lead) -> list[LeadStep]:
    return list(lead.steps.order_by("-id"))


def withdrawn_of(lead: Lead) -> list[LeadReason]:
    """What turned out never to have happened."""
    return [row for row in lead.reasons.all() if row.withdrawn_at is not None]


def lead_counts(scope: Scope) -> dict[str, int]:
    """{state: how many} of a scope."""
    rows = Lead.objects.filter(scope.q("area_code")).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def leads_about(person_id: int) -> QuerySet[Lead]:
    """Leads in which a person is the one to see, or to whom something happened."""
    told = LeadReason.objects.filter(person_id=person_id).values("lead")
    return Lead.objects.filter(Q(person_id=person_id) | Q(pk__in=told))


def leads_of_person(person_id: int, *, scope: Scope, most: int = 5) -> list[Line]:
    """The newest leads about somebody."""
    return lines_of(reasons_first(leads_about(person_id).order_by("-opened_at")[:most]), scope)


def lead_of_reason(targets: Collection[str]) -> dict[str, Landed]:
    """How it stands with leads that rules opened, for the cascade: of those that the reader may see."""
    ids = [int(target.removeprefix(TARGET)) for target in targets]
    rows = LeadReason.objects.filter(pk__in=ids).select_related("lead")
    return {
        f"{TARGET}{row.pk}": Landed(
            str(row.lead.get_state_display()),
            _TONES[LeadState(row.lead.state)],
            reverse("hardship-lead", args=[row.lead.uid]),
            row.lead.state in OPEN,
        )
        for row in rows
    }

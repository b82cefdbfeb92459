"""Every page of the product with the user who opens it: judged by test_pages.py, photographed by screens.py."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.e2e.running import RunningSite

_SHOWN = """
import datetime as dt, json, uuid
from django.contrib.auth import get_user_model
from django.db.models import Count
from aid.models import AidCase
from aid.services.cases import apply_for
from core import clock
from core.scope import scoped
from elderly.domain.assessment import Given
from elderly.domain.assessment_ability import items
from elderly.models import Assessment
from elderly.services.assessments import NewAssessment, record_assessment
from lifecycle.engine.drain import drain
from lifecycle.models import Election, Task
from lifecycle.services.elections import NewElection, hold_election
from residents.models import Building, Household, Person
from residents.services.death_reports import report_death
houses = Household.objects.filter(area_code="440104001007", closed_on=None, head__isnull=False)
house = houses.annotate(size=Count("memberships")).order_by("-size", "id").first()
other = Person.objects.filter(living_area="440104004107", hukou_area="440104004107").order_by("id").first()
aged = Person.objects.filter(living_area="440104001007", birth_date__year__lt=1950, status="living")
old = aged.order_by("id").first()
tower = Building.objects.filter(area_code="440104001007").order_by("id").first()
clerk, today = get_user_model().objects.get(username="shequ"), clock.today()
if not Election.objects.filter(kind="committee").exists():
    ahead = today + dt.timedelta(weeks=6)
    committee = NewElection("committee", "三眼井社区居民委员会换届选举", "440104001007", ahead, "all", "三眼井社区居民选举委员会")
    with scoped(clerk.resident_scope):
        hold_election(committee, by=clerk)
        dead = aged.order_by("-id").first()
        apply_for(house.head.uid, kind="edge", on=today, by=clerk)
        report_death(person_uid=dead.uid, died_on=today - dt.timedelta(days=3), word="family", by=clerk)
    drain()
if not Assessment.objects.filter(person=old, second_name="陈丽芳").exists():
    answers = {code: str(item.most - (code in ("B.1.3", "B.2.3"))) for code, item in items().items()}
    with scoped(clerk.resident_scope):
        record_assessment(NewAssessment(uuid.uuid4(), old.uid, "ability", Given(answers), today, "first", "home", "self", "desk:shequ",
                                        second="陈丽芳", anyway=True), by=clerk)
assessment = Assessment.objects.get(person=old, second_name="陈丽芳")
task, election = Task.objects.get(kind="verify-death"), Election.objects.get(kind="committee")
case = AidCase.objects.get(applicant=house.head, kind="edge")
print(json.dumps({"household": str(house.uid), "person": str(house.head.uid), "name": house.head.name,
                  "other": str(other.uid), "old": str(old.uid), "building": str(tower.uid),
                  "task": str(task.uid), "election": str(election.uid),
                  "assessment": str(assessment.uid), "case": str(case.uid)}))
"""


@dataclass(frozen=True)
class Shown:
    """Whom the pages are about: a household of three generations and its head, an old person, a stranger of 盘福, a building, the
    task of finding out whether somebody died, the election of a committee, an assessment of the old person, an aid case.
    """

    household: str
    person: str
    name: str
    other: str
    old: str
    building: str
    task: str
    election: str
    assessment: str
    case: str


@dataclass(frozen=True)
class Place:
    """A page: its name, who opens it ("" = nobody), its address."""

    name: str
    user: str
    path: str


def shown(site: RunningSite) -> Shown:
    """Looked up once in the demo population; one source's word of a death is added, so that a task waits."""
    return Shown(**json.loads(site.manage("shell", "-v", "0", "-c", _SHOWN).strip().splitlines()[-1]))


def places(found: Shown) -> list[Place]:
    """Pages that need nothing but the demo population."""
    return [
        Place("login", "", "/login/"),
        Place("today", "shequ", "/"),
        Place("today-admin", "admin", "/"),
        Place("today-audit", "audit", "/"),
        Place("today-street", "jiedao", "/"),
        Place("visits", "shequ", "/visits/"),
        Place("visit-to", "shequ", f"/visits/to/{found.old}/"),
        Place("visits-log", "shequ", "/visits/log/"),
        Place("care", "jiedao", "/elderly/care/"),
        Place("care-definitions", "shequ", "/elderly/care/groups/"),
        Place("care-round-new", "shequ", "/elderly/care/rounds/new/"),
        Place("care-groups", "shequ", f"/elderly/care/persons/{found.old}/"),
        Place("elderly", "shequ", "/elderly/"),
        Place("elder-records", "shequ", "/elder-records/"),
        Place("elder-record", "shequ", f"/elderly/records/{found.old}/"),
        Place("elder-record-edit", "shequ", f"/elderly/records/{found.old}/edit/"),
        Place("elder-record-print", "shequ", f"/elderly/records/{found.old}/print/"),
        Place("elder-contact-new", "shequ", f"/elderly/records/{found.old}/contacts/new/"),
        Place("elder-cards-print", "shequ", "/elderly/cards/print/?since=2024-01-01"),
        Place("assessments", "shequ", "/elderly/assessments/"),
        Place("assessments-of", "shequ", f"/elderly/assessments/of/{found.old}/"),
        Place("assessment", "shequ", f"/elderly/assessments/{found.assessment}/"),
        Place("assessment-print", "shequ", f"/elderly/assessments/{found.assessment}/print/"),
        Place("door-form", "shequ", f"/visits/forms/assessment/{found.old}/ability/"),
        Place("health-due", "shequ", "/elderly/health/"),
        Place("health", "shequ", f"/elderly/health/{found.old}/"),
        Place("health-new", "shequ", f"/elderly/health/{found.old}/new/"),
        Place("health-exchange", "shequ", "/elderly/health/exchange/"),
        Place("aid-desk", "jiedao", "/aid/"),
        Place("aid-cases", "shequ", "/aid-cases/"),
        Place("aid-case-new", "shequ", f"/aid/cases/new/?person={found.old}"),
        Place("aid-case", "shequ", f"/aid/cases/{found.case}/"),
        Place("aid-case-act", "jiedao", f"/aid/cases/{found.case}/do/accept/"),
        Place("aid-case-print", "shequ", f"/aid/cases/{found.case}/print/application/"),
        Place("aid-means", "shequ", f"/aid/means/{found.case}/"),
        Place("hardship-leads", "shequ", "/aid/leads/"),
        Place("aid-recalculate", "quji", "/aid/recalculate/"),
        Place("hardship-found", "shequ", f"/aid/leads/found/{found.person}/"),
        Place("aid-chain", "shequ", f"/aid/households/{found.household}/"),
        Place("supplies", "shequ", "/aid/supplies/"),
        Place("supplies-in", "shequ", "/aid/supplies/in/"),
        Place("supply-items", "shequ", "/aid/supplies/items/"),
        Place("supply-wishes", "shequ", "/supply-wishes/"),
        Place("supply-stock", "shequ", "/supply-stock/"),
        Place("tasks", "shequ", "/tasks/"),
        Place("task", "shequ", f"/tasks/{found.task}/"),
        Place("events", "shequ", "/events/"),
        Place("event-kinds", "shequ", "/events/new/"),
        Place("event-marriage", "shequ", "/events/new/person.married/"),
        Place("event-death", "shequ", f"/events/new/person.died/?subject={found.old}"),
        Place("milestones", "shequ", "/milestones/"),
        Place("deaths", "shequ", "/deaths/"),
        Place("exits", "shequ", "/exits/"),
        Place("engine", "admin", "/engine/"),
        Place("engine-rule", "admin", "/engine/rules/death.silence/"),
        Place("reconciliation", "quji", "/reconciliation/"),
        Place("enrolment", "shequ", "/enrolment/"),
        Place("what-if", "quji", "/what-if/?roster=school-age"),
        *elections(found),
        Place("search", "shequ", "/search/?q=chen"),
        Place("persons", "shequ", "/persons/"),
        Place("audit-person", "audit", "/audit/person/"),
        Place("audit-chain", "audit", "/audit/chain/"),
        Place("export-requests", "jiedao", "/exports/"),
        Place("person-history", "shequ", f"/history/person/{found.person}/"),
        Place("person-trace", "jiedao", f"/persons/{found.person}/trace/"),
        Place("compliance", "audit", "/compliance/"),
        Place("compliance-lawful", "audit", "/compliance/lawful/"),
        Place("compliance-retention", "audit", "/compliance/retention/"),
        Place("processing-activities", "audit", "/processing-activities/"),
        Place("area-changes", "quji", "/areas/changes/"),
        Place("area-change-kinds", "quji", "/areas/changes/new/"),
        Place("area-change-areas", "quji", "/areas/changes/new/merge/"),
        Place("area-change-parts", "quji", "/areas/changes/new/split/?area=440104001007"),
        Place("area-years", "quji", "/areas/440104001/years/"),
        Place("area-delete", "quji", "/areas/440104001007/delete/"),
        Place("person-new", "shequ", "/persons/new/"),
        Place("person", "shequ", f"/persons/{found.person}/"),
        Place("person-old", "shequ", f"/persons/{found.old}/"),
        Place("person-looks", "shequ", f"/persons/{found.person}/looks/"),
        Place("person-correct", "shequ", f"/persons/{found.person}/correct/"),
        Place("person-move", "shequ", f"/persons/{found.person}/move/"),
        Place("person-relative", "shequ", f"/persons/{found.person}/relatives/new/"),
        Place("households", "shequ", "/households/"),
        Place("household", "shequ", f"/households/{found.household}/"),
        Place("household-join", "shequ", f"/households/{found.household}/join/"),
        Place("household-split", "shequ", f"/households/{found.household}/split/"),
        Place("buildings", "shequ", "/buildings/"),
        Place("buildings-map", "shequ", "/buildings/map/"),
        Place("building", "shequ", f"/buildings/{found.building}/"),
        Place("building-edit", "shequ", f"/buildings/{found.building}/edit/"),
        Place("dwellings", "quji", "/dwellings/"),
        Place("organisations", "shequ", "/organisations/"),
        Place("organisation-new", "shequ", "/organisations/new/"),
        Place("duplicates", "shequ", "/duplicates/"),
        Place("person-merge", "shequ", f"/persons/{found.person}/merge/"),
        Place("payments", "jiedao", "/payments/"),
        Place("payment-list", "jiedao", "/payments/longevity/2026-10/"),
        Place("overpaid-list", "jiedao", "/payments/overpaid/"),
        Place("rosters", "shequ", "/rosters/"),
        Place("roster", "shequ", "/rosters/school-age/?as_of=2026-08-31"),
        Place("roster-district", "jiaoyu", "/rosters/school-age/?as_of=2026-08-31"),
        Place("roster-print", "shequ", "/rosters/school-age/print/?as_of=2026-08-31"),
        Place("imports", "shequ", "/imports/"),
        Place("areas", "quji", "/areas/"),
        Place("area", "shequ", "/areas/440104001007/"),
        Place("users", "admin", "/users/"),
        Place("user", "anquan", "/users/shequ/"),
        Place("user-new", "admin", "/users/new/"),
        Place("user-close", "admin", "/users/shequ/close/"),
        Place("user-hand-over", "admin", "/users/shequ/hand-over/"),
        Place("joint-acts", "anquan", "/joint-acts/"),
        Place("grants-ending", "anquan", "/grants/ending/"),
        Place("grants-roles", "anquan", "/grants/roles/"),
        Place("grants-lend", "anquan", "/users/shequ/grants/lend/"),
        Place("me", "shequ", "/me/"),
        Place("two-factor", "shequ", "/me/two-factor/"),
        Place("parameters", "quji", "/parameters/"),
        Place("parameter", "quji", "/parameters/school-age.entry-age/"),
        Place("calendar", "quji", "/calendar/"),
        Place("audit", "audit", "/audit/"),
        Place("audit-exports", "audit", "/audit/exports/"),
        Place("audit-sign-ins", "audit", "/audit/sign-ins/"),
        Place("password", "shequ", "/password/"),
        Place("not-found", "shequ", f"/persons/{found.other}/"),
        Place("forbidden", "admin", "/persons/"),
    ]


def elections(found: Shown) -> list[Place]:
    """The committee's election of the demo community, as its clerk goes about it."""
    own = f"/elections/{found.election}"
    return [
        Place("alarm", "shequ", "/elderly/alarm/"),
        Place("alarm-devices", "shequ", "/elderly/alarm/devices/"),
        Place("alarm-person", "shequ", f"/elderly/alarm/of/{found.old}/"),
        Place("messages", "shequ", "/messages/"),
        Place("message-batches", "shequ", "/messages/batches/"),
        Place("message-batch-new", "shequ", "/messages/batches/new/?template=checkup-invite"),
        Place("message-templates", "quji", "/messages/templates/"),
        Place("elections", "shequ", "/elections/"),
        Place("election-new", "quji", "/elections/new/"),
        Place("election", "shequ", f"{own}/"),
        Place("election-proof", "shequ", f"{own}/proof/"),
        Place("election-people", "shequ", f"{own}/people/?removed=1"),
        Place("election-declare", "shequ", f"{own}/declare/"),
        Place("election-certificates", "shequ", f"{own}/certificates/"),
        Place("election-objections", "shequ", f"{own}/objections/"),
        Place("election-proxies", "shequ", f"{own}/proxies/"),
        Place("election-cards", "shequ", f"{own}/cards/"),
        Place("election-posted", "shequ", f"{own}/posted/"),
        Place("election-person", "shequ", f"/elections/person/{found.old}/"),
        Place("roster-voters", "shequ", "/rosters/voters/"),
    ]

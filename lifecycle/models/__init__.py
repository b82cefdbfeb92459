"""Tables of the spine."""

from lifecycle.models.delivery import Delivery, Effect, RuleDay
from lifecycle.models.election import Election, Ward, WardPart
from lifecycle.models.milestone import MilestoneProgress
from lifecycle.models.payment import (
    OverpaidMonth,
    Overpayment,
    OverpaymentStep,
    PaymentLeaver,
    PaymentLine,
    PaymentMember,
    PaymentRun,
)
from lifecycle.models.roster import RosterChange, RosterEntry, RosterVersion
from lifecycle.models.standing import ProjectionGap, Reconciliation, RosterMove, RosterStanding, StandingList
from lifecycle.models.statement import Statement
from lifecycle.models.task import Task, TaskPause, TaskPerson, TaskStep
from lifecycle.models.visit import Visit, VisitPhoto
from lifecycle.models.visit_part import VisitPart
from lifecycle.models.voter import (
    Candidate,
    Objection,
    Participation,
    RollDecision,
    VoterCard,
    VoterCertificate,
    VoterProxy,
    VoterStanding,
)

__all__ = [
    "Candidate",
    "Delivery",
    "Effect",
    "Election",
    "MilestoneProgress",
    "Objection",
    "OverpaidMonth",
    "Overpayment",
    "OverpaymentStep",
    "Participation",
    "PaymentLeaver",
    "PaymentLine",
    "PaymentMember",
    "PaymentRun",
    "ProjectionGap",
    "Reconciliation",
    "RollDecision",
    "RosterChange",
    "RosterEntry",
    "RosterMove",
    "RosterStanding",
    "RosterVersion",
    "RuleDay",
    "StandingList",
    "Statement",
    "Task",
    "TaskPause",
    "TaskPerson",
    "TaskStep",
    "Visit",
    "VisitPart",
    "VisitPhoto",
    "VoterCard",
    "VoterCertificate",
    "VoterProxy",
    "VoterStanding",
    "Ward",
    "WardPart",
]

"""Tables of the spine."""

from lifecycle.models.delivery import Delivery, Effect, RuleDay
from lifecycle.models.milestone import MilestoneProgress
from lifecycle.models.roster import RosterChange, RosterEntry, RosterVersion
from lifecycle.models.task import Task, TaskPause, TaskPerson, TaskStep

__all__ = [
    "Delivery",
    "Effect",
    "MilestoneProgress",
    "RosterChange",
    "RosterEntry",
    "RosterVersion",
    "RuleDay",
    "Task",
    "TaskPause",
    "TaskPerson",
    "TaskStep",
]

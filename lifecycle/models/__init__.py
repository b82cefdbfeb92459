"""Tables of the spine."""

from lifecycle.models.milestone import MilestoneProgress
from lifecycle.models.roster import RosterChange, RosterEntry, RosterVersion
from lifecycle.models.task import Task, TaskPause, TaskPerson, TaskStep

__all__ = [
    "MilestoneProgress",
    "RosterChange",
    "RosterEntry",
    "RosterVersion",
    "Task",
    "TaskPause",
    "TaskPerson",
    "TaskStep",
]

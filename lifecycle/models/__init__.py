"""Tables of the spine."""

from lifecycle.models.roster import RosterChange, RosterEntry, RosterVersion
from lifecycle.models.task import Task, TaskPause, TaskPerson, TaskStep

__all__ = ["RosterChange", "RosterEntry", "RosterVersion", "Task", "TaskPause", "TaskPerson", "TaskStep"]

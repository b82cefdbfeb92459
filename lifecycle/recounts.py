"""Due dates of tasks follow the calendar and the parameters."""

from __future__ import annotations

from core.recounting import Recount, recounts
from lifecycle.services.task_recount import calendar_changed, parameter_changed

recounts.register(Recount("tasks", "待办的期限", calendar=calendar_changed, parameter=parameter_changed))

"""What is wanted at a visit of help begins at once."""

from __future__ import annotations

from aid.services.lead_offers import after_visit
from aid.task_kinds.leads import VISIT
from lifecycle.tasking.declaration import TaskFollower, task_followers

task_followers.register(
    TaskFollower("hardship-offers", (VISIT, "bereavement-visit", "jobless-visit"), follow=after_visit)
)

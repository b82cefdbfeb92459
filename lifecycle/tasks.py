"""Wake-ups of the life-cycle engine."""

from celery import shared_task

from core import clock
from lifecycle.milestone import running


@shared_task
def run_milestones() -> None:
    """By night, after areas have changed: what the calendar brings."""
    running.run_milestones(on=clock.today())

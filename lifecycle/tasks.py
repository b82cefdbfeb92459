"""Wake-ups of the life-cycle engine."""

from celery import shared_task

from core import clock
from lifecycle.engine.drain import run_due
from lifecycle.milestone import running
from lifecycle.paying.overpaid import compare_all
from lifecycle.reconciling.nightly import reconcile
from lifecycle.services.task_escalation import escalate_overdue


@shared_task
def run_milestones() -> None:
    """By night, after areas have changed: what the calendar brings."""
    running.run_milestones(on=clock.today())


@shared_task
def deliver_events() -> None:
    """The net under the dispatcher: should it stand still, events are delivered all the same."""
    run_due()


@shared_task
def reconcile_lists() -> None:
    """By night: every list anew, against that of the night before."""
    reconcile(on=clock.today())


@shared_task
def compare_paid_months() -> None:
    """By night: frozen payment lists against what is due now."""
    compare_all()


@shared_task
def escalate_tasks() -> None:
    """By night: what is overdue goes to the street."""
    escalate_overdue(on=clock.today())

"""Wake-ups of the resident base."""

import datetime as dt

from celery import shared_task

from core import clock
from residents.services import duplicates, school_lists


@shared_task
def find_duplicates_of_batch(batch_id: int) -> None:
    duplicates.find_duplicates_of_batch(batch_id)


@shared_task
def find_new_duplicates() -> None:
    """By night: what was touched since the last two nights."""
    duplicates.find_duplicates(since=clock.now() - dt.timedelta(days=2))


@shared_task
def compare_school_lists() -> None:
    """By night: lists of pupils that came before the day on which they are compared."""
    school_lists.compare_waiting_lists(on=clock.today())

"""Celery carries wake-ups."""

from celery import shared_task

from compliance.expiry import note_what_is_due


@shared_task
def list_what_is_due() -> None:
    note_what_is_due()

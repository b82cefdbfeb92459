"""Wake-ups of this room."""

from celery import shared_task

from elderly.services.records import open_missing_records


@shared_task
def keep_elder_records() -> None:
    """By night, after the milestones: the net under the rules. What a full list brought gets its record here."""
    open_missing_records(by="system", why="夜间核对")

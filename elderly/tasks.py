"""Wake-ups of this room."""

from celery import shared_task

from core import clock
from elderly.services.alarm_doorstep import look_at_silent_devices, tick
from elderly.services.care_by_night import settle_by_night
from elderly.services.records import open_missing_records


@shared_task
def keep_elder_records() -> None:
    """By night, after the milestones: the net under the rules. What a full list brought gets its record here."""
    open_missing_records(by="system", why="夜间核对")


@shared_task
def watch_alarms() -> None:
    """Every minute: contacts who did not answer, doors at which nobody is yet."""
    tick()


@shared_task
def look_for_silent_alarms() -> None:
    """By night: devices that nobody heard of."""
    look_at_silent_devices(on=clock.today())


@shared_task
def settle_care() -> None:
    """By night, after milestones and ended rights: the net under the rules."""
    settle_by_night(on=clock.today())

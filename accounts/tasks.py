"""By night: areas change on their day, hand-overs are carried out, rights that ended are logged, sessions that ran out removed."""

from celery import shared_task

from accounts.services.area_changes import apply_due
from accounts.services.grants import log_expired
from accounts.services.joint_acts import carry_out_due
from accounts.services.sessions import clear_ended_sessions
from core import clock


@shared_task
def change_areas() -> None:
    apply_due()


@shared_task
def nightly() -> None:
    carry_out_due(on=clock.today())
    log_expired(on=clock.today())
    clear_ended_sessions()

"""By night: areas change on their day, rights that ended are logged, hand-overs whose day has come are carried out."""

from celery import shared_task

from accounts.services.area_changes import apply_due
from accounts.services.grants import log_expired
from accounts.services.joint_acts import carry_out_due
from core import clock


@shared_task
def change_areas() -> None:
    apply_due()


@shared_task
def nightly() -> None:
    carry_out_due(on=clock.today())
    log_expired(on=clock.today())

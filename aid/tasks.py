"""Wake-ups of this room."""

from celery import shared_task

from aid.services import case_postings
from aid.services.wishes import make_due
from core import clock


@shared_task
def supplies_of_the_month() -> None:
    """By night: what is brought month by month is listed once its month has begun."""
    make_due(through=clock.today())


@shared_task
def take_down_notices() -> None:
    """By night: published confirmations whose last day has passed come down."""
    case_postings.take_down_published()

"""Wake-ups of the messages."""

from celery import shared_task

from messaging.services.sms_answers import ask_about_silent
from messaging.services.sms_sending import send_waiting


@shared_task
def send_messages() -> None:
    """Every quarter of a minute: what is queued and may go now."""
    send_waiting()


@shared_task
def ask_about_messages() -> None:
    """Every minute: what the gateway was silent on."""
    ask_about_silent()

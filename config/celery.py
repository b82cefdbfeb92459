"""Celery carries wake-ups, not facts: what must be done is always a row in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("yisheng")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

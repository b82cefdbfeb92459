"""The composition root: settings, URLs, Celery and WSGI. It holds no rules.

Imports everything; nothing imports it.
"""

from config.celery import app as celery_app

__all__ = ["celery_app"]

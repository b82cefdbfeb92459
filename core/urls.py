"""Health, and later the pages of the mechanisms: imports, parameters, audit, registers."""

from django.urls import path

from core import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

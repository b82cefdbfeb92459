"""`/aid/recalculate/`: awards whose sum would change."""

from django.urls import path

from aid.views import recalculate

urlpatterns = [
    path("", recalculate.recalculate, name="aid-recalculate"),
    path("confirm/", recalculate.confirm, name="aid-recalculate-confirm"),
]

"""`/elderly/health/…`: check-ups, who is due, lists to the community hospital."""

from django.urls import path

from elderly.views import health, health_lists

urlpatterns = [
    path("", health_lists.due, name="health-due"),
    path("exchange/", health_lists.exchange, name="health-exchange"),
    path("exchange/<uuid:uid>/", health_lists.exchange_batch, name="health-exchange-batch"),
    path("<uuid:uid>/", health.health, name="health"),
    path("<uuid:uid>/new/", health.checkup_new, name="health-new"),
    path("<uuid:uid>/<uuid:checkup>/", health.checkup_edit, name="health-edit"),
    path("<uuid:uid>/<uuid:checkup>/remove/", health.checkup_remove, name="health-remove"),
]

"""`/api/v1/alarm/…`."""

from django.urls import path

from elderly import alarm_api

urlpatterns = [
    path("calls/", alarm_api.AlarmCallsApi.as_view(), name="api-alarm-calls"),
    path("calls/<uuid:uid>/", alarm_api.AlarmCallApi.as_view(), name="api-alarm-call"),
    path("calls/<uuid:uid>/steps/", alarm_api.AlarmStepsApi.as_view(), name="api-alarm-steps"),
    path("heartbeats/", alarm_api.AlarmHeartbeatsApi.as_view(), name="api-alarm-heartbeats"),
]

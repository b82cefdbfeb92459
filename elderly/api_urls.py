"""`/api/v1/…` of the old: each field of work adds its own paths."""

from django.urls import URLPattern, URLResolver, include, path

from elderly.api.assessments import AssessmentsApi
from elderly.api.care import ElderCareApi
from elderly.health_api import CheckupsApi

urlpatterns: list[URLPattern | URLResolver] = [
    path("elder-care/", ElderCareApi.as_view(), name="api-elder-care"),
    path("persons/<uuid:uid>/checkups/", CheckupsApi.as_view(), name="api-person-checkups"),
    path("alarm/", include("elderly.alarm_api_urls")),
    path("persons/<uuid:person>/assessments/", AssessmentsApi.as_view(), name="api-assessments"),
]

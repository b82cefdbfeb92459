"""`/elderly/…`: each field of work adds its own paths."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("alarm/", include("elderly.alarm_urls")),
    path("care/", include("elderly.care_urls")),
    path("health/", include("elderly.health_urls")),
    path("", include("elderly.record_urls")),
    path("assessments/", include("elderly.assessment_urls")),
]

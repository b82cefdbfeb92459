"""`/api/v1/…` of social assistance: each field of work adds its own paths."""

from django.urls import URLPattern, URLResolver, path

from aid.api.leads import LeadsApi

urlpatterns: list[URLPattern | URLResolver] = [
    path("hardship-leads/", LeadsApi.as_view(), name="api-hardship-leads"),
]

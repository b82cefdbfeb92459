"""`/api/v1/…` of social assistance: each field of work adds its own paths."""

from django.urls import URLPattern, URLResolver, path

from aid.api.awards import AwardsApi, FiguresApi
from aid.api.cases import ApplicationsApi, CaseActApi, CaseApi
from aid.api.help import PersonHelpApi
from aid.api.leads import LeadsApi

urlpatterns: list[URLPattern | URLResolver] = [
    path("aid/applications/", ApplicationsApi.as_view(), name="api-aid-applications"),
    path("aid/cases/<uuid:uid>/", CaseApi.as_view(), name="api-aid-case"),
    path("aid/cases/<uuid:uid>/acts/<slug:act>/", CaseActApi.as_view(), name="api-aid-case-act"),
    path("aid/cases/<uuid:uid>/figures/", FiguresApi.as_view(), name="api-aid-case-figures"),
    path("awards/", AwardsApi.as_view(), name="api-awards"),
    path("persons/<uuid:uid>/help/", PersonHelpApi.as_view(), name="api-person-help"),
    path("hardship-leads/", LeadsApi.as_view(), name="api-hardship-leads"),
]

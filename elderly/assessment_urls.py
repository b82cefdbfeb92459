"""Pages of assessments, under /elderly/assessments/."""

from django.urls import path

from elderly.views import assessments

urlpatterns = [
    path("", assessments.listed, name="assessments"),
    path("of/<uuid:person>/", assessments.of_person, name="assessments-of"),
    path("<uuid:uid>/", assessments.assessment, name="assessment"),
    path("<uuid:uid>/print/", assessments.printed, name="assessment-print"),
    path("<uuid:uid>/void/", assessments.void, name="assessment-void"),
]

"""`/aid/leads/…`: hardship leads."""

from django.urls import path

from aid.views import leads

urlpatterns = [
    path("", leads.leads, name="hardship-leads"),
    path("found/<uuid:person>/", leads.found, name="hardship-found"),
    path("<uuid:uid>/", leads.lead, name="hardship-lead"),
    path("<uuid:uid>/note/", leads.lead_note, name="hardship-lead-note"),
    path("<uuid:uid>/wishes/", leads.lead_wishes, name="hardship-lead-wishes"),
    path("<uuid:uid>/close/", leads.lead_close, name="hardship-lead-close"),
]

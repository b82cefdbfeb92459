"""`/api/v1/rosters/…`."""

from django.urls import path

from lifecycle.api import rosters

urlpatterns = [
    path("rosters/", rosters.RosterList.as_view(), name="api-rosters"),
    path("rosters/<slug:code>/entries/", rosters.RosterEntries.as_view(), name="api-roster-entries"),
    path("rosters/<slug:code>/explain/", rosters.RosterExplain.as_view(), name="api-roster-explain"),
]

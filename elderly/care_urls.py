"""`/elderly/care/…`: who is visited, by whom, when next; groups of a person; extra rounds."""

from django.urls import path

from elderly.views import care, care_groups, care_rounds

urlpatterns = [
    path("", care.coverage_page, name="care"),
    path("proof/", care.proof, name="care-proof"),
    path("give/", care.give, name="care-give"),
    path("unplaced/", care.unplaced, name="care-unplaced"),
    path("groups/", care.definitions, name="care-definitions"),
    path("rounds/", care_rounds.rounds, name="care-rounds"),
    path("rounds/new/", care_rounds.call, name="care-round-new"),
    path("rounds/<uuid:uid>/", care_rounds.one, name="care-round"),
    path("persons/<uuid:uid>/", care_groups.groups, name="care-groups"),
]

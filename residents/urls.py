"""Pages of the resident base."""

from django.urls import path

from residents.views import area_changes, area_years, duplicates, edit, exits, household, merges, person

urlpatterns = [
    path("areas/changes/", area_changes.area_changes, name="area-changes"),
    path("areas/changes/new/", area_changes.choose_kind, name="area-change-new"),
    path("areas/changes/new/<slug:kind>/", area_changes.new_change, name="area-change-kind"),
    path("areas/changes/<uuid:uid>/", area_changes.area_change, name="area-change"),
    path("areas/changes/<uuid:uid>/cancel/", area_changes.cancel_change, name="area-change-cancel"),
    path("areas/changes/<uuid:uid>/undo/", area_changes.undo_change, name="area-change-undo"),
    path("areas/<str:code>/years/", area_years.area_years, name="area-years"),
    path("duplicates/", duplicates.queue, name="duplicates"),
    path("duplicates/<uuid:uid>/", duplicates.pair, name="duplicate"),
    path("merges/<uuid:uid>/", merges.merge_page, name="merge"),
    path("persons/<uuid:uid>/merge/", duplicates.with_another, name="person-merge"),
    path("persons/new/", edit.register, name="person-new"),
    path("persons/<uuid:uid>/", person.person, name="person"),
    path("persons/<uuid:uid>/sources/", person.sources, name="person-sources"),
    path("exits/", exits.exits, name="exits"),
    path("exits/<int:pk>/", exits.exit_decide, name="exit-decide"),
    path("disagreements/", exits.disagreements, name="disagreements"),
    path("disagreements/<int:pk>/", exits.disagreement_decide, name="disagreement-decide"),
    path("persons/<uuid:uid>/looks/", person.looks, name="person-looks"),
    path("persons/<uuid:uid>/trace/", person.trace, name="person-trace"),
    path("persons/<uuid:uid>/reveal/<slug:what>/", person.reveal_value, name="person-reveal"),
    path("persons/<uuid:uid>/correct/", edit.correct, name="person-correct"),
    path("persons/<uuid:uid>/move/", edit.move, {"what": "home"}, name="person-move"),
    path("persons/<uuid:uid>/hukou/", edit.move, {"what": "hukou"}, name="person-hukou"),
    path("persons/<uuid:uid>/place/", edit.place, name="person-place"),
    path("persons/<uuid:uid>/relatives/new/", edit.relative, name="person-relative"),
    path("persons/<uuid:uid>/relatives/<int:link>/end/", edit.relative_end, name="person-relative-end"),
    path("households/<uuid:uid>/", household.household, name="household"),
    path("households/<uuid:uid>/join/", household.join, name="household-join"),
    path("households/<uuid:uid>/leave/", household.leave, name="household-leave"),
    path("households/<uuid:uid>/head/", household.head, name="household-head"),
    path("households/<uuid:uid>/split/", household.split, name="household-split"),
]

"""今天, rosters."""

from django.urls import include, path

from lifecycle.views import ask, editions, enrolment, files, milestones, reconciliation, roster, then, today, whatif

urlpatterns = [
    path("", today.today, name="today"),
    path("today/rosters/", today.changed_rosters, name="today-rosters"),
    path("milestones/", milestones.coming, name="milestones"),
    path("enrolment/", enrolment.enrolment, name="enrolment"),
    path("what-if/", whatif.what_if, name="what-if"),
    path("reconciliation/", reconciliation.reconciliation, name="reconciliation"),
    path("reconciliation/moves/<int:pk>/settle/", reconciliation.settle, name="reconciliation-settle"),
    path("reconciliation/gaps/<int:pk>/mend/", reconciliation.mend, name="reconciliation-mend"),
    path("events/", include("lifecycle.event_urls")),
    path("visits/", include("lifecycle.visit_urls")),
    path("tasks/", include("lifecycle.task_urls")),
    path("elections/", include("lifecycle.election_urls")),
    path("payments/", include("lifecycle.payment_urls")),
    path("engine/", include("lifecycle.engine_urls")),
    path("rosters/", roster.index, name="rosters"),
    path("rosters/<slug:code>/", roster.roster, name="roster"),
    path("rosters/<slug:code>/why/<uuid:person>/", roster.why, name="roster-why"),
    path("rosters/<slug:code>/ask/", ask.ask, name="roster-ask"),
    path("rosters/<slug:code>/bar/", editions.bar, name="roster-bar"),
    path("rosters/<slug:code>/changes/", editions.changes, name="roster-changes"),
    path("rosters/files/<uuid:uid>/again/", then.again, name="roster-file-again"),
    path("rosters/<slug:code>/learned/", then.learned, name="roster-learned"),
    path("rosters/<slug:code>/publish/", editions.publish, name="roster-publish"),
    path("rosters/<slug:code>/versions/", editions.versions, name="roster-versions"),
    path("rosters/<slug:code>/versions/compare/", editions.compare, name="roster-compare"),
    path("rosters/<slug:code>/versions/<uuid:uid>/", editions.version, name="roster-version"),
    path("rosters/<slug:code>/export/", files.export, name="roster-export"),
    path("rosters/<slug:code>/print/", files.paper, name="roster-print"),
]

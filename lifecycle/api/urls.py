"""`/api/v1/rosters/…`."""

from django.urls import path

from lifecycle.api import door_forms, events, payments, rosters, tasks, visits

urlpatterns = [
    path("event-kinds/", events.EventKindsApi.as_view(), name="api-event-kinds"),
    path("events/", events.EventsApi.as_view(), name="api-events"),
    path("events/<uuid:uid>/", events.EventApi.as_view(), name="api-event"),
    path("events/<uuid:uid>/void/", events.EventVoidApi.as_view(), name="api-event-void"),
    path("events/<uuid:uid>/correct/", events.EventCorrectApi.as_view(), name="api-event-correct"),
    path("visits/", visits.VisitsApi.as_view(), name="api-visits"),
    path("visits/forms/<slug:form>/", door_forms.DoorFormsApi.as_view(), name="api-door-form"),
    path("visits/<uuid:uid>/settle/", visits.VisitSettleApi.as_view(), name="api-visit-settle"),
    path("visits/<uuid:uid>/photos/", visits.VisitPhotosApi.as_view(), name="api-visit-photos"),
    path("tasks/", tasks.TasksApi.as_view(), name="api-tasks"),
    path("tasks/<uuid:uid>/", tasks.TaskApi.as_view(), name="api-task"),
    path("tasks/<uuid:uid>/complete/", tasks.TaskCompleteApi.as_view(), name="api-task-complete"),
    path("payments/", payments.PaymentSchemes.as_view(), name="api-payments"),
    path("payments/<slug:scheme>/<str:month>/", payments.PaymentList.as_view(), name="api-payment-list"),
    path("overpayments/", payments.Overpayments.as_view(), name="api-overpayments"),
    path("rosters/", rosters.RosterList.as_view(), name="api-rosters"),
    path("rosters/<slug:code>/entries/", rosters.RosterEntries.as_view(), name="api-roster-entries"),
    path("rosters/<slug:code>/explain/", rosters.RosterExplain.as_view(), name="api-roster-explain"),
]

"""`/visits/…`: the list and the form at the door, what a phone carries, the log."""

from django.urls import path

from lifecycle.views import door_forms, visits, visits_log, visits_phone

urlpatterns = [
    path("", visits.visits, name="visits"),
    path("<uuid:task>/", visits.visit, name="visit"),
    path("to/<uuid:person>/", visits.visit_to, name="visit-to"),
    path("forms/<slug:form>/<uuid:person>/", door_forms.door_form, name="door-form"),
    path("forms/<slug:form>/<uuid:person>/<slug:about>/", door_forms.door_form, name="door-form-about"),
    path("call/<uuid:person>/", visits_phone.call, name="visit-call"),
    path("phone/<uuid:person>/", visits_phone.phone, name="visit-phone"),
    path("pack/", visits_phone.pack, name="visits-pack"),
    path("hand/", visits_phone.hand, name="visits-hand"),
    path("frame/", visits_phone.frame, name="visits-frame"),
    path("worker.js", visits_phone.worker, name="visits-worker"),
    path("log/", visits_log.log, name="visits-log"),
    path("log/<uuid:uid>/settle/", visits_log.settle, name="visit-settle"),
    path("photos/<uuid:uid>/", visits_log.photo, name="visit-photo"),
]

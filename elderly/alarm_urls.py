"""`/elderly/alarm/…`."""

from django.urls import path

from elderly.views import alarm, alarm_person

urlpatterns = [
    path("", alarm.calls, name="alarm"),
    path("devices/", alarm.devices_in_use, name="alarm-devices"),
    path("band/", alarm.band, name="alarm-band"),
    path("calls/<uuid:uid>/", alarm.call, name="alarm-call"),
    path("of/<uuid:uid>/", alarm_person.of, name="alarm-of"),
    path("of/<uuid:uid>/device/", alarm_person.device, name="alarm-device-new"),
    path("of/<uuid:uid>/device/<uuid:device>/end/", alarm_person.end, name="alarm-device-end"),
    path("of/<uuid:uid>/contact/", alarm_person.contact, name="alarm-contact-new"),
    path("of/<uuid:uid>/relative/", alarm_person.relative, name="alarm-contact-relative"),
    path("contacts/<uuid:uid>/<slug:act>/", alarm_person.change_contact, name="alarm-contact-change"),
]

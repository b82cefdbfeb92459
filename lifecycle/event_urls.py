"""/events/…"""

from django.urls import path

from lifecycle.views import events, tell

urlpatterns = [
    path("", events.events, name="events"),
    path("new/", tell.choose, name="event-new"),
    path("new/<str:kind>/", tell.new, name="event-tell"),
    path("<uuid:uid>/", tell.event, name="event"),
    path("<uuid:uid>/correct/", tell.correct, name="event-correct"),
    path("<uuid:uid>/void/", tell.void, name="event-void"),
]

"""Pages of elder records, under /elderly/."""

from django.urls import path

from elderly.views import hub, record_parts, record_prints, records

urlpatterns = [
    path("", hub.hub, name="elderly"),
    path("records/<uuid:uid>/", records.record, name="elder-record"),
    path("records/<uuid:uid>/fill/", records.fill, name="elder-record-fill"),
    path("records/<uuid:uid>/edit/", records.edit, name="elder-record-edit"),
    path("records/<uuid:uid>/health/", records.health, name="elder-record-health"),
    path("records/<uuid:uid>/print/", record_prints.record_print, name="elder-record-print"),
    path("records/<uuid:uid>/contacts/new/", record_parts.contact_new, name="elder-contact-new"),
    path(
        "records/<uuid:uid>/contacts/<uuid:contact>/remove/", record_parts.contact_remove, name="elder-contact-remove"
    ),
    path("records/<uuid:uid>/contacts/<uuid:contact>/up/", record_parts.contact_up, name="elder-contact-up"),
    path("records/<uuid:uid>/contacts/<uuid:contact>/phone/", record_parts.contact_phone, name="elder-contact-phone"),
    path("records/<uuid:uid>/relief/new/", record_parts.relief_new, name="elder-relief-new"),
    path("records/<uuid:uid>/relief/<uuid:item>/end/", record_parts.relief_end, name="elder-relief-end"),
    path("records/<uuid:uid>/card/new/", record_parts.card_new, name="elder-card-new"),
    path("records/<uuid:uid>/card/<uuid:card>/end/", record_parts.card_end, name="elder-card-end"),
    path("cards/print/", record_prints.cards_print, name="elder-cards-print"),
]

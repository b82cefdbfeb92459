"""Health, and later the pages of the mechanisms: imports, parameters, audit, registers."""

from django.urls import include, path

from core import health, omnibox
from core.pages import audit, audit_chain, audit_person, calendar, exports, history, parameters, upkeep

urlpatterns = [
    path("imports/", include("core.imports.urls")),
    path("search/", omnibox.omnibox, name="omnibox"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("upkeep/", upkeep.upkeep, name="upkeep"),
    path("parameters/", parameters.parameter_list, name="parameters"),
    path("parameters/<str:key>/", parameters.parameter_detail, name="parameter"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/import/", calendar.calendar_import, name="calendar-import"),
    path("exports/", exports.export_requests, name="export-requests"),
    path("exports/<uuid:uid>/decide/", exports.export_decide, name="export-decide"),
    path("exports/<uuid:uid>/file/", exports.export_fetch, name="export-fetch"),
    path("history/<slug:kind>/<str:uid>/", history.history, name="history"),
    path("audit/", audit.audit_reads, name="audit"),
    path("audit/exports/", audit.audit_exports, name="audit-exports"),
    path("audit/sign-ins/", audit.audit_sign_ins, name="audit-sign-ins"),
    path("audit/person/", audit_person.audit_person, name="audit-person"),
    path("audit/chain/", audit_chain.audit_chain, name="audit-chain"),
    path("audit/anchors/<str:day>/", audit_chain.audit_anchor, name="audit-anchor"),
    path("audit/<slug:tab>/export/", audit.audit_export, name="audit-export"),
]

"""`/payments/…`: what is paid by the month."""

from django.urls import path

from lifecycle.views import overpaid, payments, payments_acts, payments_files

urlpatterns = [
    path("", payments.index, name="payments"),
    path("overpaid/", overpaid.overpaid_list, name="overpaid-list"),
    path("overpaid/<uuid:uid>/", overpaid.overpaid, name="overpaid"),
    path("overpaid/<uuid:uid>/<slug:act>/", overpaid.overpaid_act, name="overpaid-act"),
    path("runs/<uuid:uid>/cancel/", payments_acts.cancel_run, name="payment-cancel"),
    path("<slug:scheme>/<str:month>/", payments.payment_list, name="payment-list"),
    path("<slug:scheme>/<str:month>/since/", payments.since, name="payment-since"),
    path("<slug:scheme>/<str:month>/freeze/", payments_acts.freeze_list, name="payment-freeze"),
    path("<slug:scheme>/<str:month>/supplement/", payments_acts.freeze_supplement, name="payment-supplement"),
    path("<slug:scheme>/<str:month>/print/", payments_files.paper, name="payment-print"),
    path("<slug:scheme>/<str:month>/export/", payments_files.export_list, name="payment-export"),
    path("<slug:scheme>/<str:month>/why/<str:key>/", payments.why, name="payment-why"),
]

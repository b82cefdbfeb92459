"""`/elections/…`: calendar, roll and proof, certificates, objections, cards, proxies of each election."""

from django.urls import path

from lifecycle.views import elections, elections_acts, elections_cards, elections_proof

urlpatterns = [
    path("", elections.index, name="elections"),
    path("new/", elections.new, name="election-new"),
    path("person/<uuid:uid>/", elections_cards.person, name="election-person"),
    path("person/<uuid:uid>/standing/", elections_cards.standing, name="election-standing"),
    path("person/<uuid:uid>/standing/<uuid:of>/end/", elections_cards.standing_end, name="election-standing-end"),
    path("person/<uuid:uid>/standing/<uuid:of>/", elections_cards.standing_document, name="election-standing-document"),
    path("<uuid:uid>/", elections.election, name="election"),
    path("<uuid:uid>/step/", elections.step, name="election-step"),
    path("<uuid:uid>/wards/", elections.wards, name="election-wards"),
    path("<uuid:uid>/wards/new/", elections.ward, name="election-ward-new"),
    path("<uuid:uid>/wards/by-community/", elections.wards_by_community, name="election-wards-by-community"),
    path("<uuid:uid>/wards/<str:number>/", elections.ward, name="election-ward"),
    path("<uuid:uid>/proof/", elections_proof.proof_page, name="election-proof"),
    path("<uuid:uid>/proof/print/", elections_proof.proof_print, name="election-proof-print"),
    path("<uuid:uid>/people/", elections_proof.people, name="election-people"),
    path("<uuid:uid>/posted/", elections_proof.posted_list, name="election-posted"),
    path("<uuid:uid>/supplement/", elections_proof.supplement, name="election-supplement"),
    path("<uuid:uid>/certificates/", elections_acts.certificate_book, name="election-certificates"),
    path("<uuid:uid>/certificates/new/", elections_acts.certificate, name="election-certificate-new"),
    path("<uuid:uid>/certificates/<uuid:of>/end/", elections_acts.certificate_end, name="election-certificate-end"),
    path("<uuid:uid>/objections/", elections_acts.objection_book, name="election-objections"),
    path("<uuid:uid>/objections/new/", elections_acts.objection, name="election-objection-new"),
    path("<uuid:uid>/objections/<uuid:of>/<slug:what>/", elections_acts.objection_act, name="election-objection-act"),
    path("<uuid:uid>/proxies/", elections_acts.proxy_book, name="election-proxies"),
    path("<uuid:uid>/proxies/new/", elections_acts.proxy, name="election-proxy-new"),
    path("<uuid:uid>/proxies/<uuid:of>/end/", elections_acts.proxy_end, name="election-proxy-end"),
    path("<uuid:uid>/candidates/new/", elections_acts.candidate, name="election-candidate-new"),
    path("<uuid:uid>/declare/", elections_acts.declarations, name="election-declare"),
    path("<uuid:uid>/declare/many/", elections_acts.declare_many, name="election-declare-many"),
    path("<uuid:uid>/declare/one/", elections_acts.declare_one, name="election-declare-one"),
    path("<uuid:uid>/declare/workers/", elections_acts.workers_confirmed, name="election-workers"),
    path("<uuid:uid>/cards/", elections_cards.cards, name="election-cards"),
    path("<uuid:uid>/cards/issue/", elections_cards.issue, name="election-cards-issue"),
    path("<uuid:uid>/cards/give/", elections_cards.give, name="election-cards-give"),
    path("<uuid:uid>/cards/print/", elections_cards.cards_print, name="election-cards-print"),
]

"""`/aid/…`: the desk, cases and what is done with them, their papers."""

from django.urls import path

from aid.views import case_acts, case_prints, cases

urlpatterns = [
    path("", cases.desk, name="aid-desk"),
    path("cases/", cases.listing, name="aid-cases"),
    path("cases/new/", cases.new, name="aid-case-new"),
    path("cases/of/<uuid:uid>/", cases.recount, name="aid-recount"),
    path("cases/papers/<uuid:of>/", case_acts.paper_file, name="aid-case-paper-file"),
    path("cases/<uuid:uid>/", cases.case, name="aid-case"),
    path("cases/<uuid:uid>/do/<slug:act>/", case_acts.do, name="aid-case-act"),
    path("cases/<uuid:uid>/members/new/", case_acts.member_new, name="aid-case-member-new"),
    path("cases/<uuid:uid>/members/<uuid:of>/", case_acts.member, name="aid-case-member"),
    path("cases/<uuid:uid>/papers/", case_acts.paper, name="aid-case-paper"),
    path("cases/<uuid:uid>/parents/", case_acts.parents, name="aid-case-parents"),
    path("cases/<uuid:uid>/account/", case_acts.account, name="aid-case-account"),
    path("cases/<uuid:uid>/account/reveal/", case_acts.account_reveal, name="aid-case-account-reveal"),
    path("cases/<uuid:uid>/print/application/", case_prints.application, name="aid-print-application"),
    path("cases/<uuid:uid>/print/survey/", case_prints.survey, name="aid-print-survey"),
    path("cases/<uuid:uid>/print/notice/<uuid:of>/", case_prints.notice, name="aid-print-notice"),
    path("cases/<uuid:uid>/print/letter/<uuid:of>/", case_prints.letter, name="aid-print-letter"),
]

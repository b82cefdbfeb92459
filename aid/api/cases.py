"""Aid cases for machines: handing in an application, how a case stands, and every act of its procedure.

The list is the register's (`/api/v1/aid-cases/`). What an act asks is the form of its page (aid/views/case_doing.py).
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aid.domain.case_states import STATE_CHOICES
from aid.domain.law import KIND_CHOICES, LAW_CHOICES
from aid.selectors.case_page import CaseView, case_view
from aid.services.cases import apply_for
from aid.views.case_doing import DOINGS
from aid.views.case_forms import NewCaseForm
from core.api.body import object_of
from core.api.idempotency import idempotent
from core.errors import NotFound, UserError
from core.read_log import log_view


class Application(serializers.Serializer[Any]):
    """An application: who asks for what; those who live together come from the base."""

    person = serializers.CharField(help_text="证号，或姓名加证号后四位")
    kind = serializers.ChoiceField(KIND_CHOICES)
    applied_on = serializers.DateField(required=False)
    causes = serializers.ListField(child=serializers.CharField(), required=False)
    agent = serializers.CharField(required=False)
    agent_relation = serializers.CharField(required=False)
    urgent = serializers.BooleanField(required=False)


class ActBody(serializers.Serializer[Any]):
    """What an act asks: the fields of its form, for example on, reason, verdict, number, amount."""

    on = serializers.DateField(required=False)
    reason = serializers.CharField(required=False)


class MemberRow(serializers.Serializer[Any]):
    """Somebody who lives with the applicant; `person` null: not in the base."""

    person = serializers.UUIDField(allow_null=True)
    relation = serializers.CharField(allow_blank=True)
    covered = serializers.BooleanField()
    excluded_reason = serializers.CharField(allow_blank=True)


class CaseDetail(serializers.Serializer[Any]):
    """How a case stands. `acts`: what the token's user may do now."""

    uid = serializers.UUIDField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(KIND_CHOICES)
    state = serializers.ChoiceField(STATE_CHOICES)
    law = serializers.ChoiceField(LAW_CHOICES, allow_blank=True, help_text="受理那天施行的法律")
    area = serializers.CharField()
    applied_on = serializers.DateField()
    accepted_on = serializers.DateField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    review_on = serializers.DateField(allow_null=True)
    members = MemberRow(many=True)
    acts = serializers.ListField(child=serializers.CharField())


class ApplicationsApi(APIView):
    """Applications come in."""

    permission = write_permission = "aid.assist"

    @extend_schema(
        operation_id="aid_applications_create", summary="代办救助申请", request=Application, responses={201: CaseDetail}
    )
    @idempotent
    def post(self, request: Request) -> Response:
        form = NewCaseForm(request.user, _with_today(object_of(request), "applied_on"))
        said = _clean(form)
        case = apply_for(said.pop("person"), on=said.pop("applied_on"), by=request.user, **said)
        return Response(_row(case_view(case.uid, request.user)), status=201)


class CaseApi(APIView):
    """One case."""

    permission = "aid.view"

    @extend_schema(operation_id="aid_case_read", summary="一件救助", responses=CaseDetail)
    def get(self, request: Request, uid: UUID) -> Response:
        seen = case_view(uid, request.user)
        log_view(by=request.user, kind="aid-case", uid=uid, label=seen.case.number, area=seen.case.area_code)
        return Response(_row(seen))


class CaseActApi(APIView):
    """An act of the procedure."""

    permission = write_permission = "aid.view"

    @extend_schema(operation_id="aid_case_act", summary="办一步", request=ActBody, responses=CaseDetail)
    @idempotent
    def post(self, request: Request, uid: UUID, act: str) -> Response:
        doing = DOINGS.get(act)
        if doing is None:
            raise NotFound("没有这一步。")
        case_view(uid, request.user)  # out of sight reads as not found, before the body is judged
        form = doing.form(_with_today(object_of(request), "on"), {} if doing.upload else None)
        doing.call(uid, _clean(form), request.user)
        return Response(_row(case_view(uid, request.user)))


def _with_today(said: Any, field: str) -> dict[str, Any]:
    """A body without its day means today."""
    from_form = {key: value for key, value in said.items() if value is not None}
    return {field: "今天"} | from_form


def _clean(form: Any) -> dict[str, Any]:
    if form.is_valid():
        return dict(form.cleaned_data)
    field, errors = next(iter(form.errors.items()))
    raise UserError(str(errors[0]), field="" if field == "__all__" else field)


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _row(seen: CaseView) -> dict[str, Any]:
    case = seen.case
    return {
        "uid": str(case.uid),
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "law": case.law,
        "area": case.area_code,
        "applied_on": _day(case.applied_on),
        "accepted_on": _day(case.accepted_on),
        "due_on": _day(case.due_on),
        "review_on": _day(case.review_on),
        "members": [
            {
                "person": str(line.uid) if line.uid else None,
                "relation": line.row.relation,
                "covered": line.row.covered,
                "excluded_reason": line.row.excluded_reason,
            }
            for line in seen.members
        ],
        "acts": [act.key for act in seen.acts],
    }

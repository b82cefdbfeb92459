"""Assessments for machines: those of a person, and recording one that was made on another system."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.api.body import object_of
from core.errors import UserError
from core.read_log import log_view
from core.ui.dates import NotADay, parse_day
from elderly.domain.assessment import Given
from elderly.domain.assessment_ability import EVENTS, Risks
from elderly.domain.assessment_words import INFORMANTS, PLACES, REASONS, SCALES
from elderly.domain.rights import HEALTH
from elderly.selectors.assessments_list import api_rows, plain
from elderly.services.assessments import ASSESS, NewAssessment, record_assessment
from residents.selectors.person import person_in_scope


class AssessmentRow(serializers.Serializer[Any]):
    """A result: never the single answers."""

    uid = serializers.UUIDField()
    client_uid = serializers.UUIDField()
    scale = serializers.ChoiceField(list(SCALES.items()))
    assessed_on = serializers.DateField()
    level = serializers.IntegerField(allow_null=True, help_text="能力 0–4（0 完好），自理 1–4（1 可自理），体质没有")
    score = serializers.IntegerField(allow_null=True)
    result = serializers.CharField(help_text="等级或体质，文字")
    reason = serializers.ChoiceField(list(REASONS.items()))
    place = serializers.ChoiceField(list(PLACES.items()))
    valid_until = serializers.DateField(allow_null=True)
    standing = serializers.BooleanField(help_text="现在算数的一份")
    voided = serializers.BooleanField()
    assessor = serializers.CharField()
    second = serializers.CharField(allow_blank=True)


class RisksGiven(serializers.Serializer[Any]):
    """What makes a level worse."""

    coma = serializers.BooleanField(required=False)
    diagnosis = serializers.BooleanField(required=False, help_text="确诊 F00–F99")
    events = serializers.DictField(
        child=serializers.IntegerField(), required=False, help_text=f"近 30 天次数：{'、'.join(EVENTS)}"
    )


class AssessmentGiven(serializers.Serializer[Any]):
    """An assessment to be recorded."""

    client_uid = serializers.UUIDField(help_text="由发送方起，重发时不变")
    scale = serializers.ChoiceField(list(SCALES.items()))
    assessed_on = serializers.DateField()
    answers = serializers.DictField(
        child=serializers.CharField(), help_text="按项目编号：能力 B.1.1 → 分，自理 1 → independent，体质 1 → 1–5"
    )
    risks = RisksGiven(required=False)
    reason = serializers.ChoiceField(list(REASONS.items()))
    place = serializers.ChoiceField(list(PLACES.items()))
    informant = serializers.ChoiceField(list(INFORMANTS.items()))
    informant_name = serializers.CharField(required=False, allow_blank=True)
    second = serializers.CharField(required=False, allow_blank=True, help_text="另一位评估员；能力评估必填")
    note = serializers.CharField(required=False, allow_blank=True)
    anyway = serializers.BooleanField(required=False, help_text="同一天已有一份，这一份也留下")


class AssessmentsApi(APIView):
    """The assessments of one person."""

    permission = HEALTH
    write_permission = ASSESS

    @extend_schema(operation_id="assessments_list", summary="一个人的历次评估", responses=AssessmentRow(many=True))
    def get(self, request: Request, person: UUID) -> Response:
        """Newest first; the look is written down."""
        seen = person_in_scope(person, scope=request.user.scope(HEALTH))
        area = seen.living_area or seen.hukou_area
        log_view(by=request.user, kind="assessment", uid=seen.uid, label=seen.name, area=area)
        return Response(api_rows(seen.pk))

    @extend_schema(
        operation_id="assessment_record",
        summary="记一次评估",
        request=AssessmentGiven,
        responses={201: AssessmentRow, 200: AssessmentRow},
    )
    def post(self, request: Request, person: UUID) -> Response:
        """201 recorded, 200 recorded before, 409 one of the scale and day stands already."""
        recorded = record_assessment(_read(object_of(request), person, request.user.username), by=request.user)
        return Response(plain(recorded.row), status=200 if recorded.again else 201)


def _read(data: Any, person: UUID, by: str) -> NewAssessment:
    given, risks = _object(data, "answers"), _object(data, "risks")
    events = {str(key): _count(value) for key, value in _object(risks, "events").items()}
    try:
        client = UUID(str(data.get("client_uid")))
        day = parse_day(str(data.get("assessed_on") or ""), today=clock.today())
    except ValueError as error:
        raise UserError("client_uid 不是编号。", field="client_uid", remedy="要 UUID，重发时不变。") from error
    except NotADay as error:
        raise UserError(str(error), field="assessed_on", remedy="写成 2026-11-23。") from error
    text = {key: str(data.get(key) or "") for key in ("scale", "reason", "place", "informant")}
    more = {key: str(data.get(key) or "") for key in ("informant_name", "second", "note")}
    answers = {str(key): str(value) for key, value in given.items()}
    return NewAssessment(
        client_uid=client,
        person_uid=person,
        given=Given(answers, Risks(risks.get("coma") is True, risks.get("diagnosis") is True, events)),
        assessed_on=day,
        source=f"api:{by}"[:64],
        anyway=data.get("anyway") is True,
        **text,
        **more,
    )


def _object(data: Any, key: str) -> dict[str, Any]:
    value = data.get(key) or {}
    if not isinstance(value, dict):
        raise UserError(f"{key} 不是一个对象。", field=key, remedy='写成 {"项目": 值}。')
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise UserError(f"次数“{value}”不是整数。", field="risks", remedy="例如 2。")
    return value

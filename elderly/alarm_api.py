"""平安通 for the call centre: tell a press, tell each step, tell which devices are alive (docs/how-to/connect-an-alarm-centre.md)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.api.idempotency import idempotent
from core.clock import SHANGHAI
from core.errors import UserError
from elderly.models.alarm import CallKind, CallState, Outcome, StepAct
from elderly.selectors.alarm_told import told_by
from elderly.services.alarm_calls import REPORT, Received, receive_call, record_step
from elderly.services.alarm_devices import Heard, hear

MOST = 5000
_STEPS = (
    StepAct.REACHED, StepAct.NOT_REACHED, StepAct.ON_THE_WAY, StepAct.DOORSTEP, StepAct.NOTE, StepAct.CLOSED,
)  # fmt: skip


class CallBody(serializers.Serializer[Any]):
    """A press."""

    call_id = serializers.CharField(max_length=80, help_text="平台自己的编号；重报同一编号，是同一次呼叫")
    device = serializers.CharField(max_length=40, help_text="设备号")
    provider = serializers.CharField(required=False, help_text="几家服务商用同一个号时要写")
    pressed_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=CallKind.choices)


class ContactRow(serializers.Serializer[Any]):
    """Somebody to call, in order."""

    contact = serializers.IntegerField(help_text="第几个打，从 1 起")
    name = serializers.CharField()
    relation = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    by_agreement = serializers.BooleanField(help_text="照料协议指定的联系人")


class CallRow(serializers.Serializer[Any]):
    """A call as it stands."""

    uid = serializers.UUIDField()
    call_id = serializers.CharField()
    state = serializers.ChoiceField(choices=CallState.choices)
    answer_by = serializers.DateTimeField(allow_null=True, help_text="到这时还没有联系人的回音，就派人上门")
    outcome = serializers.CharField(allow_blank=True)
    contacts = ContactRow(many=True, required=False, help_text="只在报来呼叫的回答里有；每次都记入查看日志")


class StepBody(serializers.Serializer[Any]):
    """What the centre did."""

    act = serializers.ChoiceField(choices=[(one.value, one.label) for one in _STEPS])
    contact = serializers.IntegerField(required=False, help_text="第几个联系人；reached、not-reached、on-the-way 要写")
    words = serializers.CharField(required=False, max_length=200)
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False, help_text="closed 要写")
    key = serializers.CharField(required=False, max_length=100, help_text="平台自己的步骤编号；重报不重记")


class BeatRow(serializers.Serializer[Any]):
    """A device was heard of."""

    device = serializers.CharField()
    at = serializers.DateTimeField()


class BeatsBody(serializers.Serializer[Any]):
    """Many at once."""

    devices = BeatRow(many=True)


class BeatsTaken(serializers.Serializer[Any]):
    """What became of them."""

    taken = serializers.IntegerField()
    unknown = serializers.ListField(child=serializers.CharField(), help_text="没有登记在用的设备号")


class AlarmCallsApi(APIView):
    """Telling a press."""

    permission = write_permission = REPORT

    @extend_schema(
        operation_id="alarm_call", summary="报一次呼叫", request=CallBody, responses={201: CallRow, 200: CallRow}
    )
    @idempotent
    def post(self, request: Request) -> Response:
        said = _checked(CallBody, request)
        found = receive_call(
            call_id=said["call_id"],
            device=said["device"],
            provider=said.get("provider", ""),
            pressed_at=said["pressed_at"],
            kind=said["kind"],
            by=request.user,
        )
        return Response(_row(found), status=201 if found.first else 200)


class AlarmCallApi(APIView):
    """One call of the centre's own."""

    permission = REPORT

    @extend_schema(operation_id="alarm_call_read", summary="一次呼叫到哪一步了", responses=CallRow)
    def get(self, request: Request, uid: UUID) -> Response:
        return Response(_plain(told_by(uid, by=request.user)))


class AlarmStepsApi(APIView):
    """Telling a step."""

    permission = write_permission = REPORT

    @extend_schema(operation_id="alarm_step", summary="报呼叫的一步", request=StepBody, responses=CallRow)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        said = _checked(StepBody, request)
        return Response(_plain(record_step(uid=uid, by=request.user, **said)))


class AlarmHeartbeatsApi(APIView):
    """Telling which devices are alive."""

    permission = write_permission = REPORT

    @extend_schema(operation_id="alarm_heartbeats", summary="报设备有信号", request=BeatsBody, responses=BeatsTaken)
    def post(self, request: Request) -> Response:
        rows = object_of(request).get("devices")
        if not isinstance(rows, list) or len(rows) > MOST:
            raise UserError("devices 要是一组设备。", remedy=f"一次最多 {MOST} 台。", field="devices")
        taken, unknown = hear([_beat(row, place) for place, row in enumerate(rows, start=1)], by=request.user)
        return Response({"taken": taken, "unknown": unknown})


def _checked(body: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    form = body(data=object_of(request))
    form.is_valid(raise_exception=True)
    said: dict[str, Any] = form.validated_data
    return said


def _beat(row: Any, place: int) -> Heard:
    """Read by hand: thousands of rows a minute."""
    number = row.get("device") if isinstance(row, dict) else None
    at = _moment(row.get("at")) if isinstance(row, dict) else None
    if not isinstance(number, str) or not number or at is None:
        raise UserError(f"第 {place} 台看不懂。", remedy='按 {"device": "号", "at": "2026-11-22T08:00:00+08:00"} 写。')
    return Heard(number, at)


def _moment(said: Any) -> Any:
    try:
        moment = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=SHANGHAI) if moment and moment.tzinfo is None else moment


def _plain(call: Any) -> dict[str, Any]:
    return {
        "uid": str(call.uid),
        "call_id": call.call_id,
        "state": str(call.state),
        "answer_by": call.answer_by,
        "outcome": str(call.outcome),
    }


def _row(found: Received) -> dict[str, Any]:
    contacts = [
        {"contact": one.place, "name": one.name, "relation": one.relation, "phone": one.phone,
         "by_agreement": one.by_agreement}
        for one in found.contacts
    ]  # fmt: skip
    return _plain(found.call) | {"contacts": contacts}

"""`/api/v1/visits/`: a phone (by session) or a program (by token) sends visits, photos and decisions; sending twice changes nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.selectors.users import names_of
from core.api.body import object_of
from core.errors import UserError
from lifecycle.domain.visits import CHOICES, LABELS, NEEDS, VERDICTS
from lifecycle.selectors.visits_past import answers_of
from lifecycle.services.visits import Recorded, record_visit, settle_visit
from lifecycle.services.visits_photos import MOST_BYTES, keep_photo
from lifecycle.views.visits_forms import sent_by, uid_of

ANSWERS = inline_serializer(
    "VisitAnswers",
    {
        **{key: serializers.ChoiceField(list(words), required=key == "met") for key, words in CHOICES.items()},
        "whom": serializers.CharField(required=False, allow_blank=True),
        "needs": serializers.ListField(child=serializers.ChoiceField(list(NEEDS)), required=False),
        "note": serializers.CharField(required=False, allow_blank=True),
        "next_on": serializers.DateField(required=False, allow_null=True),
        "next_reason": serializers.CharField(required=False, allow_blank=True),
    },
)
DIFFERING = inline_serializer(
    "VisitDifference",
    {
        "key": serializers.CharField(),
        "label": serializers.CharField(help_text="问的是什么"),
        "theirs": serializers.CharField(help_text="先填的人填的"),
        "mine": serializers.CharField(help_text="这一次填的"),
    },
    many=True,
)
VISIT = inline_serializer(
    "Visit",
    {
        "uid": serializers.UUIDField(),
        "client_uid": serializers.UUIDField(),
        "standing": serializers.ChoiceField(["told", "differs", "joined"]),
        "visited_at": serializers.DateTimeField(),
        "answers": ANSWERS,
        "differing": DIFFERING,
        "parts": inline_serializer(
            "VisitPart",
            {
                "key": serializers.CharField(),
                "title": serializers.CharField(),
                "refused": serializers.CharField(help_text="没有收下的原因；空的是收下了。走访本身总是记下的。"),
            },
            many=True,
        ),
        "theirs": inline_serializer(
            "VisitOfAnother",
            {"by": serializers.CharField(), "at": serializers.DateTimeField(), "answers": ANSWERS},
            allow_null=True,
        ),
    },
)
SENT = inline_serializer(
    "NewVisit",
    {
        "client_uid": serializers.UUIDField(help_text="由发送方起，重发时不变"),
        "person": serializers.UUIDField(),
        "task": serializers.UUIDField(required=False, allow_null=True),
        "known": serializers.UUIDField(required=False, allow_null=True, help_text="填写时知道的最近一次走访"),
        "visited_at": serializers.DateTimeField(required=False),
        "answers": ANSWERS,
        "task_answers": serializers.DictField(required=False, help_text="这件待办自己的问题"),
        "ticks": serializers.ListField(child=serializers.IntegerField(), required=False),
        "parts": serializers.DictField(
            child=serializers.DictField(),
            required=False,
            help_text='其他职责另外问的，按部分、按问题：{"alarm-test": {"heard": "yes"}}。问过而没有答的送空文本。',
        ),
    },
)


class VisitsApi(APIView):
    """Record a visit."""

    permission = "visit.do"

    @extend_schema(
        operation_id="visit_record", summary="记一次走访", request=SENT, responses={201: VISIT, 200: VISIT, 409: VISIT}
    )
    def post(self, request: Request) -> Response:
        """201 recorded, 200 recorded before, 409 kept beside another person's visit and waiting for a decision."""
        data = object_of(request)
        person = uid_of(data.get("person"), "person")
        if person is None:
            raise UserError("没有写走访的是谁。", field="person", remedy="person 填居民的 uid。")
        sent = sent_by(data, person=person, task=uid_of(data.get("task"), "task"))
        recorded = record_visit(sent, by=request.user)
        status = 409 if recorded.differing else 200 if recorded.again else 201
        return Response(_row(recorded), status=status)


class VisitSettleApi(APIView):
    """Decide what two people answered differently."""

    permission = "visit.do"

    @extend_schema(
        operation_id="visit_settle",
        summary="逐项定下用谁填的",
        request=inline_serializer(
            "VisitVerdicts",
            {
                "verdicts": serializers.DictField(
                    child=serializers.ChoiceField(VERDICTS), help_text=f"按项：{list(LABELS)}"
                )
            },
        ),
        responses=VISIT,
    )
    def post(self, request: Request, uid: UUID) -> Response:
        verdicts = object_of(request).get("verdicts")
        if not isinstance(verdicts, dict):
            raise UserError("没有写用谁的。", field="verdicts", remedy='写成 {"health": "mine"}。')
        return Response(_row(Recorded(settle_visit(uid, verdicts, by=request.user))))


class VisitPhotosApi(APIView):
    """Add a photo to one's own visit."""

    permission = "visit.do"
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="visit_photo",
        summary="给走访加一张照片",
        request={
            "multipart/form-data": inline_serializer(
                "VisitPhoto", {"client_uid": serializers.UUIDField(), "photo": serializers.FileField()}
            )
        },
        responses={
            201: inline_serializer(
                "VisitPhotoKept", {"uid": serializers.UUIDField(), "size": serializers.IntegerField()}
            )
        },
    )
    def post(self, request: Request, uid: UUID) -> Response:
        """`uid`: the visit's, or the client_uid with which it was sent. The same photo again adds nothing."""
        client, photo = uid_of(request.data.get("client_uid"), "client_uid"), request.FILES.get("photo")
        if client is None or photo is None:
            raise UserError("没有照片，或者没有编号。", field="photo", remedy="发 client_uid 和 photo 两项。")
        kept = keep_photo(visit_uid=uid, client_uid=client, content=photo.read(MOST_BYTES + 1), by=request.user)
        return Response({"uid": str(kept.uid), "size": kept.size}, status=201)


def _row(recorded: Recorded) -> dict[str, Any]:
    visit, theirs = recorded.visit, recorded.theirs if recorded.differing else None
    return {
        "uid": str(visit.uid),
        "client_uid": str(visit.client_uid),
        "standing": visit.standing,
        "visited_at": visit.visited_at.isoformat(),
        "answers": answers_of(visit).plain(),
        "differing": [
            {"key": one.key, "label": one.label, "theirs": one.theirs, "mine": one.mine} for one in recorded.differing
        ],
        "parts": [{"key": part.part, "title": part.title, "refused": part.refused} for part in recorded.parts],
        "theirs": {
            "by": names_of([theirs.by]).get(theirs.by, theirs.by),
            "at": theirs.visited_at.isoformat(),
            "answers": answers_of(theirs).plain(),
        }
        if theirs
        else None,
    }

"""`POST /api/v1/imports/` (multipart: feed, file) and `GET /api/v1/imports/{uid}/`: the same services as the screen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import UserError
from core.imports.batches import State, find, receive
from core.models import ImportBatch
from core.permission import SIGNED_IN
from core.tasks import import_whole

NUMBERS = ("rows", "accepted", "unchanged", "corrected", "review", "refused", "skipped")

_BATCH = inline_serializer(
    "ImportBatch",
    {
        "batch": serializers.UUIDField(),
        "feed": serializers.CharField(),
        "state": serializers.ChoiceField(choices=State.choices),
        "message": serializers.CharField(),
        **{name: serializers.IntegerField() for name in NUMBERS},
    },
)
_UPLOAD = inline_serializer(
    "ImportUpload",
    {"feed": serializers.CharField(), "file": serializers.FileField(), "sheet": serializers.CharField(required=False)},
)


class ImportsApi(APIView):
    """Send a file. It is checked and its good rows enter; ask for the batch to learn how it went."""

    permission = SIGNED_IN
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="imports_create", request={"multipart/form-data": _UPLOAD}, responses={202: _BATCH})
    def post(self, request: Request) -> Response:
        file = request.FILES.get("file")
        if file is None:
            raise UserError("没有收到文件。", field="file", remedy="请以 multipart/form-data 的 file 一项送来。")
        received = receive(
            file.read(),
            file_name=file.name or "",
            by=request.user,
            feed_code=request._request.POST.get("feed", ""),
            sheet=request._request.POST.get("sheet", ""),
        )
        batch, user_id = received.batch, request.user.pk
        transaction.on_commit(lambda: import_whole.delay(batch.pk, user_id))
        return Response(_said(batch), status=202)


class ImportApi(APIView):
    """How a batch stands."""

    permission = SIGNED_IN

    @extend_schema(operation_id="imports_retrieve", responses=_BATCH)
    def get(self, request: Request, uid: UUID) -> Response:
        return Response(_said(find(uid, by=request.user)))


def _said(batch: ImportBatch) -> dict[str, Any]:
    numbers = {name: batch.counts.get(name, 0) for name in NUMBERS}
    return {"batch": str(batch.uid), "feed": batch.feed, "state": batch.state, "message": batch.message, **numbers}

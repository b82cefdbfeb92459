"""`/api/v1/visits/forms/<form>/`: a phone sends a form that was filled in at a door; sending twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.errors import UserError
from lifecycle.services.door_forms import store_form
from lifecycle.views.visits_forms import moment_of, uid_of

STORED = inline_serializer(
    "DoorFormStored",
    {
        "client_uid": serializers.UUIDField(),
        "url": serializers.CharField(help_text="看结果的页面"),
        "words": serializers.CharField(),
    },
)


class DoorFormsApi(APIView):
    """Store a form of a duty."""

    permission = "person.view"

    @extend_schema(
        operation_id="door_form_store",
        summary="存一张上门填的表",
        request=inline_serializer(
            "DoorFormSent",
            {
                "client_uid": serializers.UUIDField(help_text="由发送方起，重发时不变"),
                "person": serializers.UUIDField(),
                "about": serializers.CharField(
                    required=False, allow_blank=True, help_text="表是关于什么的：量表、申请 …"
                ),
                "filled_at": serializers.DateTimeField(required=False),
                "anyway": serializers.BooleanField(required=False, help_text="已有人在同一天做过，这一份也留下"),
                "values": serializers.DictField(
                    child=serializers.ListField(child=serializers.CharField(allow_blank=True)),
                    help_text="表上的各项，按名字",
                ),
            },
        ),
        responses={201: STORED, 200: STORED},
    )
    def post(self, request: Request, form: str) -> Response:
        """201 stored, 200 stored before, 409 somebody did the same that day and `anyway` was not said, 400 says what to mend."""
        data = object_of(request)
        client, person = uid_of(data.get("client_uid"), "client_uid"), uid_of(data.get("person"), "person")
        if client is None or person is None:
            raise UserError(
                "没有写填的是谁，或者没有编号。", field="client_uid", remedy="client_uid 和 person 都要有。"
            )
        stored = store_form(
            form,
            client_uid=client,
            person_uid=person,
            about=str(data.get("about") or ""),
            values=_values(data.get("values")),
            by=request.user,
            filled_at=moment_of(data.get("filled_at"), "filled_at"),
            anyway=data.get("anyway") is True,
        )
        told = {"client_uid": str(client), "url": stored.url, "words": stored.words}
        return Response(told, status=200 if stored.again else 201)


def _values(given: Any) -> dict[str, list[str]]:
    if not isinstance(given, Mapping):
        raise UserError("没有送来填的内容。", field="values", remedy='写成 {"字段": ["值"]}。')
    return {
        str(name): [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in given.items()
    }

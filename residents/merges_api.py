"""The API of merging: what it would do, doing it, one merge, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.api.idempotency import idempotent
from core.errors import UserError
from residents.models import Merge
from residents.services.merge import PERMISSION, merge, preview
from residents.services.merge_words import if_not, if_same
from residents.services.unmerge import undo_merge, undo_preview

MERGE = inline_serializer(
    "Merge",
    {
        "uid": serializers.UUIDField(),
        "kept": serializers.UUIDField(help_text="保留的一条"),
        "lost": serializers.UUIDField(help_text="并入的一条；它的编号从此回答保留的一条"),
        "merged_at": serializers.DateTimeField(),
        "merged_by": serializers.CharField(),
        "why": serializers.CharField(allow_blank=True),
        "done": serializers.ListField(child=serializers.CharField(), help_text="做了什么"),
        "undone_at": serializers.DateTimeField(allow_null=True),
        "undone_by": serializers.CharField(allow_blank=True),
        "left": serializers.ListField(child=serializers.CharField(), help_text="撤销时做了什么"),
    },
)
PREVIEW = inline_serializer(
    "MergePreview",
    {
        "if_same": serializers.ListField(child=serializers.CharField()),
        "if_not": serializers.ListField(child=serializers.CharField()),
        "conflicts": serializers.ListField(child=serializers.CharField(), help_text="有一条就不能合并"),
        "doubts": serializers.ListField(child=serializers.CharField()),
        "number_open": serializers.BooleanField(help_text="两条各有一个在用的证号，要用 number 选留用哪一个"),
    },
)
_PAIR = {"keep": serializers.UUIDField(), "lose": serializers.UUIDField()}


class MergesApi(APIView):
    """Merge two records, or ask what merging would do."""

    permission = write_permission = PERMISSION

    @extend_schema(
        operation_id="merges_preview",
        summary="合并会做什么（什么都不改）",
        parameters=[OpenApiParameter("keep", str, required=True), OpenApiParameter("lose", str, required=True)],
        responses=PREVIEW,
    )
    def get(self, request: Request) -> Response:
        keep, lose = _pair(request.query_params)
        plan = preview(keep_uid=keep, lose_uid=lose, by=request.user)
        return Response(
            {
                "if_same": [line.text for line in if_same(plan)],
                "if_not": [line.text for line in if_not(plan)],
                "conflicts": plan.conflicts,
                "doubts": plan.doubts,
                "number_open": plan.number.open,
            }
        )

    @extend_schema(
        operation_id="merges_create",
        summary="把两条记录合并成一条",
        request=inline_serializer(
            "NewMerge",
            {
                **_PAIR,
                "why": serializers.CharField(required=False),
                "number": serializers.ChoiceField(["keep", "lose"], required=False, help_text="留用哪一条的证号"),
            },
        ),
        responses={201: MERGE},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        said = object_of(request)
        keep, lose = _pair(said)
        number = {"keep": "kept", "lose": "lost"}.get(str(said.get("number") or ""), "")
        choices = {"number": number} if number else {}
        made = merge(keep_uid=keep, lose_uid=lose, by=request.user, why=str(said.get("why") or ""), choices=choices)
        return Response(_shown(made), status=201)


class MergeApi(APIView):
    """One merge."""

    permission = "person.view"

    @extend_schema(operation_id="merges_retrieve", summary="一次合并", responses=MERGE)
    def get(self, request: Request, uid: UUID) -> Response:
        return Response(_shown(undo_preview(uid=uid, by=request.user).merge))


class MergeUndoApi(APIView):
    """Take a merge back."""

    permission = write_permission = PERMISSION

    @extend_schema(
        operation_id="merges_undo",
        summary="撤销一次合并",
        request=inline_serializer("UndoMerge", {"why": serializers.CharField()}),
        responses=MERGE,
    )
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        why = str(object_of(request).get("why") or "").strip()
        if not why:
            raise UserError("请写为什么撤销。", field="why")
        return Response(_shown(undo_merge(uid=uid, by=request.user, why=why)))


def _pair(said: Any) -> tuple[UUID, UUID]:
    found = []
    for name in ("keep", "lose"):
        try:
            found.append(UUID(str(said.get(name) or "")))
        except ValueError as wrong:
            raise UserError(f"{name} 要写记录的编号（uid）。", field=name) from wrong
    return found[0], found[1]


def _shown(made: Merge) -> dict[str, Any]:
    return {
        "uid": str(made.uid),
        "kept": str(made.kept.uid),
        "lost": str(made.lost.uid),
        "merged_at": made.merged_at.isoformat(),
        "merged_by": made.merged_by,
        "why": made.why,
        "done": made.counts,
        "undone_at": made.undone_at.isoformat() if made.undone_at else None,
        "undone_by": made.undone_by,
        "left": made.left,
    }

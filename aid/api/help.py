"""The chain of help for machines: everything that a person's home gets from anyone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aid.selectors.chain import Given, help_of
from core.read_log import log_view
from residents.help_given import SORTS


class HelpRow(serializers.Serializer[Any]):
    """Something given; `person` null: to the household as a whole."""

    sort = serializers.ChoiceField(list(SORTS.items()))
    what = serializers.CharField()
    giver = serializers.CharField(allow_blank=True)
    person = serializers.UUIDField(allow_null=True)
    amount = serializers.DecimalField(12, 2, allow_null=True, help_text="元；monthly 的是每月")
    count = serializers.CharField(allow_blank=True, help_text="数量，文字")
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True, help_text="从这一天起没有；空就是还有，或者只给一次")
    document = serializers.CharField(allow_blank=True)
    now = serializers.BooleanField(help_text="今天还在给")


class HelpChain(serializers.Serializer[Any]):
    """The chain of the household in which somebody lives. `household` null: the person lives in none and stands alone."""

    household = serializers.UUIDField(allow_null=True)
    since = serializers.DateField(help_text="从哪天起的")
    hidden = serializers.ListField(child=serializers.CharField(), help_text="职责看不到的来源")
    results = HelpRow(many=True)


class PersonHelpApi(APIView):
    """What a person's home gets, as far as the token's user may see it."""

    permission = "aid.view"

    @extend_schema(operation_id="person_help", summary="一个人家里得到的帮助", responses=HelpChain)
    def get(self, request: Request, uid: UUID) -> Response:
        found = help_of(uid, user=request.user)
        log_view(by=request.user, kind="person", uid=uid, label=found.name, area=found.area)
        return Response(
            {
                "household": str(found.household) if found.household else None,
                "since": found.since.isoformat(),
                "hidden": found.hidden,
                "results": [_row(one) for one in found.lines],
            }
        )


def _row(given: Given) -> dict[str, Any]:
    line = given.line
    return {
        "sort": line.sort,
        "what": line.what,
        "giver": line.giver,
        "person": str(given.uid) if given.uid else None,
        "amount": None if line.amount is None else str(line.amount),
        "count": line.count,
        "since": line.since.isoformat(),
        "until": line.until.isoformat() if line.lasts and line.until else None,
        "document": line.document,
        "now": given.now,
    }

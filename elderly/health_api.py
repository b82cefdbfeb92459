"""`/api/v1/persons/<uid>/checkups/`: a person's check-ups, read and entered by a program."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.api.paging import whole
from core.errors import NotAllowed, UserError
from core.panels import allowed
from core.read_log import log_view
from elderly.domain.checkup_said import NAMES
from elderly.domain.rights import HEALTH
from elderly.selectors.checkups import CheckupLine, checkup_rows, lines_of
from elderly.services.checkups import enter_checkup
from elderly.views.health_forms import CheckupForm
from residents.selectors.person import PersonView, person_page

_MEASURED: dict[str, serializers.Field] = {
    "institution": serializers.CharField(required=False, allow_blank=True, help_text="体检机构"),
    "doctor": serializers.CharField(required=False, allow_blank=True, help_text="责任医生"),
    "height": serializers.DecimalField(4, 1, required=False, allow_null=True, help_text="身高，厘米"),
    "weight": serializers.DecimalField(4, 1, required=False, allow_null=True, help_text="体重，千克"),
    "waist": serializers.DecimalField(4, 1, required=False, allow_null=True, help_text="腰围，厘米"),
    "sbp": serializers.IntegerField(required=False, allow_null=True, help_text="收缩压，mmHg"),
    "dbp": serializers.IntegerField(required=False, allow_null=True, help_text="舒张压，mmHg"),
    "fbg": serializers.DecimalField(4, 2, required=False, allow_null=True, help_text="空腹血糖，mmol/L"),
    "htn": serializers.BooleanField(required=False, allow_null=True, help_text="高血压"),
    "dm": serializers.BooleanField(required=False, allow_null=True, help_text="糖尿病"),
    "selfcare_score": serializers.IntegerField(required=False, allow_null=True, help_text="自理能力评分，0–37"),
    "tcm": serializers.CharField(
        required=False, allow_blank=True, help_text="中医体质的字母，ZYYXH/T 157-2009：A 平和质 … I 特禀质，可以几个"
    ),
    "evaluation": serializers.CharField(required=False, allow_blank=True, help_text="健康评价"),
    "findings": serializers.CharField(required=False, allow_blank=True, help_text="其他发现"),
    "next_on": serializers.DateField(required=False, allow_null=True, help_text="下次预约日期"),
}
_TOLD: dict[str, serializers.Field] = {
    "uid": serializers.UUIDField(),
    "exam_on": serializers.DateField(),
    **_MEASURED,
    "remarks": serializers.ListField(child=serializers.CharField(), help_text="照界线要留意的，不是诊断"),
    "source": serializers.CharField(),
}
CHECKUP = inline_serializer("Checkup", _TOLD)
CHECKUPS = inline_serializer(
    "Checkups",
    {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": inline_serializer("Checkup", _TOLD, many=True),
    },
)
NEW = inline_serializer(
    "NewCheckup",
    {
        "exam_on": serializers.DateField(),
        **_MEASURED,
        "sure": serializers.BooleanField(required=False, help_text="少见的数值已经核对过"),
    },
)


class CheckupsApi(APIView):
    """A person's check-ups, newest first."""

    permission = HEALTH

    @extend_schema(operation_id="person_checkups", summary="一个人的体检", responses=CHECKUPS)
    def get(self, request: Request, uid: UUID) -> Response:
        seen = _seen(request, uid)
        log_view(by=request.user, kind="checkup", uid=seen.uid, label=f"{seen.name}的体检", area=seen.living_area)
        rows = list(checkup_rows(seen.pk).order_by("-exam_on"))
        return Response(whole([_row(line) for line in lines_of(rows)]))

    @extend_schema(operation_id="person_checkup_enter", summary="登记一次体检", request=NEW, responses={201: CHECKUP})
    def post(self, request: Request, uid: UUID) -> Response:
        """Judged like the form: 400 says which field is wrong, 409 that the day has a check-up already."""
        seen = _seen(request, uid)
        if not allowed(request.user, "elder.edit", seen):
            raise NotAllowed("登记体检要有改老人档案的权限。")
        form = CheckupForm(_typed(dict(object_of(request))), born=seen.birth_date, died=seen.died_on)
        if not form.is_valid():
            field, words = next(iter(form.errors.items()))
            raise UserError(str(words[0]), field=field)
        row = enter_checkup(person_id=seen.pk, exam_on=form.cleaned_data["exam_on"], said=form.said, by=request.user)
        return Response(_row(lines_of([row])[0]), status=201)


def _seen(request: Request, uid: UUID) -> PersonView:
    return person_page(uid, scope=request.user.scope(HEALTH))  # type: ignore[union-attr]


def _typed(sent: dict[str, Any]) -> dict[str, Any]:
    """What a program sent, as the form's boxes hold it."""
    typed = {name: "" if value is None else value for name, value in sent.items()}
    for name in ("htn", "dm"):
        typed[name] = {True: "yes", False: "no"}.get(sent.get(name), "")  # type: ignore[arg-type]
    typed["tcm"] = list(str(sent.get("tcm") or ""))
    return typed


def _row(line: CheckupLine) -> dict[str, Any]:
    said = {name: getattr(line.said, name) for name in NAMES}
    return {
        "uid": str(line.row.uid),
        "exam_on": line.row.exam_on,
        **said,
        "remarks": [one.words for one in line.remarks],
        "source": line.source,
    }

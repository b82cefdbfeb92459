"""Tasks for machines: what waits where, and closing what is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.api.idempotency import idempotent
from core.api.paging import KeysetPagination
from core.errors import NotFound, UserError
from lifecycle.domain.task_states import CLOSED_STATES, OPEN_STATES, State
from lifecycle.models import Task
from lifecycle.selectors.tasks import TaskLine, kind_of, lines, visible
from lifecycle.services.task_completing import complete

STATE = OpenApiParameter(
    "state",
    OpenApiTypes.STR,
    enum=["open", "done", "cancelled"],
    description="状态；不写就是全部。open 包含待办、在办、暂停",
)
AREA = OpenApiParameter("area", OpenApiTypes.STR, description="地区代码；不写就是自己的范围")
KIND = OpenApiParameter("kind", OpenApiTypes.STR, description="种类，如 confirm-head")


class TaskRow(serializers.Serializer[Any]):
    """A task. `persons`: those whom the token may see, the first is the one it is done for."""

    uid = serializers.UUIDField()
    kind = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField(help_text="open 没办结、done 办结、cancelled 取消")
    due_on = serializers.DateField(allow_null=True)
    persons = serializers.ListField(child=serializers.UUIDField())
    area = serializers.CharField()
    event = serializers.UUIDField(allow_null=True)


class TaskPage(serializers.Serializer[Any]):
    """A page of tasks."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = TaskRow(many=True)


class QuestionRow(serializers.Serializer[Any]):
    """A question of the closing form; `choices`: {key: words}."""

    key = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.CharField(help_text="text、choice、several、day、yes-no、number")
    required = serializers.BooleanField()
    choices = serializers.DictField(child=serializers.CharField())


class TaskDetail(TaskRow):
    """A task with what its closing asks."""

    why = serializers.CharField(allow_blank=True)
    due_at = serializers.DateTimeField(allow_null=True, help_text="按小时、分钟算的时限")
    starts_on = serializers.DateField()
    stage = serializers.CharField(help_text="open 待办、started 在办、paused 暂停、done 办结、cancelled 取消")
    assignee = serializers.CharField(allow_blank=True, help_text="指定的人的登录名；空就是归岗位")
    role = serializers.CharField()
    escalated_to = serializers.CharField(allow_blank=True, help_text="报到哪个地区")
    outcome = serializers.CharField(allow_blank=True)
    checklist = serializers.ListField(child=serializers.CharField())
    form = QuestionRow(many=True)


class Completing(serializers.Serializer[Any]):
    """What closes a task. `checklist`: places of the steps done, from 0; left out: all of them."""

    answers = serializers.DictField(child=serializers.JSONField(), required=False)
    checklist = serializers.ListField(child=serializers.IntegerField(), required=False)
    note = serializers.CharField(required=False, max_length=150)


class TasksApi(APIView):
    """The tasks that the token's user may see."""

    permission = "task.view"

    @extend_schema(operation_id="tasks_list", summary="待办", parameters=[STATE, AREA, KIND], responses=TaskPage)
    def get(self, request: Request) -> Response:
        asked, pages = request.query_params, KeysetPagination()
        rows = visible(request.user, asked.get("area", "")).filter(state__in=_states(asked.get("state", "")))
        if kind := asked.get("kind", ""):
            rows = rows.filter(kind=kind)
        found = pages.paginate_queryset(_told(rows), request, view=self)
        return Response(
            {
                "next": pages.get_next_link(),
                "previous": pages.get_previous_link(),
                "results": [_row(line) for line in lines(found)],
            }
        )


class TaskApi(APIView):
    """One task."""

    permission = "task.view"

    @extend_schema(operation_id="tasks_read", summary="一件待办", responses=TaskDetail)
    def get(self, request: Request, uid: UUID) -> Response:
        return Response(_detail(_found(request, uid)))


class TaskCompleteApi(APIView):
    """Close a task."""

    permission = write_permission = "task.do"

    @extend_schema(operation_id="tasks_complete", summary="办结", request=Completing, responses=TaskDetail)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        said = object_of(request)
        complete(
            uid,
            by=request.user,
            answers=_object(said.get("answers")),
            ticked=_places(said.get("checklist")),
            note=str(said.get("note") or "")[:150],
        )
        return Response(_detail(_found(request, uid)))


def _states(state: str) -> tuple[str, ...]:
    if state in ("", "open"):
        return OPEN_STATES if state else (*OPEN_STATES, *CLOSED_STATES)
    if state not in CLOSED_STATES:
        raise UserError(f"没有「{state}」这个状态。", field="state", remedy="可写 open、done、cancelled。")
    return (state,)


def _object(answers: Any) -> dict[str, Any]:
    if answers is None:
        return {}
    if not isinstance(answers, dict):
        raise UserError("answers 要写成一个对象。", field="answers", remedy='例如 {"result": "mended"}。')
    return answers


def _places(checklist: Any) -> list[int] | None:
    if checklist is None:
        return None
    if not isinstance(checklist, list) or not all(isinstance(place, int) for place in checklist):
        raise UserError("checklist 要写成数字的列表。", field="checklist", remedy="例如 [0, 1]，从 0 数起。")
    return checklist


def _told(rows: QuerySet[Task]) -> QuerySet[Task]:
    return rows.select_related("assignee", "event")


def _found(request: Request, uid: UUID) -> TaskLine:
    row = _told(visible(request.user)).filter(uid=uid).first()
    if row is None:
        raise NotFound("没有这件待办，或者不在你的范围里。")
    return lines([row])[0]


def _row(line: TaskLine) -> dict[str, Any]:
    task = line.task
    return {
        "uid": task.uid,
        "kind": task.kind,
        "title": task.title,
        "state": State(task.state).published,
        "due_on": task.due_on,
        "persons": [person.uid for person in line.people],
        "area": task.area_code,
        "event": task.event.uid if task.event else None,
    }


def _detail(line: TaskLine) -> dict[str, Any]:
    task, kind = line.task, kind_of(line.task)
    return _row(line) | {
        "why": task.why,
        "due_at": task.due_at,
        "starts_on": task.starts_on,
        "stage": task.state,
        "assignee": task.assignee.username if task.assignee else "",
        "role": task.role,
        "escalated_to": task.escalated_to,
        "outcome": task.outcome,
        "checklist": list(kind.checklist),
        "form": [
            {
                "key": asked.key,
                "label": asked.label,
                "kind": asked.kind,
                "required": asked.required,
                "choices": dict(asked.choices),
            }
            for asked in kind.form
        ],
    }

"""Errors as problem+json (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core.errors import UserError
from core.ui.errors import PROBLEM, status_of


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception of a view into `{type, title, status, detail, errors}`."""
    if isinstance(error, UserError):
        return _problem(
            status_of(error), error.message, error.remedy, {error.field: [str(error)]} if error.field else None
        )
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, Http404 | exceptions.NotFound):
        return _problem(404, "没有这一条，或不在你的范围内。")
    if isinstance(error, exceptions.ParseError):
        return _problem(400, "读不懂送来的内容。", str(error.detail))
    if isinstance(error, exceptions.ValidationError):
        return _problem(400, "提交的内容有错。", errors=response.data)
    if isinstance(error, exceptions.Throttled):
        seconds = round(error.wait or 60)
        return _problem(429, "问得太快了。", f"请 {seconds} 秒后再问。", headers=dict(response.items()))
    detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
    return _problem(response.status_code, str(detail) or error.__class__.__name__, headers=dict(response.items()))


def _problem(
    status: int, title: str, detail: str = "", errors: Any = None, headers: dict[str, str] | None = None
) -> Response:
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = errors
    keep = {key: value for key, value in (headers or {}).items() if key in ("WWW-Authenticate", "Retry-After")}
    return Response(body, status=status, headers=keep, content_type=PROBLEM)


def describe_problems(result: dict[str, Any], **_known: Any) -> dict[str, Any]:
    """Hook of the API description: every call may answer with a problem."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string", "description": "错在哪里"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "怎么改"},
            "errors": {"type": "object", "description": "按字段列出的错误"},
        },
        "required": ["type", "title", "status"],
    }
    answer = {
        "description": "没有做成（RFC 9457）",
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for methods in result["paths"].values():
        for operation in methods.values():
            if isinstance(operation, dict) and "responses" in operation:
                operation["responses"]["default"] = answer
    return result

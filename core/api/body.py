"""What a program sent as the body of a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request

from core.errors import UserError


def object_of(request: Request) -> Mapping[str, Any]:
    """The body as an object; UserError when JSON of another kind was sent."""
    data = request.data
    if not isinstance(data, Mapping):
        raise UserError("送来的不是一个对象。", remedy='按 {"字段": "值"} 写。')
    return data

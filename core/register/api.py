"""The API of every register: `GET|POST {register}/`, `GET {register}/{id}/`. Rows are plain dicts, not serialized objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import IntegrityError, models, transaction
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.api.idempotency import idempotent
from core.errors import Conflict, NotFound, UserError
from core.register.declaration import Register, api_values, registers
from core.register.listing import PAGE_SIZE, Ask, read_page
from core.scope import Scope

LARGEST_PAGE = 500


class RegisterApi(APIView):
    """Shared by list and detail; `register` is set on the class made for each register."""

    register: Register
    permission: str = ""
    write_permission: str = ""

    def scope(self, request: Request) -> Scope:
        scope = request.user.scope(self.register.permission)
        code = request.query_params.get("area", "")
        return scope.within(code) if code else scope

    def values(self, row: Any) -> dict[str, Any]:
        guard = self.register.guard
        return api_values(self.register, guard(self.request.user, row) if guard else row)


class RegisterListApi(RegisterApi):
    """A page of rows, or a new row."""

    def get(self, request: Request) -> Response:
        ask_for = request.query_params
        size = min(max(_number(ask_for.get("page_size"), PAGE_SIZE), 1), LARGEST_PAGE)
        ask = Ask(
            {key: value for key, value in ask_for.items() if key != "area"},
            ask_for.get("q", "").strip(),
            ask_for.get("sort", ""),
            ask_for.get("after", ""),
            ask_for.get("before", ""),
        )
        page = read_page(self.register, self.scope(request), ask, size=size)
        return Response(
            {
                "next": self._link(request, "after", page.next),
                "previous": self._link(request, "before", page.previous),
                "results": [self.values(row) for row in page.rows],
            }
        )

    @idempotent
    def post(self, request: Request) -> Response:
        if self.register.save is None:
            raise UserError("这个登记册不能由接口写入。")
        values = self._read(object_of(request))
        try:
            with transaction.atomic():
                row, outcome = self.register.save(values, by=request.user, source=f"api:{request.user.username}")
        except IntegrityError as error:
            raise Conflict("已经有这一条了，没有重复写入。") from error
        found = self.register.manager.filter(pk=row.pk).values(*self.register.needs).get()
        return Response(self.values(found), status=201 if outcome == "created" else 200)

    def _read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        errors: dict[str, list[str]] = {}
        values: dict[str, Any] = {}
        for declared in self.register.fields:
            text = str(data.get(declared.key) or "").strip()
            if declared.required and not text:
                errors[declared.key] = [f"请填{declared.title}。"]
                continue
            try:
                values[declared.key] = declared.read(text) if text else ""
            except ValueError as error:
                errors[declared.key] = [str(error)]
        if errors:
            raise serializers.ValidationError(errors)
        return values

    def _link(self, request: Request, name: str, token: str) -> str | None:
        if not token:
            return None
        kept = request.query_params.copy()
        for key in ("after", "before"):
            kept.pop(key, None)
        kept[name] = token
        return request.build_absolute_uri(f"{request.path}?{kept.urlencode()}")


class RegisterDetailApi(RegisterApi):
    """One row."""

    def get(self, request: Request, identity: str) -> Response:
        register = self.register
        row = self._row(request, identity)
        if row is None and register.follow and (now := register.follow(identity)):
            row = self._row(request, now)
        if row is None:
            raise NotFound(f"没有这一条{register.noun},或不在你的范围内。")
        return Response(self.values(row))

    def _row(self, request: Request, identity: Any) -> Any:
        seen = self.register.manager.filter(self.scope(request).q(*self.register.area_fields))
        return seen.filter(**{self.register.identify: identity}).values(*self.register.needs).first()


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


def row_schema(register: Register) -> serializers.Serializer[Any]:
    """The row as the API description shows it."""
    fields: dict[str, serializers.Field[Any, Any, Any, Any]] = {register.identify: serializers.CharField()}
    for column in register.columns:
        name = column.key if column.api == "" else column.api or column.key
        fields[name] = _schema_field(register, column.needs[0] if column.api != "" else "")
    fields |= {path: _schema_field(register, path) for path in register.api_fields}
    return inline_serializer(f"{register.key.title().replace('-', '')}Row", fields)


def _schema_field(register: Register, source: str) -> serializers.Field[Any, Any, Any, Any]:
    """Dates are dates, everything else is text. `valid__startswith` is the lower bound of a range of dates."""
    model: Any = register.manager.model
    field: Any = None
    for part in source.split("__"):
        if isinstance(field, DateRangeField):
            field = field.base_field
        elif part:
            field = model._meta.get_field(part)
            model = getattr(field, "related_model", None) or model
    if isinstance(field, models.DateField):
        return serializers.DateField(allow_null=True)
    return serializers.CharField(allow_blank=True, allow_null=True)


def _page_schema(register: Register, row: Any) -> Any:
    fields: dict[str, Any] = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": serializers.ListField(child=row),
    }
    return inline_serializer(f"{register.key.title().replace('-', '')}Page", fields)


def _written(register: Register) -> Any:
    fields: dict[str, Any] = {
        f.key: serializers.CharField(required=f.required, help_text=f.help) for f in register.fields
    }
    return inline_serializer(f"New{register.key.title().replace('-', '')}", fields)


def _parameters(register: Register) -> list[OpenApiParameter]:
    known = [
        ("area", "地区代码,6/9/12 位"),
        ("q", "找人的词"),
        ("after", "翻页"),
        ("before", "翻页"),
        ("sort", "按哪一列排，前面加 - 为倒序"),
    ]
    known += [
        (declared.key, declared.title) for declared in register.filters if declared.kind not in ("from-to", "area")
    ]
    found = [OpenApiParameter(name, OpenApiTypes.STR, description=words) for name, words in known]
    return [
        *found,
        OpenApiParameter("page_size", OpenApiTypes.INT, description=f"1 到 {LARGEST_PAGE},默认 {PAGE_SIZE}"),
    ]


def views_of(register: Register) -> tuple[type[APIView], type[APIView]]:
    """List and detail view classes of a register, described for OpenAPI."""
    attributes = {
        "register": register,
        "permission": register.permission,
        "write_permission": register.edit_permission or register.permission,
        "http_method_names": ["get", "post", "options"] if register.save else ["get", "options"],
    }
    listing = type(f"{register.key}_list_api", (RegisterListApi,), attributes)
    detail = type(f"{register.key}_detail_api", (RegisterDetailApi,), attributes)
    row, name = row_schema(register), register.key.replace("-", "_")
    describe = {
        "get": extend_schema(
            operation_id=f"{name}_list",
            summary=register.title,
            parameters=_parameters(register),
            responses=_page_schema(register, row),
        )
    }
    if register.save:
        describe["post"] = extend_schema(
            operation_id=f"{name}_create",
            summary=f"登记{register.noun}",
            request=_written(register),
            responses={201: row},
        )
    one = extend_schema(
        operation_id=f"{name}_retrieve",
        summary=f"一条{register.noun}",
        description="并入另一条的旧编号，回答现在的那一条（编号不同）。" if register.follow else None,
        responses=row,
    )
    return extend_schema_view(**describe)(listing), extend_schema_view(get=one)(detail)


def api_patterns() -> list[URLPattern]:
    """URL patterns under /api/v1/ for every register."""
    patterns = []
    for register in registers:
        listing, detail = views_of(register)
        patterns.append(path(f"{register.key}/", listing.as_view(), name=f"api-{register.key}-list"))
        converter = "uuid" if register.identify == "uid" else "str"
        patterns.append(
            path(f"{register.key}/<{converter}:identity>/", detail.as_view(), name=f"api-{register.key}-detail")
        )
    return patterns

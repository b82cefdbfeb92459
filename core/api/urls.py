"""`/api/v1/` of the mechanisms, the description at `/api/schema/`, its pages at `/api/docs/`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.response import Response

from core.imports.api import ImportApi, ImportsApi
from core.middleware import POLICY
from core.permission import SIGNED_IN
from core.register.api import api_patterns


class ApiPages(SpectacularSwaggerSplitView):
    """Swagger UI, served locally; its own styles stand inline, so this page alone may use them."""

    url_name = "api-schema"
    permission = SIGNED_IN

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        response = super().get(request, *args, **kwargs)
        response["Content-Security-Policy"] = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        return response


urlpatterns = [
    path("v1/imports/", ImportsApi.as_view(), name="api-imports"),
    path("v1/imports/<uuid:uid>/", ImportApi.as_view(), name="api-import"),
    path("v1/", include(api_patterns())),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", ApiPages.as_view(), name="api-docs"),
]

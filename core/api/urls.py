"""`/api/v1/` of the mechanisms, the description at `/api/schema/`, its pages at `/api/docs/`."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from core.register.api import api_patterns

urlpatterns = [
    path("v1/", include(api_patterns())),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
]

"""Every URL of the product, by room."""

from django.urls import include, path

handler403 = "core.ui.errors.forbidden"
handler404 = "core.ui.errors.not_found"
handler500 = "core.ui.errors.server_error"

urlpatterns = [
    path("", include("core.urls")),
    path("", include("residents.urls")),
    path("", include("core.register.urls")),
    path("api/v1/", include("lifecycle.api.urls")),
    path("api/", include("core.api.urls")),
    path("api/v1/", include("residents.api")),
    path("api/v1/", include("lifecycle.api.engine")),
    path("api/v1/", include("messaging.api_urls")),
    path("api/v1/", include("elderly.api_urls")),
    path("api/v1/", include("aid.api_urls")),
    path("", include("accounts.urls")),
    path("", include("compliance.urls")),
    path("", include("messaging.urls")),
    path("", include("lifecycle.urls")),
    path("elderly/", include("elderly.urls")),
    path("aid/", include("aid.urls")),
]

"""规则 × 事件."""

from django.urls import path

from lifecycle.views import engine

urlpatterns = [
    path("", engine.index, name="engine"),
    path("retry/", engine.try_again, name="engine-retry"),
    path("rules/<str:key>/", engine.rule, name="engine-rule"),
]

"""`/elderly/…`: each field of work adds its own paths."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

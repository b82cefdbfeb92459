"""Pages of the compliance room; its registers bring their own."""

from django.urls import path

from compliance import views

urlpatterns = [
    path("compliance/", views.overview, name="compliance"),
    path("compliance/retention/", views.retention, name="compliance-retention"),
    path("compliance/lawful/", views.lawful, name="compliance-lawful"),
    path("compliance/requirements/", views.requirements, name="compliance-requirements"),
]

"""Pages of imports."""

from django.urls import path

from core.imports import views, views_batch, views_leads, views_line

urlpatterns = [
    path("", views.batch_list, name="imports"),
    path("template/<str:code>/", views.blank, name="import-template"),
    path("leads/", views_leads.leads, name="leads"),
    path("leads/<uuid:uid>/", views_leads.lead, name="lead"),
    path("<uuid:uid>/lines/<int:line>/", views_line.line_page, name="import-line"),
    path("<uuid:uid>/", views_batch.batch_page, name="import"),
    path("<uuid:uid>/progress/", views_batch.progress_part, name="import-progress"),
    path("<uuid:uid>/columns/", views_batch.columns, name="import-columns"),
    path("<uuid:uid>/check/", views_batch.check_again, name="import-check"),
    path("<uuid:uid>/commit/", views_batch.commit, name="import-commit"),
    path("<uuid:uid>/abandon/", views_batch.abandon_batch, name="import-abandon"),
    path("<uuid:uid>/undo/", views_batch.undo, name="import-undo"),
    path("<uuid:uid>/returned/", views_batch.returned, name="import-returned"),
    path("<uuid:uid>/rows/<int:line>/", views_batch.review, name="import-review"),
]

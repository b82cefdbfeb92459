"""`/messages/…`."""

from django.urls import path

from messaging.views import batches, messages, templates

urlpatterns = [
    path("messages/", messages.messages, name="messages"),
    path("messages/<uuid:uid>/", messages.message, name="message"),
    path("messages/<uuid:uid>/release/", messages.release, name="message-release"),
    path("messages/batches/", batches.batches, name="message-batches"),
    path("messages/batches/new/", batches.draft, name="message-batch-new"),
    path("messages/batches/<uuid:uid>/", batches.batch, name="message-batch"),
    path("messages/batches/<uuid:uid>/decide/", batches.decide, name="message-batch-decide"),
    path("messages/templates/", templates.templates, name="message-templates"),
    path("messages/templates/new/", templates.new, name="message-template-new"),
    path("messages/templates/<slug:code>/", templates.template, name="message-template"),
]

"""`/api/v1/sms/…`: what the gateway brings."""

from django.urls import path

from messaging import api

urlpatterns = [
    path("sms/receipts/", api.ReceiptsApi.as_view(), name="api-sms-receipts"),
    path("sms/replies/", api.RepliesApi.as_view(), name="api-sms-replies"),
]

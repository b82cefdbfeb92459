"""`/aid/households/…`: what a family gets."""

from django.urls import path

from aid.views import chain

urlpatterns = [path("<uuid:household>/", chain.chain, name="aid-chain")]

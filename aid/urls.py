"""`/aid/…`: each field of work adds its own paths."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("aid.case_urls")),
    path("leads/", include("aid.lead_urls")),
    path("households/", include("aid.chain_urls")),
    path("supplies/", include("aid.supply_urls")),
    path("means/", include("aid.means_urls")),
    path("recalculate/", include("aid.recalculate_urls")),
]

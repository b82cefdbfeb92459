"""`/aid/supplies/…`: donation stations, the charity supermarket, wishes."""

from django.urls import path

from aid.views import supplies

urlpatterns = [
    path("", supplies.supplies, name="supplies"),
    path("in/", supplies.goods_in, name="supplies-in"),
    path("transfer/", supplies.goods_transfer, name="supplies-transfer"),
    path("items/", supplies.catalogue, name="supply-items"),
    path("items/<uuid:uid>/retire/", supplies.item_retire, name="supply-item-retire"),
    path("give/<uuid:person>/", supplies.give, name="supply-give"),
    path("wish/<uuid:person>/", supplies.new_wish, name="supply-wish-new"),
    path("plan/<uuid:person>/", supplies.new_plan, name="supply-plan-new"),
    path("plans/<uuid:uid>/end/", supplies.plan_end, name="supply-plan-end"),
    path("wishes/<uuid:uid>/", supplies.wish_page, name="supply-wish"),
    path("wishes/<uuid:uid>/<slug:act>/", supplies.wish_act, name="supply-wish-act"),
    path("entries/<uuid:uid>/", supplies.entry_page, name="supply-entry"),
    path("entries/<uuid:uid>/reverse/", supplies.entry_reverse, name="supply-entry-reverse"),
    path("places/<uuid:uid>/count/", supplies.place_count, name="supply-count"),
    path("places/<uuid:uid>/spoilt/<int:lot>/", supplies.spoilt, name="supply-spoilt"),
]

"""`/aid/means/…`: incomes, assets and obligors of a case."""

from django.urls import path

from aid.views import means

urlpatterns = [
    path("<uuid:uid>/", means.means, name="aid-means"),
    path("<uuid:uid>/obligors/<uuid:obligor>/remove/", means.obligor_remove, name="aid-obligor-remove"),
    path("<uuid:uid>/<uuid:member>/", means.save, name="aid-means-save"),
    path("<uuid:uid>/<uuid:member>/obligors/", means.obligor, name="aid-obligor"),
]

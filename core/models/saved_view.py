"""A list's filters and columns under a name."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A user's named way of looking at a list: its filters (the URL's query) and columns."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    list_key = models.CharField("列表", max_length=60)
    name = models.CharField("名称", max_length=40)
    query = models.CharField("筛选", max_length=1000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "存下的视图"
        constraints = [models.UniqueConstraint(fields=["user", "list_key", "name"], name="saved_view_name_once")]

"""Tables that only grow: what was written down stays as it was written (SEC10, 网络安全法 第二十三条)."""

from __future__ import annotations

from typing import Any

from django.db import models


class OnlyGrows(Exception):
    """Somebody tried to change or remove a row of a table that only grows."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses every statement that would change or remove rows; rows leave by the archive alone (core/chain/archiving.py)."""

    def update(self, **values: Any) -> int:
        raise OnlyGrows(f"{self.model.__name__}: rows are added, never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise OnlyGrows(f"{self.model.__name__}: rows are added, never removed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise OnlyGrows(f"{self.model.__name__}: rows are added, never changed.")


class AppendOnlyModel(models.Model):
    """A row that is added once. The migration takes UPDATE and DELETE from the web role as well (core.rls.AppendOnly)."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise OnlyGrows(f"{type(self).__name__}: rows are added, never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise OnlyGrows(f"{type(self).__name__}: rows are added, never removed.")

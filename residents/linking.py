"""Who refers to a person, and what becomes of it when two records are one, when time has passed, when law says to forget.

Every foreign key to Person and every `person_id` column is declared once, in the `links.py` of its app:

    person_links.register(PersonLink("aid.Case.person", "救助", OnMerge.MOVE, Retention.WITH_PERSON, Privacy.KEEP_BY_LAW))

tests/architecture/test_links.py fails for one that says nothing; docs/how-to/add-a-link.md tells how to choose. History
tables (core/history.py) follow the table whose past they hold: merging never rewrites them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from core.registry import Registry


class OnMerge(models.TextChoices):
    """What merging does to the rows of the record that is given up."""

    MOVE = "move", "改挂到保留的一条"
    MOVE_UNLESS_REPEATED = "move-unless-repeated", "改挂到保留的一条，重复的留在原处"
    JOIN = "join", "接到保留的一条上，同一天不重叠"
    KEEP = "keep", "留作历史，不改"
    CLOSE = "close", "随合并结案"


class Retention(models.TextChoices):
    """How long the rows are kept."""

    WITH_PERSON = "with-person", "与本人的档案同存"
    PERMANENT = "permanent", "永久保存"
    BATCH = "batch", "与导入批次同存"
    LOG = "log", "按日志年限保存，不少于 183 天"


class Privacy(models.TextChoices):
    """What erasing or anonymising a person does to the rows (个人信息保护法 第四十七条)."""

    ERASE = "erase", "删除"
    UNLINK = "unlink", "去掉与本人的联系"
    KEEP_BY_LAW = "keep-by-law", "法定保存期内留存，停止其他处理"


@dataclass(frozen=True)
class PersonLink:
    """A column that names a person: `key` is `app.Model.field`, `title` what its rows are called on screen.

    `repeats`: columns that, with the person, make a row the same row (OnMerge.MOVE_UNLESS_REPEATED). `measure` counts the
    rows; a link with `mirror` holds the other end of rows that another link counts already.
    """

    key: str
    title: str
    on_merge: OnMerge
    retention: Retention
    privacy: Privacy
    measure: str = "条"
    repeats: tuple[str, ...] = ()
    mirror: bool = False

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.key.rpartition(".")[0])

    @property
    def column(self) -> str:
        """The attribute that holds the person's id."""
        return str(self.model._meta.get_field(self.key.rpartition(".")[2]).attname)  # type: ignore[union-attr]


def _broken(link: PersonLink) -> str | None:
    try:
        names = {link.column, *link.repeats}
    except (LookupError, ValueError, FieldDoesNotExist) as error:
        return f"the key must be app.Model.field ({error})"
    unknown = names - {field.attname for field in link.model._meta.concrete_fields}
    if unknown:
        return f"no column {', '.join(sorted(unknown))}"
    if bool(link.repeats) != (link.on_merge == OnMerge.MOVE_UNLESS_REPEATED):
        return "`repeats` belongs to OnMerge.MOVE_UNLESS_REPEATED, and to it alone"
    return None


person_links: Registry[PersonLink] = Registry("link to a person", check=_broken)


@dataclass(frozen=True)
class Keeper:
    """A reason to keep persons when the batch that made them is taken back: `find(person ids)` → {person id: reason}."""

    key: str
    find: Callable[[list[int]], dict[int, str]]


keepers: Registry[Keeper] = Registry("keeper of persons")

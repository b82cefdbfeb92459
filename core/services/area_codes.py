"""What the mechanisms keep by area code and what becomes of it when areas change: parameters, saved views, waiting imports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, urlencode

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from core import clock
from core.models import ImportBatch, Lead, ParameterValue, SavedView
from core.scope import Scope

LEADS = Lead._meta.db_table


def carry_parameters(pairs: Collection[tuple[str, str]], *, on: dt.date, by: str, why: str) -> list[int]:
    """Values that stood in an old area stand in the new one from the day on; returns the ids of the new rows.

    The first pair of a new area decides; where it has a value of its own for a key, nothing is added.
    """
    made: list[int] = []
    for old, new in pairs:
        keys = set(ParameterValue.objects.filter(area_code=new).values_list("key", flat=True))
        rows = ParameterValue.objects.filter(_from(on), area_code=old).exclude(key__in=keys)
        for row in rows.order_by("key", "during"):
            start = max(filter(None, [row.during.lower, on]))
            copy = ParameterValue.objects.create(
                key=row.key,
                area_code=new,
                during=DateRange(start, row.during.upper),
                value=row.value,
                document=row.document,
                clause=row.clause,
                certainty=row.certainty,
                note=why[:300],
                recorded_at=clock.now(),
                recorded_by=by,
            )
            made.append(copy.pk)
    return made


def count_parameters(codes: Collection[str], *, on: dt.date) -> int:
    """Values of these areas that hold on the day or later."""
    return ParameterValue.objects.filter(_from(on), area_code__in=codes).count()


def count_parameters_inside(area: str) -> int:
    """Values recorded for an area or anything in it."""
    return ParameterValue.objects.filter(Scope.of([area]).q("area_code")).count()


def later_parameters(codes: Collection[str], besides: Collection[int]) -> int:
    """Values recorded for these areas, but for those named."""
    return ParameterValue.objects.filter(area_code__in=codes).exclude(pk__in=besides).count()


def drop_parameters(ids: Collection[int]) -> None:
    """Take back what `carry_parameters` wrote."""
    ParameterValue.objects.filter(pk__in=ids).delete()


def _from(on: dt.date) -> Q:
    return Q(during__endswith=None) | Q(during__endswith__gt=on)


def views_naming(codes: Collection[str]) -> list[SavedView]:
    """Saved views whose filter names one of these areas."""
    wanted = set(codes)
    return [
        view for view in SavedView.objects.exclude(query="") if wanted & {value for _, value in parse_qsl(view.query)}
    ]


def rewrite_views(codes: Mapping[str, str]) -> dict[int, str]:
    """Saved views of an ended area name its main successor; returns {view: its query before}."""
    before = {}
    for view in views_naming(codes):
        before[view.pk] = view.query
        view.query = urlencode([(name, codes.get(value, value)) for name, value in parse_qsl(view.query)])[:1000]
        view.save(update_fields=["query"])
    return before


def restore_views(before: Mapping[int, str]) -> None:
    """Take back what `rewrite_views` wrote."""
    for pk, query in before.items():
        SavedView.objects.filter(pk=pk).update(query=query)


def waiting_batches(codes: Collection[str]) -> int:
    """Checked files with rows of these areas that have not entered the base."""
    return _waiting(codes).count()


def check_again(codes: Collection[str]) -> int:
    """Those files must be checked again: what was read as an old area has to be read as its successor."""
    ids = list(_waiting(codes).values_list("pk", flat=True))
    return ImportBatch.objects.filter(pk__in=ids).update(state=ImportBatch.State.UPLOADED)


def _waiting(codes: Collection[str]) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(state=ImportBatch.State.PREVIEW, rows__area_code__in=list(codes)).distinct()

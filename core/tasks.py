"""Celery carries wake-ups: which batch to look at. What must be done stands in the batch's row."""

from typing import Any

from celery import shared_task
from django.contrib.auth import get_user_model

from core.chain.anchors import anchor_day
from core.chain.archiving import archive_logs
from core.chain.linking import chain_logs
from core.exports.requests import clear_files
from core.imports.checking import check_batch
from core.imports.committing import commit_batch
from core.imports.failing import note_failure
from core.imports.undoing import undo_batch
from core.models import ImportBatch
from core.scope import as_system
from core.services.upkeep import back_up, check_all, fold_all


def _of(batch_id: int, user_id: int) -> tuple[ImportBatch, Any]:
    with as_system("a worker finds the batch that it was called for"):
        return ImportBatch.objects.get(pk=batch_id), get_user_model().objects.get(pk=user_id)


@shared_task
def check_import(batch_id: int, user_id: int) -> None:
    batch, user = _of(batch_id, user_id)
    with note_failure(batch):
        check_batch(batch, by=user)


@shared_task
def commit_import(batch_id: int, user_id: int) -> None:
    batch, user = _of(batch_id, user_id)
    with note_failure(batch):
        commit_batch(batch, by=user)


@shared_task
def undo_import(batch_id: int, user_id: int) -> None:
    batch, user = _of(batch_id, user_id)
    with note_failure(batch):
        undo_batch(batch, by=user)


@shared_task
def import_whole(batch_id: int, user_id: int) -> None:
    batch, user = _of(batch_id, user_id)
    with note_failure(batch):
        commit_batch(check_batch(batch, by=user), by=user)


@shared_task
def chain_new_rows() -> None:
    chain_logs(wait=30)


@shared_task
def anchor_chains() -> None:
    chain_logs(wait=30)
    anchor_day()


@shared_task
def archive_old_logs() -> None:
    archive_logs(by="system")


@shared_task
def clear_export_files() -> None:
    clear_files()


@shared_task
def fold_rollups() -> None:
    fold_all()


@shared_task
def check_rollups() -> None:
    check_all()


@shared_task
def back_up_daily() -> None:
    back_up()

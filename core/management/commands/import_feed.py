"""`import_feed CODE FILE --by USER [--dry-run] [--sheet NAME]`: the whole way of a file, in this process."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.errors import UserError
from core.imports import vault
from core.imports.batches import receive
from core.imports.checking import check_batch
from core.imports.committing import commit_batch
from core.imports.returning import returned_workbook
from core.models import ImportBatch

CANNOT = 2


class Command(BaseCommand):
    """The last line of output is one JSON object (README, commands). Exit 2: the file was refused, nothing was written."""

    help = "Import a bureau's or a committee's file: check every row, write the good ones, give the others back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("feed", help="code of the layout: SQ01, GA05 …")
        parser.add_argument("file", help="xlsx, xls or csv")
        parser.add_argument(
            "--by", required=True, help="sign-in name of the user in whose name and area it is imported"
        )
        parser.add_argument("--dry-run", action="store_true", help="check only; write nothing")
        parser.add_argument("--sheet", default="", help="which sheet, when several could be meant")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["by"], is_active=True).first()
        if user is None:
            raise CommandError(f"没有名为“{options['by']}”的在用用户。", returncode=CANNOT)
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"打不开文件 {path}：{error.strerror}。", returncode=CANNOT) from error
        try:
            self.stdout.write(json.dumps(_run(content, path.name, user, options), ensure_ascii=False))
        except UserError as error:
            raise CommandError(" ".join(str(error).split()), returncode=CANNOT) from error


def _run(content: bytes, name: str, user: Any, options: dict[str, Any]) -> dict[str, Any]:
    if options["dry_run"]:
        with transaction.atomic():
            batch = _check(content, name, user, options)
            transaction.set_rollback(True)
        vault.forget(batch.file_path)
        return _report(batch, None) | {"batch": None}
    batch = commit_batch(_check(content, name, user, options), by=user)
    return _report(batch, _give_back(batch, user))


def _check(content: bytes, name: str, user: Any, options: dict[str, Any]) -> ImportBatch:
    received = receive(content, file_name=name, by=user, feed_code=options["feed"], sheet=options["sheet"])
    return check_batch(received.batch, by=user, layout=received.layout)


def _give_back(batch: ImportBatch, user: Any) -> Path | None:
    """Where the returned workbook was put, or None when every row went in."""
    if not (batch.counts["review"] or batch.counts["refused"]):
        return None
    folder = Path(settings.DATA_DIR) / "returned"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{batch.feed}-{batch.uid}.xlsx"
    path.write_bytes(returned_workbook(batch, by=user))
    path.chmod(0o600)
    return path


def _report(batch: ImportBatch, returned: Path | None) -> dict[str, Any]:
    numbers = ("rows", "accepted", "unchanged", "corrected", "review", "refused", "skipped")
    said = {name: batch.counts[name] for name in numbers}
    return {"batch": str(batch.uid), "feed": batch.feed, **said, "returned_file": str(returned) if returned else None}

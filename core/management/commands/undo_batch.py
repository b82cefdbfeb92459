"""`undo_batch UID --by USER`: take a committed batch back as far as nothing later rests on it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.errors import UserError
from core.imports.batches import find
from core.imports.undoing import undo_batch


class Command(BaseCommand):
    """The last line of output is {"batch", "undone", "kept": [{"row", "reason"}]}."""

    help = "Undo an import batch; rows that later facts depend on stay, each with its reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", help="the batch's uid, as import_feed printed it")
        parser.add_argument("--by", required=True, help="sign-in name of the user who undoes it")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["by"], is_active=True).first()
        if user is None:
            raise CommandError(f"没有名为“{options['by']}”的在用用户。", returncode=2)
        try:
            report = undo_batch(find(options["batch"], by=user), by=user)
        except ValidationError as error:
            raise CommandError("批次号不是有效的编号。", returncode=2) from error
        except UserError as error:
            raise CommandError(" ".join(str(error).split()), returncode=2) from error
        self.stdout.write(json.dumps(report, ensure_ascii=False))

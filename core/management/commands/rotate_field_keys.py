"""Seal every sealed field with the active key. May be stopped and started again."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.chain.archiving import reseal_archives
from core.crypto import keyring
from core.errors import UserError
from core.sealed_files import reseal_files
from core.services.keys import key_use, redigest, reseal


class Command(BaseCommand):
    help = (
        "Seal every sealed field with the first key of FIELD_KEYS, in batches, while the site runs; --digests then"
        " recomputes the digests with that key while the site is down. Prints JSON last."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=2000, metavar="ROWS", help="rows in a transaction (2000)")
        parser.add_argument("--digests", action="store_true", help="recompute the digests; the site must be down")

    def handle(self, *args: Any, **options: Any) -> None:
        digests = 0
        resealed = reseal(batch=options["batch"], progress=self._say)
        if options["digests"]:
            try:
                digests = redigest(batch=options["batch"])
            except UserError as error:
                raise CommandError(str(error)) from error
        answer = {"key": keyring().active, "resealed": resealed, "digests": digests, "by_key": dict(key_use())}
        answer["archives"] = reseal_archives()
        answer["files"] = reseal_files()
        self.stdout.write(json.dumps(answer))

    def _say(self, table: str, done: int) -> None:
        self.stderr.write(f"{table}: {done}")

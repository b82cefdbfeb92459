"""Rebuild the indexes of the search box, one by one, while it is used."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import UserError
from core.indexes import lacking_indexes, rebuild_indexes
from core.omnibox import finders


class Command(BaseCommand):
    help = (
        "Rebuild every index the search needs, CONCURRENTLY: nobody waits, and the search goes on. Removes what an"
        " interrupted run left, creates what is missing, checks each. Prints JSON last."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="INDEX", help="which (default: all that the search needs)")
        parser.add_argument("--missing", action="store_true", help="only those that are missing or not valid")

    def handle(self, *args: Any, names: list[str], missing: bool, **options: Any) -> None:
        wanted = names or [name for finder in finders for name in finder.indexes]
        done = []
        try:
            for rebuilt in rebuild_indexes(lacking_indexes(wanted) if missing else wanted):
                self.stderr.write(f"{rebuilt.name}: {rebuilt.act}, {rebuilt.seconds} s, {rebuilt.megabytes} MB")
                done.append(asdict(rebuilt))
        except UserError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(done))

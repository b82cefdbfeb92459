"""Tend the kept numbers (core/rollups.py): fold, compare, rebuild."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.rollups import rollups
from core.services.rollups import compare, fold, rebuild


class Command(BaseCommand):
    help = (
        "--fold: one row for each number (the scheduler does it every few minutes). --check: compare with a real count;"
        " exit 1 on a difference, which is reported and not repaired. --rebuild: count anew. Prints JSON last."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--fold", action="store_true")
        act.add_argument("--check", action="store_true")
        act.add_argument("--rebuild", action="store_true")
        parser.add_argument(
            "keys", nargs="*", metavar="ROLLUP", help=f"which (default: all): {', '.join(rollups.keys())}"
        )

    def handle(self, *args: Any, keys: list[str], **options: Any) -> None:
        if unknown := [key for key in keys if key not in rollups]:
            raise CommandError(f"There is no rollup {', '.join(unknown)}.")
        chosen = [rollup for rollup in rollups if not keys or rollup.key in keys]
        if options["check"]:
            compared = [compare(rollup) for rollup in chosen]
            self.stdout.write(json.dumps([asdict(one) for one in compared], default=str, ensure_ascii=False))
            if any(one.wrong for one in compared):
                raise CommandError("A kept number differs from a real count; find out why before --rebuild.")
            return
        done = {rollup.key: (fold if options["fold"] else rebuild)(rollup) for rollup in chosen}
        self.stdout.write(json.dumps(done))

"""Add what was written since the last run to the hash chain."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.chain.anchors import anchor_day
from core.chain.linking import chain_logs


class Command(BaseCommand):
    help = (
        "Hash new rows of the logs, exports, events and history tables into their chains (a job does it every hour);"
        ' --anchor also writes the anchor of today. Prints {"links", "rows", "waiting", "anchor"}; waiting: transactions of'
        " before this run are still open, the next run takes the rest."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wait", type=float, default=10, metavar="SECONDS", help="for open transactions (10)")
        parser.add_argument("--anchor", action="store_true", help="write DATA_DIR/anchors/<today>.json")

    def handle(self, *args: Any, **options: Any) -> None:
        done = chain_logs(wait=options["wait"])
        anchor = anchor_day().sha256 if options["anchor"] else ""
        answer = {"links": done.links, "rows": done.rows, "waiting": done.waiting, "anchor": anchor}
        self.stdout.write(json.dumps(answer))

"""Search archived log rows."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.chain.archiving import archived_rows
from core.chain.streams import LOG_STREAMS
from core.scope import as_system

_TIMES = ("at", "attempt_time")


class Command(BaseCommand):
    help = 'Print archived rows that fit, one JSON object a line, then the number of them as {"rows"}.'

    def add_arguments(self, parser: CommandParser) -> None:
        kept = [stream.table for stream in LOG_STREAMS if stream.keep]
        parser.add_argument("--stream", default="core_readlog", choices=kept)
        parser.add_argument("--since", default="", help="2026-01-01, in UTC")
        parser.add_argument("--until", default="", help="2026-03-31, that day included")
        parser.add_argument(
            "--where",
            action="append",
            default=[],
            metavar="COLUMN=TEXT",
            help="subject_uid=…, username=…; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asked = [part.partition("=")[::2] for part in options["where"]]
        if any(not column or not text for column, text in asked):
            raise CommandError("--where 按 列名=内容 写，例如 subject_uid=…。", returncode=2)
        since, until = options["since"], options["until"]

        def wanted(row: dict[str, Any]) -> bool:
            day = next((str(row[name]) for name in _TIMES if name in row), "")[:10]
            inside = (not since or day >= since) and (not until or day <= until)
            return inside and all(text in str(row.get(column) or "") for column, text in asked)

        number = 0
        with as_system("archived rows belong to every area"):
            for row in archived_rows(options["stream"], wanted):
                self.stdout.write(json.dumps(row, ensure_ascii=False))
                number += 1
        self.stdout.write(json.dumps({"rows": number}))

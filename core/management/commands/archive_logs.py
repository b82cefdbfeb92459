"""Move old log rows into sealed archives."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.chain.archiving import archive_logs
from core.errors import UserError


class Command(BaseCommand):
    help = (
        "Archive log rows of before a day: monthly files of sealed, compressed JSON lines with a manifest under"
        " DATA_DIR/archives. Logs stay 183 days at least (网络安全法 第二十三条), records of provisions 1095 days"
        " (网络数据安全管理条例 第十二条). Rows leave the tables only after the file was read back and compared."
        ' Prints {"files", "rows"}.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--before", help="2026-05-01; default: all that may leave")
        parser.add_argument("--stream", default="", metavar="TABLE", help="one table, for example core_readlog")
        parser.add_argument("--by", default="command", help="who archives, for the register of archives")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            before = dt.date.fromisoformat(options["before"]) if options["before"] else None
            done = archive_logs(by=options["by"], before=before, stream=options["stream"])
        except ValueError as error:
            raise CommandError("--before 不是日期，按 2026-05-01 写。", returncode=2) from error
        except UserError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps({"files": done.files, "rows": done.rows}))

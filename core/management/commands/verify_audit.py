"""Does the database, or an archive, still say what the chain says?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.chain.verifying import verify, verify_archives
from core.scope import as_system


class Command(BaseCommand):
    help = (
        "Verify the hash chain: every row of every chained table and archive, every link, every anchor. Names the first link"
        " that does not fit, and the row. Exit code 1 when something was changed, removed or inserted."
        ' Prints {"sound", "streams", "links", "rows", "anchors", "findings"} last.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchors", type=Path, metavar="DIR", help="anchor files that were kept elsewhere")
        parser.add_argument(
            "--archives", type=Path, metavar="DIR", help="verify archive files alone, without the database"
        )
        parser.add_argument("--public-key", default="", help="base64: check the signatures of the anchors with it")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in ("anchors", "archives"):
            if options[name] and not options[name].is_dir():
                raise CommandError(f"没有这个文件夹：{options[name]}。", returncode=2)
        asked = {"anchor_folder": options["anchors"], "public_key": options["public_key"]}
        if options["archives"]:
            report = verify_archives(options["archives"], **asked)
        else:
            with as_system("verification reads the rows of every area"):
                report = verify(**asked)
        for finding in report.findings:
            self.stderr.write(f"{finding.stream or '锚定'}：{finding.words}")
        answer = {
            "sound": report.sound,
            "streams": report.streams,
            "links": report.links,
            "rows": report.rows,
            "anchors": report.anchors,
            "findings": [vars(finding) for finding in report.findings],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if not report.sound:
            raise CommandError("记录和哈希链对不上。", returncode=1)

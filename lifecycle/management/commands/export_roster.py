"""Write a roster to a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.selectors.users import user_named
from core.errors import UserError
from lifecycle.roster.context import day_asked, moment_asked, open_context, roster_named
from lifecycle.roster.export import Exported, export, may_reveal
from lifecycle.roster.forms import FORMS, OFFICIAL
from residents.selectors.ground import BOUNDARIES, THEN


class Command(BaseCommand):
    help = (
        'Write a roster of an area as of a day (past or to come) to an .xlsx or .csv file; prints {"rows", "sha256"}. '
        "The official form shows full numbers if the user's grant has person.reveal, the posted form shows none. "
        "Every export is registered."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="CODE", help="for example school-age")
        parser.add_argument("--area", required=True, help="area code: 440104001007")
        parser.add_argument("--as-of", required=True, help="2026-08-31")
        parser.add_argument("--out", required=True, type=Path, help="FILE.xlsx or FILE.csv")
        parser.add_argument("--by", required=True, help="the user who exports: rights and register entry")
        parser.add_argument("--form", choices=list(FORMS), default=OFFICIAL)
        parser.add_argument("--purpose", default="命令行导出", help="what the file is for")
        parser.add_argument(
            "--boundary",
            choices=list(BOUNDARIES),
            default=THEN,
            help="the area as it was on the day (then), or as it is today (now)",
        )
        parser.add_argument("--known-at", help="only what the base knew then: 2026-10-31T08:00")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = self._export(options)
        except UserError as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"写不了文件 {options['out']}：{error.strerror}。", returncode=2) from error
        self.stdout.write(json.dumps({"rows": made.rows, "sha256": made.sha256}))

    def _export(self, options: dict[str, Any]) -> Exported:
        by, out = user_named(options["by"]), options["out"]
        roster = roster_named(options["code"])
        as_of = day_asked(options["as_of"], "--as-of")
        known = moment_asked(options["known_at"], "--known-at") if options["known_at"] else None
        context = open_context(roster, area=options["area"], as_of=as_of, known_at=known, boundary=options["boundary"])
        return export(
            roster,
            context,
            by=by,
            path=out,
            form=options["form"],
            file_format=out.suffix.lstrip(".").lower(),
            purpose=options["purpose"],
            full=options["form"] == OFFICIAL and may_reveal(by, options["area"]),
        )

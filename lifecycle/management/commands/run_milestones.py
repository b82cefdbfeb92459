"""`run_milestones [--on DATE]`: tell the time events of a day, and of the days since the last run."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.errors import UserError
from lifecycle.milestone.running import run_milestones
from lifecycle.roster.context import day_asked


class Command(BaseCommand):
    """The last line of output is {"events": how many were told}."""

    help = (
        "Tell who turns 6, 7, 18, 55, 60, 65, 70, 80, 90, 100 or reaches another milestone on a day (default: today), and on"
        " the days since the last run. Running it again tells nothing twice. Prints JSON last."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", default="", metavar="DATE", help="a day, such as 2026-11-22")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            on = day_asked(options["on"], "--on") if options["on"] else clock.today()
        except UserError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps({"events": run_milestones(on=on)}))

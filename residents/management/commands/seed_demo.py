"""Fill an empty base with made-up people (handbook §16)."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import UserError
from residents.demo.seeding import seed_demo


class Command(BaseCommand):
    help = "Make the demo population of 越秀区; the last line printed is JSON. Same seed and month: same people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--residents", type=int, default=20_000, help="how many people (default 20000)")
        parser.add_argument("--seed", type=int, default=1, help="another seed makes other people (default 1)")
        parser.add_argument(
            "--on", type=dt.date.fromisoformat, help="the day the population lives in (default: the 1st of this month)"
        )
        parser.add_argument("--replace", action="store_true", help="throw away a demo population that is there already")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["residents"] < 1:
            raise CommandError("--residents must be at least 1.")
        try:
            made = seed_demo(
                residents=options["residents"],
                seed=options["seed"],
                on=options["on"],
                replace=options["replace"],
                say=self.stderr.write,
            )
        except UserError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(asdict(made)))

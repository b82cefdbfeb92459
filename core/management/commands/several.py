"""Several commands in one process: bin/run needs three, and loading Django three times is most of their cost."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Run commands that need no arguments, one after the other; the first that fails ends it."
    # The first of them is often `migrate`, and the checks of a base without tables would complain.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="+", metavar="COMMAND")

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        for name in names:
            call_command(name, verbosity=options["verbosity"], stdout=self.stdout, stderr=self.stderr)

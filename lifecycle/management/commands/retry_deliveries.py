"""`bin/manage retry_deliveries`: parked and failing deliveries are tried again, here and now."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from lifecycle.engine.drain import drain
from lifecycle.services.deliveries import retry


class Command(BaseCommand):
    help = (
        "Try parked and failing deliveries again in this process, all or those of a rule. "
        'Last line of output: {"retried", "deliveries", "effects", "parked"}.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rule", default="", help="only the deliveries of this rule, e.g. death.aid")

    def handle(self, *args: Any, **options: Any) -> None:
        retried = retry(by="command", rule=options["rule"])
        self.stdout.write(json.dumps({"retried": retried, **asdict(drain())}))

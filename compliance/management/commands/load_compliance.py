"""Write the processing activities that the product brings along."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compliance.services.shipped import load_activities


class Command(BaseCommand):
    help = 'Enter one processing activity for each statutory matter of compliance/lawful.py; prints {"written"}. Safe to repeat.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default="440104", help="the office that keeps the register (440104)")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps({"written": load_activities(area=options["area"], by="system")}))

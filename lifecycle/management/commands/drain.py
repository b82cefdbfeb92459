"""`bin/manage drain`: deliver everything that waits, here and now."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from lifecycle.engine.drain import drain


class Command(BaseCommand):
    help = (
        "Work off every pending delivery of events to rules in this process, those that back off included (each once). "
        'Last line of output: {"deliveries", "effects", "parked"}; parked counts all that are parked now.'
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(asdict(drain())))

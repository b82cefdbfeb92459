"""`bin/manage dispatch`: deliver events to rules as they are told, until it is stopped. bin/run starts one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lifecycle.engine.dispatcher import Dispatcher


class Command(BaseCommand):
    help = "Deliver events to rules as they are told, until TERM or Ctrl-C. Safe to run more than once, and to kill."

    def handle(self, *args: Any, **options: Any) -> None:
        Dispatcher().run()

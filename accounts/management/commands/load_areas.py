"""Load the tree of areas and the policy parameters that ship with the product; check the keys. Safe to repeat."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.services.areas import load_areas
from core.errors import UserError
from core.services.keys import verify_keys
from core.services.parameters import load_shipped_parameters


class Command(BaseCommand):
    help = "Load areas (nation to community, with illustrative outlines) and shipped policy parameters; prints JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verify_keys()
        except UserError as error:
            raise CommandError(str(error)) from error
        answer = {**asdict(load_areas(by="system")), "parameters": load_shipped_parameters(by="system")}
        self.stdout.write(json.dumps(answer))

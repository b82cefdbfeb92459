"""Do FIELD_KEYS open what is stored? Used by bin/restore; bin/run asks the same at every start."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import UserError
from core.services.keys import verify_keys


class Command(BaseCommand):
    help = "Compare a stored digest of each sealed column with its value; exit 1 when FIELD_KEYS does not fit the data."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verify_keys()
        except (UserError, ValueError) as problem:
            raise CommandError(str(problem)) from problem

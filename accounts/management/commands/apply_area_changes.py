"""Carry out the changes of areas whose day has come. The scheduler does so each night; this is the same act by hand."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.services.area_changes import apply_due


class Command(BaseCommand):
    help = (
        'Carry out every change of areas whose day has come; prints {"failed": [[uid, reason]]}, exit 1 if any failed.'
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [[str(change.uid), reason] for change, reason in apply_due()]
        self.stdout.write(json.dumps({"failed": failed}, ensure_ascii=False))
        if failed:
            raise CommandError(f"{len(failed)} 项地区变更没能生效。", returncode=1)

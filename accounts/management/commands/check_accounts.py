"""Before a real office is served (DEMO=0): no demo account is open, and somebody is in office."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.domain.offices import OFFICES
from accounts.selectors.offices import offices
from accounts.services.demo import open_demo_accounts


class Command(BaseCommand):
    help = (
        "Refuse to go on where DEMO=0 and demo accounts are open; say which of the three offices is vacant. JSON last."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        known = open_demo_accounts()
        if known and not settings.DEMO:
            raise CommandError(
                f"DEMO=0, but the demo accounts {', '.join(known)} are open 演示账号还开着."
                " Close them: bin/manage demo_accounts --close",
                returncode=2,
            )
        vacant = [office for office in OFFICES if not offices(office).holders]
        for office in vacant:
            self.stderr.write(f"Nobody is {office} yet 还没有人担任: bin/manage appoint USER --office {office} …")
        self.stdout.write(json.dumps({"demo_accounts": known, "vacant_offices": vacant}))

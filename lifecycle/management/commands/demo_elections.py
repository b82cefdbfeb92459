"""`demo_elections`: an election of the district and one of the demo community, for the demo sign-ins."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from lifecycle.services.elections_demo import hold_demo_elections


class Command(BaseCommand):
    """Prints {"elections"}: how many were made; 0 when there are some already."""

    help = "Hold two demo elections: deputies of the district, the committee of the demo community."

    def handle(self, *args: Any, **options: Any) -> None:
        users = {user.username: user for user in get_user_model().objects.filter(username__in=["quji", "shequ"])}
        if len(users) < 2:
            raise CommandError("没有演示账号 quji、shequ。先运行 bin/manage demo_accounts。")
        made = hold_demo_elections(district=users["quji"], clerk=users["shequ"])
        self.stdout.write(json.dumps({"elections": made}))

"""`demo_desk`: something for the demo clerk to do on the first morning."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from residents.demo.death import lose_somebody
from residents.demo.desk import keep_desk, lay_out
from residents.demo.twice import register_twice


class Command(BaseCommand):
    """Prints {"batch", "acts", "twice", "death"}: the uid of the file, or null when there was one already or the community is too
    small; how many acts; whether a woman was registered twice, and whether a death came in a file."""

    help = "Leave a newborn file, yesterday's acts of the desk and a woman with two records for the demo clerk."

    def handle(self, *args: Any, **options: Any) -> None:
        clerk = get_user_model().objects.filter(username="shequ").first()
        if clerk is None:
            raise CommandError("没有演示账号 shequ。先运行 bin/manage demo_accounts。")
        batch = lay_out(by=clerk)
        acts = keep_desk(by=clerk)
        twice = register_twice(by=clerk)
        death = lose_somebody(by=clerk)
        said = {"batch": str(batch.uid) if batch else None, "acts": acts, "twice": twice, "death": death}
        self.stdout.write(json.dumps(said))

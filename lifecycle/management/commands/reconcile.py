"""`bin/manage reconcile [--on DATE] [--area CODE]`: tonight's recompute of lists and projections, now."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import clock
from lifecycle.reconciling.nightly import reconcile


class Command(BaseCommand):
    help = "把每个社区的名册从头算一遍，与昨夜比，列出没有事件解释的变化；投影与事实比。最后一行是 JSON。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=dt.date.fromisoformat, help="按哪一天算，默认今天")
        parser.add_argument("--area", default="", help="只核对这个地区里的社区")

    def handle(self, *args: Any, **options: Any) -> None:
        night = reconcile(on=options["on"] or clock.today(), area=options["area"])
        self.stdout.write(json.dumps(night.summary))

"""bin/manage find_duplicates [--area CODE]: look for records that may be one person; the last line printed is JSON."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.selectors.areas import area_tree
from residents.services.duplicates import find_duplicates


class Command(BaseCommand):
    help = "查找可能是同一个人的记录，记入「待核对」；可重复运行，已判定不是同一人的不再出现，除非资料变了。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--area", default="", help="只查户籍或现住在这个地区的人（区划代码），默认全部")

    def handle(self, **options: Any) -> None:
        area = options["area"]
        if area and area_tree().get(area) is None:
            raise CommandError(f"没有区划代码 {area}。")
        started = time.perf_counter()
        scanned = find_duplicates(area=area)
        seconds = round(time.perf_counter() - started, 1)
        self.stdout.write(json.dumps(asdict(scanned) | {"seconds": seconds}))

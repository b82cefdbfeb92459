"""bin/manage refresh_name_keys: after the table of variant characters has grown, names are compared by it everywhere."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from residents.services.name_keys import refresh_name_keys


class Command(BaseCommand):
    help = "按现行异体字表重算全部姓名比对值。"

    def handle(self, **options: Any) -> None:
        with transaction.atomic():
            changed = refresh_name_keys(connection)
        self.stdout.write(f"已更新 {changed} 人的姓名比对值。")

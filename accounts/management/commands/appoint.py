"""Appoint the first system administrator, security administrator or auditor of an area."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.domain.offices import OFFICES
from accounts.services.appointing import appoint
from core.errors import UserError


class Command(BaseCommand):
    help = (
        "Make an account that holds one of the three offices of an area while that office is vacant; prints"
        ' {"username", "password"}. The password is temporary and shown once.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USER")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--office", required=True, choices=list(OFFICES))
        parser.add_argument("--area", required=True, help="code of the area, e.g. 440104")

    def handle(self, *args: Any, username: str, name: str, office: str, area: str, **options: Any) -> None:
        try:
            user, password = appoint(username=username, name=name, office=office, area=area)
        except UserError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps({"username": user.username, "password": password}))

"""Make an API token for a user. It is shown once."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.selectors.users import user_named
from accounts.services.tokens import issue_token
from core.errors import UserError


class Command(BaseCommand):
    help = 'Make an API token for a user; prints {"token"}. Only a digest of it is kept.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USER")
        parser.add_argument("--name", default="command line", help="what the token is for")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = user_named(options["username"])
            token = issue_token(user, name=options["name"])
        except UserError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps({"token": token}))

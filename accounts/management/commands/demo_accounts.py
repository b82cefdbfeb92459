"""Make the demo sign-ins, or close them. Safe to repeat."""

from __future__ import annotations

import json
import os
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator, validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.passwords import LettersAndDigitsValidator
from accounts.services.demo import close_demo_accounts, line, make_demo_accounts

# A password for show need not be hard to guess; what is asked of everybody is asked of it too.
_VALIDATORS = [MinimumLengthValidator(8), LettersAndDigitsValidator()]


class Command(BaseCommand):
    help = (
        "Make the demo sign-ins (shequ, jiedao, quji, jiaoyu, minzheng, admin, anquan, audit). Their password comes"
        " from DEMO_PASSWORD, else it is random; it is written to $DATA_DIR/demo-accounts.txt. Prints JSON last."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--close", action="store_true", help="close them all, before real use (SEC08)")

    def handle(self, *args: Any, close: bool = False, **options: Any) -> None:
        file = settings.DATA_DIR / "demo-accounts.txt"
        if close:
            closed = close_demo_accounts()
            file.unlink(missing_ok=True)
            self.stdout.write(json.dumps({"closed": closed}))
            return
        password = os.environ.get("DEMO_PASSWORD", "")
        if password:
            try:
                validate_password(password, password_validators=_VALIDATORS)
            except ValidationError as error:
                raise CommandError(f"DEMO_PASSWORD: {' '.join(error.messages)}") from error
        written = make_demo_accounts(password=password, file=file)
        if written.password:
            for account in written.accounts:
                self.stdout.write(line(account, written.password))
        answer = {"accounts": len(written.accounts), "created": written.created, "file": str(file)}
        self.stdout.write(json.dumps(answer))

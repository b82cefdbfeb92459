"""Make the demo sign-ins. Safe to repeat."""

from __future__ import annotations

import json
import os
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.services.demo import line, make_demo_accounts


class Command(BaseCommand):
    help = (
        "Make the demo sign-ins (shequ, jiedao, quji, jiaoyu, minzheng, admin, anquan, audit). Their password comes"
        " from DEMO_PASSWORD, else it is random; it is written to $DATA_DIR/demo-accounts.txt. Prints JSON last."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD", "")
        if password:
            try:
                validate_password(password)
            except ValidationError as error:
                raise CommandError(f"DEMO_PASSWORD: {' '.join(error.messages)}") from error
        file = settings.DATA_DIR / "demo-accounts.txt"
        written = make_demo_accounts(password=password, file=file)
        if written.password:
            for account in written.accounts:
                self.stdout.write(line(account, written.password))
        answer = {"accounts": len(written.accounts), "created": written.created, "file": str(file)}
        self.stdout.write(json.dumps(answer))

"""bin/manage prove_visits [--area CODE]: is anybody of the six groups without a next visit, its day and somebody who answers?"""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from elderly.selectors.derived import EVERYWHERE
from elderly.selectors.guarantee import prove


class Command(BaseCommand):
    help = "Go through every old person of the six national groups; prints JSON {elders, without}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default=EVERYWHERE, help="area code; everywhere when left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        proof = prove(options["area"])
        for one in proof.without:
            self.stderr.write(f"{one.area} {one.person_id} {one.words}")
        self.stdout.write(json.dumps({"elders": proof.elders, "without": proof.missing}))

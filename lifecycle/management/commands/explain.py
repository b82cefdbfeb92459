"""Why a person is on a roster, or not."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.selectors.users import user_named
from core.errors import UserError
from lifecycle.roster.context import day_asked, moment_asked, open_context, roster_named
from lifecycle.roster.explain import Explanation, explain
from lifecycle.selectors.reach import own_area
from residents.selectors.as_of import with_number
from residents.selectors.ground import BOUNDARIES, THEN


class Command(BaseCommand):
    help = (
        "Explain one person on one roster as of a day; prints "
        '{"member", "criteria": [{"key", "passed", "text", "clause"}]}. A person outside the user\'s areas is not found.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="CODE", help="for example school-age")
        parser.add_argument("--number", required=True, help="document number of the person")
        parser.add_argument("--as-of", required=True, help="2026-08-31")
        parser.add_argument(
            "--boundary", choices=list(BOUNDARIES), default=THEN, help="the area as it was then, or is now"
        )
        parser.add_argument("--by", required=True, help="the user who asks")
        parser.add_argument("--known-at", help="only what the base knew then: 2026-10-31T08:00")
        parser.add_argument("--area", default="", help="area of the roster; the user's own when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self._explain(options)
        except UserError as error:
            raise CommandError(str(error), returncode=2) from error
        criteria = [
            {"key": one.key, "passed": one.passed, "text": one.text, "clause": one.clause} for one in found.criteria
        ]
        answer = {"member": found.member, "category": found.category, "criteria": criteria}
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _explain(self, options: dict[str, Any]) -> Explanation:
        by, roster = user_named(options["by"]), roster_named(options["code"])
        area = options["area"] or own_area(by, "roster.view")
        as_of = day_asked(options["as_of"], "--as-of")
        known = moment_asked(options["known_at"], "--known-at") if options["known_at"] else None
        context = open_context(roster, area=area, as_of=as_of, known_at=known, boundary=options["boundary"])
        return explain(roster, context, with_number(options["number"]), by=by)

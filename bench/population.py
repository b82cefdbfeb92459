"""The people that everything is measured on: made once for a size, kept for the next run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.services.demo import make_demo_accounts
from residents.demo.seeding import Seeded, seed_demo

COMMUNITY, DISTRICT = "440104001007", "440104"
_SEED = 1


@dataclass(frozen=True)
class Population:
    """`seeded`: what this run made; None when the people of an earlier run are used again."""

    residents: int
    seeded: Seeded | None

    def sample(self, count: int, *, area: str = COMMUNITY, where: str = "true") -> list[dict[str, Any]]:
        """Some living people of an area, always the same ones."""
        found = ask(
            f"SELECT * FROM residents_person WHERE living_area >= %s AND living_area < %s AND status = 'living' AND {where}"
            " ORDER BY id",
            [area, f"{area}:"],
        )
        return Random(_SEED).sample(found, min(count, len(found)))


def prepare(residents: int, *, anew: bool = False) -> Population:
    """The people of this size, and the demo sign-ins."""
    make_demo_accounts(password="", file=Path(settings.DATA_DIR) / "bench-accounts.txt")
    there = ask("SELECT count(*) AS all, count(*) FILTER (WHERE source = 'seed') AS seeded FROM residents_person")[0]
    if not anew and there["all"] == there["seeded"] == residents:
        return Population(residents, None)
    return Population(residents, seed_demo(residents=residents, seed=_SEED, replace=True, say=lambda words: None))


def ask(sql: str, params: list[Any] | None = None) -> list[dict[str, Any]]:
    """Bare SQL as the owner, past row-level security: the floor."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

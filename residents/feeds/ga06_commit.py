"""Deaths that the police tell: one call of the service for a chunk."""

from __future__ import annotations

from collections.abc import Iterator

from core.imports.feed import Commit, Row
from residents.domain.deaths import POLICE
from residents.feeds.ga06_columns import DECLARED
from residents.services.deaths import Death, record_deaths

WHY = "公安死亡注销"


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        record_deaths((_death(row, batch) for row in rows), by=batch.by, why=WHY)


def _death(row: Row, batch: Commit) -> Death:
    v = row.values
    assert row.person_id is not None, "only rows about somebody of the base are accepted"
    return Death(
        row.person_id,
        v["died_on"],
        batch.row_source(row),
        word=POLICE,
        certificate=v["certificate"] or "",
        cancelled_on=v["cancelled_on"],
        declared=v["kind"] == DECLARED,
    )

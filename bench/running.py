"""Which benchmarks there are, and running the chosen ones on one population."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator

from bench import (
    api_page,
    event_bulk,
    event_delay,
    explain,
    export_xlsx,
    import_100k,
    import_deaths,
    list_page,
    matching,
    payment_list,
    person_page,
    rollup,
    roster_asof,
    roster_build,
    scale,
    search,
    seed,
    voters,
)
from bench.figures import Figure
from bench.population import Population, prepare

Benchmark = Callable[[Population], Iterator[Figure]]

# `seed` first: it makes the people anew. What writes to the base comes last.
NAMES: dict[str, Benchmark] = {
    "seed": seed.run,
    "search": search.run,
    "list-page": list_page.run,
    "api-page": api_page.run,
    "person-page": person_page.run,
    "roster-build": roster_build.run,
    "roster-asof": roster_asof.run,
    "voters": voters.run,
    "payment-list": payment_list.run,
    "explain": explain.run,
    "export-xlsx": export_xlsx.run,
    "matching": matching.run,
    "rollup": rollup.run,
    "event-delay": event_delay.run,
    "event-bulk": event_bulk.run,
    "import-100k": import_100k.run,
    "import-deaths": import_deaths.run,
}


# Runs only when it is named: it makes its own people, ten million of them, and takes half an hour.
SCALE = "scale"


def run_scale(sizes: tuple[int, ...], *, keep: bool) -> int:
    """Print a line per figure of `scale`."""
    for figure in scale.run(sizes, keep=keep):
        print(figure.line(), flush=True)  # noqa: T201 - the output is the product
    return 0


def run_all(names: list[str], residents: int) -> int:
    """Print a line per figure; 1 when a benchmark could not be run (a goal that was missed says so in its line)."""
    population = prepare(residents, anew="seed" in names)
    failed = False
    for name in (name for name in NAMES if name in names):
        try:
            for figure in NAMES[name](population):
                print(figure.line(), flush=True)  # noqa: T201 - the output is the product
        except Exception:  # one benchmark that breaks must not hide the figures of the others
            failed = True
            sys.stderr.write(f"{name} could not be measured:\n{traceback.format_exc()}")
    return int(failed)

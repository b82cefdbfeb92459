"""bin/bench [NAME …] [--residents N]: prints one JSON object a line."""

from __future__ import annotations

import argparse
import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    # Django must be set up before models are loaded.
    from bench.running import NAMES, SCALE, run_all, run_scale  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which promises (default: all): {', '.join(NAMES)}")
    parser.add_argument("--residents", type=int, default=20_000, help="people in the district (default 20000)")
    parser.add_argument(
        "--sizes",
        default="100000,1200000,10000000",
        metavar="N,N,…",
        help="scale: people in the base, each a multiple of the first (default: 100 thousand, 1.2 and 10 million)",
    )
    parser.add_argument("--keep", action="store_true", help="scale: keep its database yisheng_scale")
    chosen = parser.parse_args()
    if chosen.names == [SCALE]:
        return run_scale(tuple(int(size) for size in chosen.sizes.split(",")), keep=chosen.keep)
    unknown = set(chosen.names) - set(NAMES)
    if unknown:
        parser.error(
            f"no benchmark named {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}, and {SCALE}, alone"
        )
    return run_all(chosen.names or list(NAMES), chosen.residents)


if __name__ == "__main__":
    sys.exit(main())

"""bin/bench [NAME …] [--residents N]: prints one JSON object a line."""

from __future__ import annotations

import argparse
import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    from bench.running import NAMES, run_all  # noqa: PLC0415 - Django must be set up before models are loaded

    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which promises (default: all): {', '.join(NAMES)}")
    parser.add_argument("--residents", type=int, default=20_000, help="people in the district (default 20000)")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(NAMES)
    if unknown:
        parser.error(f"no benchmark named {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return run_all(chosen.names or list(NAMES), chosen.residents)


if __name__ == "__main__":
    sys.exit(main())

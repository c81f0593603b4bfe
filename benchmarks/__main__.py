"""``make bench``: every benchmark that is quick enough to run each time, one after another."""

from __future__ import annotations

import importlib
import sys

BENCHMARKS = ("pages", "actors", "dates", "places", "statements", "gold", "speed")


def main() -> None:
    sys.argv[1:] = []
    for name in BENCHMARKS:
        print(f"\n== {name}")
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()

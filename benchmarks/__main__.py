"""``make bench``: every benchmark that is quick enough to run each time, one after another."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = (
    "pages",
    "actors",
    "entities",
    "dates",
    "places",
    "statements",
    "standing",
    "merging",
    "gold",
    "ledger",
    "speed",
)


def main() -> int:
    failed = 0
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

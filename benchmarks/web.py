"""Measure the reading room: how long pages of a large store take.

python -m benchmarks.web                      # a store of a million generated events
python -m benchmarks.web --store FILE         # a store that is there already (made by benchmarks.store)
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.store import POWERS, generate
from dragoman.store import Store

TRIES = 15


def measure(path: Path) -> dict[str, object]:
    """Seconds from request to answer, over HTTP without the network, of dyads drawn at random."""
    from starlette.testclient import TestClient

    from dragoman.web import create_app

    client = TestClient(create_app(Store(path, read_only=True), hosts=["testserver"]))
    client.get("/codebook")  # templates and tables are read once
    chance, waits, apart = random.Random(2), [], []
    for _ in range(TRIES):
        a, b = (f"P{chance.randrange(POWERS):03}" for _ in range(2))
        start, spent = time.perf_counter(), time.process_time()
        response = client.get(f"/dyad/{a}-{b}")
        waits.append(time.perf_counter() - start)
        apart.append(time.process_time() - spent)
        assert response.status_code == 200, response.text
    return {
        "dyad_median_s": round(statistics.median(waits), 3),
        "dyad_best_s": round(min(waits), 3),
        "dyad_cpu_median_s": round(statistics.median(apart), 3),
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    options = parser.parse_args()
    if options.store:
        print(json.dumps(measure(options.store)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.duckdb"
        generate(Store(path), options.events)
        print(json.dumps({"events": options.events} | measure(path)))


if __name__ == "__main__":
    main()

"""A writer that is killed loses no page that it called safe, and leaves a store that opens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dragoman.store import Store

# One process that imports once and forks writers, so that ten kills take seconds. A writer prints each page once it
# is safe.
DRIVER = """
import os, random, signal, sys, time
import pyarrow, duckdb
sys.path.insert(0, sys.argv[2])
from store.conftest import make_record
from dragoman.store import Store

path, chance, number = sys.argv[1], random.Random(11), 0
for round_ in range(10):
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        store = Store(path)
        def records():
            for n in range(10_000):
                yield make_record(f"{round_}/{n}", f"Japan met South Korea for the {n}th time.", {"date": "2019-11-23"})
        for record in records():
            os.write(into, f"{store.add(record).source}\\n".encode())
        os._exit(1)
    os.close(into)
    with os.fdopen(out) as safe:
        first = safe.readline()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
        for line in [first, *safe]:
            print(line, end="", flush=True)
    os.waitpid(child, 0)
"""


def test_ten_kills_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "killed.duckdb"
    tests = Path(__file__).parents[1]
    driver = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", DRIVER, str(path), str(tests)],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert driver.returncode == 0, driver.stderr
    safe = driver.stdout.split()
    assert len({line.split("/")[0] for line in safe}) == 10
    store = Store(path)
    kept = {record.article.source for record in store.records()}
    assert set(safe) <= kept
    assert len(kept) <= len(safe) + 10  # at most the one that was being written, each time
    told = sum(event["reports"] for event in store.events().to_pylist())
    assert told == len(kept)
    before = store.events().to_pylist()
    store.rebuild()
    assert store.events().to_pylist() == before

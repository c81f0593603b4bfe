"""A long run under fire, and what a hundred million pages would take.

``python -m benchmarks.scaling`` codes pages into a lake of many small shards while coders are killed, others are held
up, and the whole run is killed and started again; then it compares the lake, byte for byte, with that of a run that was
left alone, and prints a plan for 10^8 pages from its figures. Linux only: processes are found in /proc.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.lake import iter_records
from dragoman.lake.rows import to_parquet
from dragoman.pages import Page, iter_pages

ROOT = Path(__file__).parents[1]
FOLDERS = ("examples", "benchmarks/gold")
SHARD, PLANNED = 3, 100_000_000
LIFE_HOURS = 24.0  # between two failures of a worker, as cheap machines that may be taken back go


def write_pages(path: Path, count: int) -> int:
    """A JSONL file of ``count`` pages, the project's own over and over under other names; gives its bytes."""
    found = [p for p in iter_pages([str(ROOT / folder) for folder in FOLDERS]) if isinstance(p, Page)]
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            page = found[number % len(found)]
            kind = "html" if page.source.endswith(".html") else "text"
            row = {"url": f"https://scaling.example/{number}", kind: page.data.decode("utf-8", "replace")}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path.stat().st_size


def start(pages: Path, lake: Path, workers: int) -> subprocess.Popen[bytes]:
    """``dragoman code --to`` as a process of its own."""
    command = ["code", str(pages), "--to", str(lake), "--shard", str(SHARD), "--engine", "processes"]
    return subprocess.Popen(
        [sys.executable, "-m", "dragoman", *command, "--workers", str(workers), "--progress", "none"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def timed(pages: Path, lake: Path, workers: int) -> tuple[float, float]:
    """Seconds of a run that is left alone, by the clock and of all its processes."""
    began, before = time.perf_counter(), os.times()
    start(pages, lake, workers).wait()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, used


def coders(run: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a run codes in."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            ours = b"dragoman.engines._child" in (entry / "cmdline").read_bytes()
        except (OSError, IndexError, ValueError):
            continue
        if parent == run.pid and ours:
            found.append(int(entry.name))
    return found


def under_fire(pages: Path, lake: Path, workers: int, *, kills: int, seed: int) -> dict[str, int]:
    """Run to the end, the run killed ``kills`` times and its coders killed or held up at random; what was done."""
    chance = random.Random(seed)
    done = {"runs killed": 0, "coders killed": 0, "coders held up": 0}
    while True:
        run = start(pages, lake, workers)
        ends = time.monotonic() + chance.uniform(4, 15) if done["runs killed"] < kills else float("inf")
        while run.poll() is None and time.monotonic() < ends:
            time.sleep(chance.uniform(0.5, 2.5))
            victims = coders(run)
            if victims and chance.random() < 0.2:
                victim, kill = chance.choice(victims), chance.random() < 0.5
                try:
                    os.kill(victim, signal.SIGKILL if kill else signal.SIGSTOP)
                    if not kill:
                        time.sleep(chance.uniform(0.5, 2.0))
                        os.kill(victim, signal.SIGCONT)
                except ProcessLookupError:
                    continue
                done["coders killed" if kill else "coders held up"] += 1
        if run.poll() is not None:
            return done
        run.kill()
        run.wait()
        done["runs killed"] += 1


def content(lake: Path) -> dict[str, str]:
    """Hashes of all that a lake holds but the report of its run."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in lake.iterdir() if p.name != "report.json"}


def bytes_a_page(lake: Path, shard: int = 500) -> float:
    """Bytes of Parquet a page in shards of 500: what each page adds, and its part of what a file takes by itself."""
    records = list(iter_records(lake))
    one, all_ = len(to_parquet(records[:1])), len(to_parquet(records))
    return (all_ - one) / (len(records) - 1) + one / shard


def plan(
    *, seconds: float, start_up: float, read: float, input_bytes: float, lake_bytes: float, shard: int = 500
) -> None:
    """Print what 10^8 pages take: ``seconds`` of a core and the bytes are a page's, ``read`` is a page's reading."""
    core_hours = PLANNED * seconds / 3600
    lost = (shard * seconds / 2 + start_up) / (LIFE_HOURS * 3600)
    print(
        f"10^8 pages at {seconds * 1000:.0f} ms: {core_hours:,.0f} core-hours, {core_hours / 1000:.1f} h on 1,000 cores"
    )
    print(f"failures: a worker lost every {LIFE_HOURS:.0f} h costs {lost:.3%} (half a shard and a start each)")
    print(f"storage: input {PLANNED * input_bytes / 1e9:,.0f} GB, lake {PLANNED * lake_bytes / 1e9:,.0f} GB")
    print(f"shards: {PLANNED // shard:,} of {shard} pages, {shard * lake_bytes / 1e6:.1f} MB each")
    print(f"reading: {1 / read:,.0f} pages/s by one run, enough for {seconds / read:,.0f} cores")


def main() -> int:
    """Run the simulation and print the plan; 1 if a byte differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages, quiet, hit = (Path(folder) / name for name in ("pages.jsonl", "quiet", "hit"))
        size = write_pages(pages, options.pages)
        one = Path(folder) / "one.jsonl"
        write_pages(one, 1)
        _, first = timed(one, Path(folder) / "first", 1)
        elapsed, cpu = timed(pages, quiet, options.workers)
        began = time.perf_counter()
        count = sum(1 for _ in iter_pages([str(pages)]))
        read = (time.perf_counter() - began) / count
        began = time.perf_counter()
        done = under_fire(pages, hit, options.workers, kills=options.kills, seed=options.seed)
        told = ", ".join(f"{number} {what}" for what, number in done.items())
        same = content(quiet) == content(hit)
        print(f"{count} pages in shards of {SHARD}, {options.workers} workers: {elapsed:.0f} s left alone;")
        print(f"  {time.perf_counter() - began:.0f} s with {told}: {'the same bytes' if same else 'OTHER BYTES'}")
        # each worker starts once; the first page's run is a start and a page
        seconds = (cpu - options.workers * first) / (count - options.workers)
        start_up = first - seconds
        plan(seconds=seconds, start_up=start_up, read=read, input_bytes=size / count, lake_bytes=bytes_a_page(quiet))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

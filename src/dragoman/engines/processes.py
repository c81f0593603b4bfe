"""Many processes on one machine: each worker is a thread here that watches a coder in a process of its own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from dragoman.engines._base import Chunk, Job, Settings
from dragoman.engines._guard import Guard

AHEAD = 2  # chunks a worker that are read before their turn: enough to keep all busy, few enough to hold


def run(job: Job[Any], chunks: Iterable[Chunk], settings: Settings, *, workers: int) -> Iterator[Any]:
    """What ``job`` returns for each chunk, in their order."""
    local = threading.local()
    guards: list[Guard] = []

    def start() -> None:
        local.guard = Guard(settings)
        guards.append(local.guard)

    def work(chunk: Chunk) -> Any:
        return job(chunk, local.guard.code)

    pool = ThreadPoolExecutor(workers, thread_name_prefix="dragoman", initializer=start)
    waiting: deque[Future[Any]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(work, chunk))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        if waiting:  # an error, or nobody wants the rest: do not wait for pages that take long
            for guard in guards:
                guard.close()
        pool.shutdown()
        for guard in guards:
            guard.close()

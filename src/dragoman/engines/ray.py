"""Ray Data: ``map_batches`` over a pool of actors, on this machine or on the cluster that ``RAY_ADDRESS`` names."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.engines._base import Chunk, Job, Settings
from dragoman.engines._guard import Guard
from dragoman.engines._windows import in_order, windows, work

NEEDS = "ray"


class _Coder:
    """An actor: the models stay loaded from one chunk to the next."""

    def __init__(self, job: Job[Any], settings: Settings) -> None:
        self._job = job
        self._guard = Guard(settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        results = [work(self._job, self._guard, bytes(chunk)) for chunk in batch["chunk"]]
        return {"number": batch["number"], "result": results}

    def __del__(self) -> None:
        self._guard.close()


def run(job: Job[Any], chunks: Iterable[Chunk], settings: Settings, *, workers: int) -> Iterator[Any]:
    """What ``job`` returns for each chunk, in their order."""
    import ray
    import ray.data

    ours = not ray.is_initialized()
    if ours:
        ray.init(log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    try:
        for window in windows(chunks, workers):
            rows = [{"number": number, "chunk": chunk} for number, chunk in window]
            coded = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
                _Coder,
                fn_constructor_args=(job, settings),
                batch_size=1,
                concurrency=min(workers, len(rows)),
                num_cpus=1,
            )
            yield from in_order((row["number"], row["result"]) for row in coded.iter_rows())
    finally:
        if ours:
            ray.shutdown()

"""Chunks in windows, for engines that want all their input at once: a few windows in a row keep memory bounded."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dragoman.engines._base import Chunk, Job
from dragoman.engines._guard import Guard

WINDOW = 16  # chunks a worker: starting workers anew takes seconds, holding many chunks takes memory


def windows(chunks: Iterable[Chunk], workers: int) -> Iterator[list[tuple[int, bytes]]]:
    """Lists of (number, pickled chunk)."""
    remaining = iter(chunks)
    while window := [(chunk.number, pickle.dumps(chunk, 5)) for chunk in islice(remaining, WINDOW * workers)]:
        yield window


def work(job: Job[Any], guard: Guard, chunk: bytes) -> bytes:
    """The pickled result of a pickled chunk."""
    return pickle.dumps(job(pickle.loads(chunk), guard.code), 5)


def in_order(results: Iterable[tuple[int, bytes]]) -> Iterator[Any]:
    """The results of a window in the order of its chunks."""
    for _, result in sorted(results, key=lambda pair: pair[0]):
        yield pickle.loads(result)

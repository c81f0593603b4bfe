"""Finding an engine by its name, and how many workers it gets."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, cast

from dragoman import engines
from dragoman.engines._base import Chunk, Job, Settings
from dragoman.errors import UsageError


class Engine(Protocol):
    """A module of this package."""

    def run(self, job: Job[Any], chunks: Iterable[Chunk], settings: Settings, *, workers: int) -> Iterator[Any]:
        """What ``job`` returns for each chunk, in their order."""


def engine_names() -> tuple[str, ...]:
    """The names of all engines, sorted, without importing any."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(engines.__path__) if not m.name.startswith("_")))


def load_engine(name: str) -> Engine:
    """The engine of that name. Raises UsageError where there is none, or where what it runs on is not installed."""
    if name not in engine_names():
        raise UsageError(f"no engine {name!r}; there are {', '.join(engine_names())}")
    module = importlib.import_module(f"dragoman.engines.{name}")
    needed = getattr(module, "NEEDS", None)
    if needed is not None and importlib.util.find_spec(needed) is None:
        raise UsageError(f"the engine {name} is not installed; `pip install 'dragoman[{name}]'` installs it")
    return cast(Engine, module)


def cores() -> int:
    """The processors that this process may use: as many workers as there are by default."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1

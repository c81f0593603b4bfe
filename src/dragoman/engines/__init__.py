"""Engines: the one coder in this process, in many, on Ray or on Spark.

Each engine is one module here, found by its name, with one function::

    run(job, chunks, settings, *, workers) -> Iterator[result]

It gives each chunk of pages to ``job`` on some worker, together with a function that codes one page, and yields what
the job returns in the order of the chunks, taking new chunks only as workers become free. What a page becomes does not
depend on the engine: the same chunks give the same results on all of them, with any number of workers.
"""

from __future__ import annotations

from dragoman.engines._base import Chunk, Coded, Coding, Job, Outcome, Settings, chunks_of, code_page_once
from dragoman.engines._finding import cores, engine_names, load_engine

__all__ = [
    "Chunk",
    "Coded",
    "Coding",
    "Job",
    "Outcome",
    "Settings",
    "chunks_of",
    "code_page_once",
    "cores",
    "engine_names",
    "load_engine",
]

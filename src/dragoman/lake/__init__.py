"""A lake: a folder of Parquet shards that a long run writes, as many at a time as there are workers.

Each shard is a file of coded pages and, written after it, a marker that says it is complete: a run that is cut off goes
on where it was. A row is a page with the rows that it gives to each table of the store, so that a lake answers the same
questions (``Store("lake/")``) and can be loaded into a store. Here each report is an event of its own: reports of one
act are merged when the lake is loaded.
"""

from __future__ import annotations

from dragoman.lake.reading import is_lake, iter_records, open_lake
from dragoman.lake.running import Report, run
from dragoman.lake.shards import Shard

__all__ = ["Report", "Shard", "is_lake", "iter_records", "open_lake", "run"]

"""Spark: ``mapInArrow`` over partitions of chunks, in the session that is running or one of our own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.engines._base import Chunk, Job, Settings
from dragoman.engines._guard import Guard
from dragoman.engines._windows import in_order, windows, work

NEEDS = "pyspark"


def run(job: Job[Any], chunks: Iterable[Chunk], settings: Settings, *, workers: int) -> Iterator[Any]:
    """What ``job`` returns for each chunk, in their order."""
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or Spark takes whatever python3 it finds
    spark = running or SparkSession.builder.master(f"local[{workers}]").appName("dragoman").getOrCreate()

    def code(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        with Guard(settings) as guard:
            for batch in batches:
                results = [work(job, guard, chunk) for chunk in batch.column("chunk").to_pylist()]
                yield pa.RecordBatch.from_arrays(
                    [batch.column("number"), pa.array(results, pa.binary())], names=["number", "result"]
                )

    try:
        for window in windows(chunks, workers):
            rows = spark.createDataFrame(window, "number long, chunk binary").repartition(min(workers, len(window)))
            coded = rows.mapInArrow(code, "number long, result binary")
            yield from in_order((row["number"], bytes(row["result"])) for row in coded.toLocalIterator())
    finally:
        if running is None:
            spark.stop()

"""Parquet: the table of events, typed, compressed with zstd."""

from __future__ import annotations

from typing import BinaryIO

from dragoman.exports.events_table import arrow_schema, write_batches
from dragoman.exports.rows import Material

ABOUT = "one row an event, typed, for pandas, polars, DuckDB, R and Spark"


def write(material: Material, out: BinaryIO) -> int:
    """Write every event; returns how many. The same material gives the same bytes with the same version of pyarrow."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(out, arrow_schema(), compression="zstd") as writer:
        return write_batches(material.events(), writer.write_batch)

"""The table of reports: one row for each page that tells of an event, behind the data package."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

from dragoman.exports.codes import as_day
from dragoman.exports.events_table import BATCH
from dragoman.exports.rows import EventRow, Report, publisher
from dragoman.exports.tables import columns

_LISTS = frozenset({"actor_ids", "recipient_ids"})
_DAYS = frozenset({"published", "date_start", "date_end"})
_INTEGERS = frozenset({"evidence_start", "evidence_end"})


def write_reports(rows: Iterable[EventRow], out: BinaryIO) -> int:
    """Write every report of every event as Parquet; returns how many."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[str, Any] = dict.fromkeys(columns("reports"), pa.string())
    kinds |= dict.fromkeys(_LISTS, pa.list_(pa.string())) | dict.fromkeys(_DAYS, pa.date32())
    kinds |= dict.fromkeys(_INTEGERS, pa.int64()) | {"confidence": pa.float64()}
    schema = pa.schema(list(kinds.items()))
    flats = (_flat(row, report) for row in rows for report in row.reports)
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while chunk := list(islice(flats, BATCH)):
            writer.write_batch(pa.RecordBatch.from_pylist(chunk, schema=schema))
            count += len(chunk)
    return count


def _flat(row: EventRow, report: Report) -> dict[str, Any]:
    event, article = report.event, report.record.article
    return {
        "event_id": row.event.id,
        "source": article.source,
        "page": article.id,
        "publisher": publisher(report.record),
        "published": as_day(article.published),
        "actor_ids": event.actors,
        "recipient_ids": event.recipients,
        "mode": event.mode,
        "auxiliary": event.auxiliary,
        "date_start": as_day(event.date.start) if event.date else None,
        "date_end": as_day(event.date.end) if event.date else None,
        "place": event.place.name if event.place else None,
        "evidence": event.evidence.text,
        "evidence_start": event.evidence.start,
        "evidence_end": event.evidence.end,
        "confidence": event.confidence,
        "coder": report.record.coder.version,
    }

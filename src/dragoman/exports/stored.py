"""The store as material for the exports: merged events in time order with all their reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.exports.rows import EventRow, Material, Report
from dragoman.record import Event, EventDate, Place, Record
from dragoman.store import Store
from dragoman.store.keys import event_id
from dragoman.store.records import COLUMNS, read_record

if TYPE_CHECKING:
    import duckdb

_CHUNK = 2_000  # events whose reports are fetched at a time

_EVENTS = """
SELECT event, type, mode, contexts, actors, recipients, auxiliary, CAST(start AS VARCHAR) AS start,
  CAST("end" AS VARCHAR) AS "end", granularity, place, country, latitude, longitude, quad, score, cameo, confidence
FROM events WHERE NOT withdrawn ORDER BY day NULLS LAST, event
"""
_REPORTS = """
SELECT er.event, r.coding, r.number FROM event_reports er
JOIN reports r ON r.report = er.report AND r.current JOIN revisions v ON v.revision = r.revision
JOIN pages p ON p.page = v.page WHERE er.event IN (SELECT unnest(?::UBIGINT[]))
ORDER BY v.published NULLS LAST, p.source, r.span_start, r.span_end, r.report
"""
_RECORDS = f"""
SELECT c.coding, {COLUMNS} FROM codings c JOIN revisions v USING (revision)
WHERE c.coding IN (SELECT unnest(?::UBIGINT[]))
"""


@contextmanager
def opened(store: Store | Path | str) -> Iterator[Material]:
    """The material of a store, which is held open for reading until the block ends, so that all of it is of one moment.

    Events that only older texts of their pages report are left out. Raises StoreError where there is no usable store.
    """
    kept = store if isinstance(store, Store) else Store(store, read_only=True)
    with kept.reading() as connection:
        yield Material(lambda: _events(connection), kept.records)


def _events(connection: duckdb.DuckDBPyConnection) -> Iterator[EventRow]:
    cursor = connection.cursor()
    try:
        cursor.execute(_EVENTS)
        names = [str(column[0]) for column in cursor.description or ()]
        while chunk := cursor.fetchmany(_CHUNK):
            rows = [dict(zip(names, values, strict=True)) for values in chunk]
            reports = _reports(connection, [row["event"] for row in rows])
            yield from (_event_row(row, reports[row["event"]]) for row in rows)
    finally:
        cursor.close()


def _reports(connection: duckdb.DuckDBPyConnection, events: Sequence[int]) -> dict[int, list[Report]]:
    """The reports of some events, the earliest first."""
    told = connection.execute(_REPORTS, [list(events)]).fetchall()
    codings = sorted({coding for _, coding, _ in told})
    found = connection.execute(_RECORDS, [codings]).fetchall()
    records: dict[int, Record] = {coding: read_record(*columns) for coding, *columns in found}
    reports: dict[int, list[Report]] = {}
    for event, coding, number in told:
        record = records[coding]
        reports.setdefault(event, []).append(Report(record.events[number], record))
    return reports


def _event_row(row: dict[str, Any], reports: list[Report]) -> EventRow:
    """The merged event, with the evidence of its earliest report."""
    first = reports[0].event
    date = place = None
    if row["start"] is not None:
        date = EventDate(start=row["start"], end=row["end"], granularity=row["granularity"], text=None)
    if row["place"] is not None:
        place = _place(row, reports)
    event = Event(
        id=event_id(row["event"]),
        type=row["type"],
        mode=row["mode"],
        contexts=row["contexts"],
        actors=row["actors"],
        recipients=row["recipients"],
        auxiliary=row["auxiliary"],
        date=date,
        place=place,
        quad=row["quad"],
        score=round(row["score"], 4),  # the store keeps single precision: undo its noise
        cameo=row["cameo"],
        evidence=first.evidence,
        statement=first.statement,
        confidence=round(row["confidence"], 6),
    )
    return EventRow(event, tuple(reports))


def _place(row: dict[str, Any], reports: list[Report]) -> Place:
    """The place as the report that the event follows has it, with what the store keeps no column for."""
    told = (report.event.place for report in reports)
    same = next((p for p in told if p and (p.name, p.country) == (row["place"], row["country"])), None)
    if same is not None:
        return same
    coordinates = {"latitude": row["latitude"], "longitude": row["longitude"]}
    return Place(name=row["place"], country=row["country"], **coordinates)

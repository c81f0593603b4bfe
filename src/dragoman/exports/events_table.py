"""The project's own table of events, one row each, behind CSV, Parquet, Arrow and the data package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.exports.codes import as_day, cameo, iso_day
from dragoman.exports.parties import Party, parties
from dragoman.exports.rows import EventRow, publisher
from dragoman.exports.tables import columns

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 20_000  # events turned into Arrow at a time
_PARTY = ("ids", "names", "countries", "sectors")
LISTS = frozenset({"contexts", *(f"{side}_{part}" for side in ("actor", "recipient") for part in _PARTY)})
_DAYS = frozenset({"date_start", "date_end", "published"})
_FLOATS = frozenset({"latitude", "longitude", "score", "confidence"})
_INTEGERS = frozenset({"geonames_id", "quad", "reports", "pages", "evidence_start", "evidence_end"})


def flat(row: EventRow) -> dict[str, Any]:
    """The row by the columns of ``events``; lists stay lists, days ISO strings, what is not known None."""
    event, first = row.event, row.first
    article, place = first.record.article, event.place
    return {
        "event_id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": event.contexts,
        "auxiliary": event.auxiliary,
        "date_start": iso_day(event.date.start) if event.date else None,
        "date_end": iso_day(event.date.end) if event.date else None,
        "date_granularity": event.date.granularity if event.date else None,
        "published": iso_day(article.published),
        **_side("actor", parties(row, event.actors)),
        **_side("recipient", parties(row, event.recipients)),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geonames_id": place.geonames_id if place else None,
        "quad": event.quad,
        "score": event.score,
        "cameo": cameo(event),
        "confidence": event.confidence,
        "reports": len(row.reports),
        "pages": len({report.source for report in row.reports}),
        "source": article.source,
        "title": article.title,
        "publisher": publisher(first.record),
        "evidence": first.event.evidence.text,
        "evidence_start": first.event.evidence.start,
        "evidence_end": first.event.evidence.end,
        "coder": first.record.coder.version,
    }


def _side(name: str, side: list[Party]) -> dict[str, list[str | None]]:
    return {
        f"{name}_ids": [party.id for party in side],
        f"{name}_names": [party.name for party in side],
        f"{name}_countries": [party.country for party in side],
        f"{name}_sectors": [",".join(party.sectors) or None for party in side],
    }


def arrow_schema() -> pa.Schema:
    """The Arrow schema of the table: days are date32, lists are lists of strings that may hold nulls."""
    import pyarrow as pa

    def kind(column: str) -> pa.DataType:
        if column in LISTS:
            return pa.list_(pa.string())
        if column in _DAYS:
            return pa.date32()
        if column in _FLOATS:
            return pa.float64()
        return pa.int64() if column in _INTEGERS else pa.string()

    return pa.schema([(column, kind(column)) for column in columns("events")])


def batches(rows: Iterable[EventRow]) -> Iterator[pa.RecordBatch]:
    """The rows as record batches of that schema."""
    import pyarrow as pa

    schema = arrow_schema()
    for chunk in _chunks(rows):
        flats = [flat(row) for row in chunk]
        arrays = [
            pa.array([_value(name, one[name]) for one in flats], schema.field(name).type) for name in schema.names
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def write_batches(rows: Iterable[EventRow], write: Callable[[pa.RecordBatch], None]) -> int:
    """Give every batch of the rows to ``write``; returns how many rows there were."""
    count = 0
    for batch in batches(rows):
        write(batch)
        count += batch.num_rows
    return count


def _chunks(rows: Iterable[EventRow]) -> Iterator[list[EventRow]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, BATCH)):
        yield chunk


def _value(column: str, value: Any) -> Any:
    return as_day(value) if column in _DAYS else value

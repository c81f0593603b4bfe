"""Questions whose answers are lists of events, a page at a time."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.store.asking import EVENT_COLUMNS
from dragoman.store.filters import between, clause
from dragoman.store.tables import answer
from dragoman.web.picking import events_by_key
from dragoman.web.query import EventQuery

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Row = dict[str, Any]

_END = date(9999, 12, 31)  # where events without a day stand
_DAY = f"coalesce(day, DATE '{_END}')"
_OF_DYAD = "SELECT DISTINCT event, day, quad, score FROM {pairs} {where}"
_OF_EVENTS = "SELECT event, day, quad, score FROM events {where}"
_TABLE = """
WITH found AS ({found})
SELECT {columns}, v.bytes AS article
FROM events e JOIN reports r ON r.report = e.event AND r.current
JOIN revisions v ON v.revision = r.revision JOIN pages p ON p.page = v.page
WHERE e.event IN (SELECT event FROM found) ORDER BY coalesce(e.day, DATE '{end}') {way}, e.event {way}
"""


def narrow(connection: duckdb.DuckDBPyConnection, first: str, second: str) -> str:
    """A table of the pairs of two powers alone, for this connection: what is asked of it need not look through all."""
    of_two, ids = between(first, second)
    connection.execute(f"CREATE TEMP TABLE dyad_pairs AS SELECT * FROM pairs {clause(['main', *of_two])}", ids)
    return "dyad_pairs"


def relation(query: EventQuery, *, pairs: str = "pairs") -> tuple[str, list[Any]]:
    """The events of a query in SQL, with their values: columns event, day, quad, score.

    A dyad under no other conditions than those that ``pairs`` has columns for is found there, which is the fastest.
    """
    powers = query.powers()
    if powers is None:
        where, values = query.filter().of_events()
        return _OF_EVENTS.format(where=clause(where)), values
    of_two, ids = between(*powers)
    if any((query.actor, query.recipient, query.party, query.mode, query.place, query.text)):
        where, values = query.filter().of_events()
        where.append(f"event IN (SELECT event FROM {pairs} {clause(['main', *of_two])})")
        return _OF_EVENTS.format(where=clause(where)), [*values, *ids]
    where, values = query.filter().common()
    return _OF_DYAD.format(pairs=pairs, where=clause([*where, "main", *of_two])), [*values, *ids]


def count(connection: duckdb.DuckDBPyConnection, query: EventQuery, *, pairs: str = "pairs") -> Row:
    """How many events a query finds, the first and last day of them, and their number by quad."""
    found, values = relation(query, pairs=pairs)
    quads = ", ".join(f"count(*) FILTER (quad = {q}) AS quad{q}" for q in (1, 2, 3, 4))
    sql = f"SELECT count(*) AS events, min(day) AS first, max(day) AS last, avg(score) AS score_mean, {quads}"
    row: Row = answer(connection, f"{sql} FROM ({found})", values).to_pylist()[0]
    return row


def page_of_events(
    connection: duckdb.DuckDBPyConnection, query: EventQuery, *, pairs: str = "pairs"
) -> tuple[list[Row], str | None]:
    """The events of one page, each with the sentence of its earliest report, and the cursor of the next page.

    Raises UsageError for a cursor that is none.
    """
    found, values = relation(query, pairs=pairs)
    way = "DESC" if query.order == "newest" else "ASC"
    after = ""
    if query.cursor is not None:
        day, event = read_cursor(query.cursor)
        after = f"WHERE ({_DAY}, event) {'<' if way == 'DESC' else '>'} (CAST(? AS DATE), CAST(? AS UBIGINT))"
        values = [*values, day, event]
    sql = f"SELECT event, day FROM ({found}) {after} ORDER BY {_DAY} {way}, event {way} LIMIT {query.limit + 1}"
    keys = connection.execute(sql, values).fetchall()
    rows = events_by_key(connection, [int(key) for key, _ in keys[: query.limit]])
    if len(keys) <= query.limit:
        return rows, None
    last, day = keys[query.limit - 1]
    return rows, make_cursor(day, int(last))


def table_of_events(connection: duckdb.DuckDBPyConnection, query: EventQuery, *, limit: int) -> pa.Table:
    """All events that a query finds, up to a limit, in its order."""
    found, values = relation(query)
    way = "DESC" if query.order == "newest" else "ASC"
    found = f"SELECT event FROM ({found}) ORDER BY {_DAY} {way}, event {way} LIMIT {limit}"
    return answer(connection, _TABLE.format(found=found, columns=EVENT_COLUMNS, way=way, end=_END), values)


def make_cursor(day: date | None, event: int) -> str:
    """Where a page ends, as letters for an address; it holds whatever is added meanwhile."""
    raw = (day or _END).isoformat() + f"{event:016x}"
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[date, int]:
    """The day and event that a page ended with."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        return date.fromisoformat(raw[:10]), int(raw[10:26], 16)
    except (binascii.Error, ValueError):
        raise UsageError("cursor: take it from the last page's answer as it is") from None

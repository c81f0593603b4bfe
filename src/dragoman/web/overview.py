"""Questions whose answers are sums: dyads, months, swings, places, partners."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.store.filters import Filter, clause
from dragoman.store.tables import answer
from dragoman.web.query import EventQuery
from dragoman.web.questions import relation

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

WINDOW = timedelta(days=90)
LEAST = 3  # events of a dyad in each window, for its swing to say anything

_QUADS = ", ".join(f"count(*) FILTER (quad = {q}) AS quad{q}" for q in (1, 2, 3, 4))
_UNDIRECTED = """
SELECT DISTINCT event, least(source, target) AS first, greatest(source, target) AS second, day, quad, score
FROM pairs {where}
"""
_DYADS = """
SELECT first, second, count(*) AS events, {quads}, avg(score) AS score_mean, max(day) AS last
FROM ({rows}) GROUP BY first, second ORDER BY events DESC, first, second LIMIT {limit}
"""
_SWINGS = """
SELECT first, second, count(*) FILTER (day > $mid) AS now, count(*) FILTER (day <= $mid) AS before,
  avg(score) FILTER (day > $mid) AS score_now, avg(score) FILTER (day <= $mid) AS score_before
FROM ({rows}) GROUP BY first, second HAVING now >= {least} AND before >= {least}
ORDER BY abs(score_now - score_before) * sqrt(least(now, before)) DESC, first, second LIMIT {limit}
"""
_MONTHS = """
SELECT date_trunc('month', day)::DATE AS period, count(*) AS events, {quads}, avg(score) AS score_mean
FROM ({found}) WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1
"""
_MARKS = """
SELECT place, country, avg(latitude) AS latitude, avg(longitude) AS longitude, count(*) AS events,
  avg(score) AS score_mean, max(day) AS last
FROM events {where} GROUP BY place, country ORDER BY events DESC, place LIMIT {limit}
"""
_PARTNERS = """
SELECT CASE WHEN first = ? THEN second ELSE first END AS power, count(*) AS events, {quads}, avg(score) AS score_mean
FROM ({rows}) GROUP BY power ORDER BY events DESC, power LIMIT {limit}
"""


def dyads(connection: duckdb.DuckDBPyConnection, wanted: Filter, *, limit: int) -> list[Row]:
    """The busiest pairs of powers: events by quad, mean score, and the last day."""
    rows, values = _undirected(wanted)
    return _rows(connection, _DYADS.format(quads=_QUADS, rows=rows, limit=limit), values)


def swings(connection: duckdb.DuckDBPyConnection, wanted: Filter, *, today: date, limit: int) -> list[Row]:
    """The dyads whose mean score changed most: the last ``WINDOW`` before ``today`` against the one before it.

    Dyads with fewer than ``LEAST`` events in either are left out; the others are ranked by the change times the root of
    the smaller number of events, so that two events do not outweigh twenty.
    """
    middle = today - WINDOW
    rows, values = _undirected(wanted, [("day > ?", today - 2 * WINDOW), ("day <= ?", today)])
    sql = _SWINGS.format(rows=rows, least=LEAST, limit=limit).replace("$mid", f"DATE '{middle.isoformat()}'")
    return _rows(connection, sql, values)


def months(connection: duckdb.DuckDBPyConnection, query: EventQuery, *, pairs: str = "pairs") -> list[Row]:
    """The events of a query by month and quad."""
    found, values = relation(query, pairs=pairs)
    return _rows(connection, _MONTHS.format(quads=_QUADS, found=found), values)


def marks(connection: duckdb.DuckDBPyConnection, query: EventQuery, *, limit: int) -> list[Row]:
    """Places on the map with the events of a query, the busiest first."""
    found, values = relation(query)
    where = clause([f"event IN (SELECT event FROM ({found}))", "latitude IS NOT NULL", "longitude IS NOT NULL"])
    return _rows(connection, _MARKS.format(where=where, limit=limit), values)


def partners(connection: duckdb.DuckDBPyConnection, power: str, wanted: Filter, *, limit: int) -> list[Row]:
    """Whom a power deals with."""
    rows, values = _undirected(wanted, [("(source = ? OR target = ?)", power, power)])
    return _rows(connection, _PARTNERS.format(quads=_QUADS, rows=rows, limit=limit), [power, *values])


def _undirected(wanted: Filter, more: list[tuple[Any, ...]] | None = None) -> tuple[str, list[Any]]:
    where, values = wanted.common()
    where += ["main", "target IS NOT NULL", "source <> target", "day IS NOT NULL"]
    for condition, *given in more or ():
        where.append(condition)
        values += given
    return _UNDIRECTED.format(where=clause(where)), values


def extent(connection: duckdb.DuckDBPyConnection) -> Row:
    """The first and last day of events, the day of the newest page, and how much there is."""
    sql = (
        "SELECT (SELECT min(day) FROM events WHERE NOT withdrawn AND auxiliary = 'actual') AS first,"
        " (SELECT max(day) FROM events WHERE NOT withdrawn AND auxiliary = 'actual') AS last,"
        " (SELECT max(published) FROM revisions) AS newest,"
        " (SELECT count(*) FROM events WHERE NOT withdrawn) AS events,"
        " (SELECT count(*) FROM pages) AS pages"
    )
    return _rows(connection, sql, [])[0]


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[Row]:
    rows: list[Row] = answer(connection, sql, values).to_pylist()
    return rows

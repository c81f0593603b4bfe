"""A few rows out of many, by key.

Each table is asked twice: for the places of the rows, which reads one column, and then for the rows at those places.
Reading all the columns of a million events to keep twenty-five takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.store.rows import sentence_around
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_EVENT = """
printf('e%016x', event) AS id, event, day, type, mode, contexts, actors, recipients, auxiliary, start, "end",
granularity, place, country, latitude, longitude, quad, score, cameo, confidence, reports, pages, texts
"""
_REPORT = "report, revision, evidence, span_start, span_end"
_REVISION = "revision, page, title, published, bytes AS article, body"
_FEW = 60  # beyond so many, one scan is faster than looking each up


def events_by_key(connection: duckdb.DuckDBPyConnection, keys: list[int]) -> list[Row]:
    """Some events by their keys, in the order given, each with the sentence of its earliest report."""
    events = _by_key(connection, "events", "event", keys, _EVENT)
    reports = _by_key(connection, "reports", "report", events, _REPORT, "AND current", singly=True)
    revisions = _by_key(connection, "revisions", "revision", _column(reports, "revision"), _REVISION, singly=True)
    sources = _by_key(connection, "pages", "page", _column(revisions, "page"), "page, source")
    bodies = {key: row.pop("body") for key, row in revisions.items()}
    rows = []
    for key in keys:
        if key in events and key in reports:
            event, report = events[key], reports[key]
            revision = revisions[report["revision"]]
            row = event | report | revision | sources[revision["page"]]
            row["sentence"] = sentence_pieces(bodies[report["revision"]], row["span_start"], row["span_end"])
            rows.append({k: v for k, v in row.items() if k not in ("event", "report", "revision", "page")})
    return rows


def sentence_pieces(body: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence around a span: what stands before it, the span, what stands after."""
    low, high = sentence_around(body, start, end)
    return body[low:start].lstrip(), body[start:end], body[end:high].rstrip()


def _by_key(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    keys: Iterable[int],
    columns: str,
    more: str = "",
    *,
    singly: bool = False,
) -> dict[int, Row]:
    """The rows of some keys; ``singly`` looks up each alone, which is faster where there are long texts."""
    sql = f"SELECT rowid FROM {table} WHERE {column} IN ({_listed(keys)}) {more}"
    places = [int(row[0]) for row in connection.execute(sql).fetchall()]
    if singly and len(places) <= _FEW:
        sql = " UNION ALL ".join(f"SELECT {columns} FROM {table} WHERE rowid = {place}" for place in places or [-1])
    else:
        sql = f"SELECT {columns} FROM {table} WHERE rowid IN ({_listed(places)})"
    return {row[column]: row for row in answer(connection, sql).to_pylist()}


def _column(rows: dict[int, Row], name: str) -> set[int]:
    return {row[name] for row in rows.values()}


def _listed(numbers: Iterable[Any]) -> str:
    return ", ".join(str(int(number)) for number in numbers) or "NULL"

"""Questions about one page: its record, its other texts, copies and relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.record import Record
from dragoman.store.records import COLUMNS, read_record
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_RECORD = f"""
SELECT {COLUMNS}, v.revision, v.page, v.latest FROM codings c
JOIN revisions v USING (revision) JOIN pages p USING (page)
WHERE v.bytes = ? AND c.current ORDER BY v.latest DESC, p.source LIMIT 1
"""
_REPORTS = "SELECT number, printf('e%016x', report) AS id, report FROM reports WHERE current AND revision = ?"
_REVISIONS = "SELECT number, bytes AS article, latest FROM revisions WHERE page = ? ORDER BY number"
_COPIES = """
WITH own AS (SELECT coalesce((SELECT original FROM copies WHERE revision = $1), $1) AS original),
same AS (
  SELECT original AS revision FROM own UNION SELECT revision FROM copies WHERE original = (SELECT original FROM own)
)
SELECT p.source, v.title, v.published, v.bytes AS article, v.revision = (SELECT original FROM own) AS original
FROM same JOIN revisions v USING (revision) JOIN pages p USING (page)
WHERE v.revision <> $1 AND v.page <> $2 ORDER BY v.published NULLS LAST, p.source LIMIT 20
"""
_SAME_EVENTS = """
SELECT v.bytes AS article, p.source, v.title, v.published, count(DISTINCT o.event) AS shared, true AS same
FROM reports r JOIN event_reports e ON e.report = r.report JOIN event_reports o ON o.event = e.event
JOIN reports other ON other.report = o.report AND other.current AND other.revision <> r.revision
JOIN revisions v ON v.revision = other.revision AND v.latest JOIN pages p ON p.page = v.page
WHERE r.current AND r.revision = ? AND v.page <> ?
GROUP BY ALL ORDER BY shared DESC, v.published, p.source LIMIT 8
"""
_SAME_POWERS = """
WITH own AS (
  SELECT DISTINCT p.source, p.target, p.day FROM reports r JOIN event_reports e ON e.report = r.report
  JOIN pairs p ON p.event = e.event AND p.main AND p.target IS NOT NULL AND p.source <> p.target
  WHERE r.current AND r.revision = $1 AND p.day IS NOT NULL
), near AS (
  SELECT DISTINCT p.event FROM pairs p JOIN own o ON p.source = o.source AND p.target = o.target
    AND p.day BETWEEN o.day - 14 AND o.day + 14 WHERE p.main
)
SELECT v.bytes AS article, p.source, v.title, v.published, count(DISTINCT e.event) AS shared, false AS same
FROM near JOIN event_reports e USING (event) JOIN reports r ON r.report = e.report AND r.current
JOIN revisions v ON v.revision = r.revision AND v.latest JOIN pages p ON p.page = v.page
WHERE v.page <> $2 GROUP BY ALL ORDER BY shared DESC, v.published, p.source LIMIT 6
"""


def read_article(connection: duckdb.DuckDBPyConnection, article: str) -> tuple[Record, Row]:
    """The current record of an article's bytes, and its ``revision``, ``page`` and ``latest``.

    Raises UsageError where the store has none.
    """
    found = connection.execute(_RECORD, [article]).fetchall()
    if not found:
        raise UsageError(f"{article}: no such article in the store")
    *columns, revision, page, latest = found[0]
    return read_record(*columns), {"revision": revision, "page": page, "latest": latest}


def reports_by_number(connection: duckdb.DuckDBPyConnection, revision: int) -> dict[int, str]:
    """The id of the report of each event of a revision's current record, by its number there."""
    return {row["number"]: row["id"] for row in _rows(connection, _REPORTS, [revision])}


def surroundings(connection: duckdb.DuckDBPyConnection, revision: int, page: int) -> dict[str, list[Row]]:
    """Other texts of the page, copies of it, and pages that tell of the same events or, failing those, powers."""
    related = _rows(connection, _SAME_EVENTS, [revision, page])
    known = {row["article"] for row in related}
    copies = _rows(connection, _COPIES, [revision, page])
    known |= {row["article"] for row in copies}
    if len(related) < 6:
        more = _rows(connection, _SAME_POWERS, [revision, page])
        related += [row for row in more if row["article"] not in known]
    return {
        "revisions": _rows(connection, _REVISIONS, [page]),
        "copies": copies,
        "related": [row for row in related if row["article"] not in {c["article"] for c in copies}][:8],
    }


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[Row]:
    rows: list[Row] = answer(connection, sql, values).to_pylist()
    return rows

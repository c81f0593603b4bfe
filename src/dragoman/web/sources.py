"""Questions about the pages that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.store.tables import answer
from dragoman.web.questions import make_cursor, read_cursor

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_SOURCES = """
WITH found AS (
  SELECT v.*, p.source FROM revisions v JOIN pages p ON p.page = v.page WHERE v.latest {after}
  ORDER BY coalesce(v.published, DATE '9999-12-31') DESC, v.revision DESC LIMIT {limit}
)
SELECT v.source, v.published, v.title, v.agency, v.bytes AS article, v.number AS revisions, po.source AS copy_of,
  coalesce(n.events, 0) AS events, json_extract_string(c.coder, '$.version') AS coder, v.revision
FROM found v JOIN codings c ON c.revision = v.revision AND c.current
LEFT JOIN (
  SELECT revision, count(DISTINCT event) AS events FROM reports r JOIN event_reports USING (report)
  WHERE r.current AND r.revision IN (SELECT revision FROM found) GROUP BY revision
) n ON n.revision = v.revision
LEFT JOIN copies k ON k.revision = v.revision LEFT JOIN revisions o ON o.revision = k.original
LEFT JOIN pages po ON po.page = o.page AND po.page <> v.page
ORDER BY coalesce(v.published, DATE '9999-12-31') DESC, v.revision DESC
"""


def page_of_sources(
    connection: duckdb.DuckDBPyConnection, *, cursor: str | None, limit: int
) -> tuple[list[Row], str | None]:
    """Pages by publication, the newest first, and the cursor of the next ones."""
    after, values = "", []
    if cursor:
        after = "AND (coalesce(v.published, DATE '9999-12-31'), v.revision) < (CAST(? AS DATE), CAST(? AS UBIGINT))"
        values = list(read_cursor(cursor[:80]))
    rows: list[Row] = answer(connection, _SOURCES.format(after=after, limit=limit + 1), values).to_pylist()
    more = len(rows) > limit
    rows = rows[:limit]
    last = rows[-1] if rows else None
    for row in rows[:-1]:
        del row["revision"]
    if last is None:
        return rows, None
    revision = last.pop("revision")
    return rows, make_cursor(last["published"], revision) if more else None

"""Questions about one event and one report of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.store import looking
from dragoman.store.keys import event_id, read_event_id
from dragoman.store.tables import answer
from dragoman.web.picking import sentence_pieces

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_EVENT = "SELECT * FROM events WHERE event IN (SELECT event FROM event_reports WHERE report = ?)"
_MORE = """
SELECT printf('e%016x', r.report) AS id, v.bytes AS article, v.body, r.number, r.quad,
  c.revision IS NOT NULL AS is_copy
FROM event_reports er JOIN reports r ON r.report = er.report AND r.current
JOIN revisions v ON v.revision = r.revision LEFT JOIN copies c ON c.revision = v.revision
WHERE er.event IN (SELECT event FROM event_reports WHERE report = ?)
"""
_REPORT = """
SELECT v.bytes AS article, r.number, r.revision, r.type, r.span_start, r.span_end
FROM reports r JOIN revisions v ON v.revision = r.revision WHERE r.current AND r.report = ?
"""


def event_of(connection: duckdb.DuckDBPyConnection, id: str) -> Row:
    """An event by its id or a report's, with every report in ``told``, each with its sentence in three pieces.

    Raises UsageError where the store has none.
    """
    key = _key(id)
    told = looking.event_reports(connection, key)
    more = {row["id"]: row for row in answer(connection, _MORE, [key]).to_pylist()}
    for report in told:
        extra = more[report["id"]]
        report["article"], report["is_copy"], report["quad"] = extra["article"], extra["is_copy"], extra["quad"]
        report["sentence"] = sentence_pieces(extra["body"], report["span_start"], report["span_end"])
    event: Row = answer(connection, _EVENT, [key]).to_pylist()[0]
    return {"id": event_id(event.pop("event")), **event, "told": told}


def report_of(connection: duckdb.DuckDBPyConnection, id: str) -> Row:
    """Where a report stands: its article, and its number in the record. Raises UsageError where there is none."""
    found: list[Row] = answer(connection, _REPORT, [_key(id)]).to_pylist()
    if not found:
        raise UsageError(f"{id}: no such event in the store")
    return found[0]


def _key(id: str) -> int:
    key = read_event_id(id)
    if key is None:
        raise UsageError(f"{id}: no such event in the store; ids look like e0123456789abcdef")
    return key

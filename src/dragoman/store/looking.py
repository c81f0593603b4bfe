"""Everything about one thing: an event, an entity, a page, a ledger entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.store.filters import Filter
from dragoman.store.keys import clean_source, event_id, read_event_id
from dragoman.store.ledger.entries import kind_of
from dragoman.store.ledger.questions import show_entry
from dragoman.store.rows import sentence_around
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_REPORTS = """
SELECT printf('e%016x', r.report) AS id, p.source, v.title, v.published, v.number AS revision,
  NOT v.latest AS superseded, json_extract_string(c.coder, '$.version') AS coder, r.type, r.mode, r.actors,
  r.recipients, r.auxiliary, r.start, r."end", r.granularity, r.place, r.country, r.score, r.confidence, r.evidence,
  r.span_start, r.span_end, r.statement, v.body
FROM event_reports er JOIN reports r ON r.report = er.report AND r.current JOIN codings c ON c.coding = r.coding
JOIN revisions v ON v.revision = r.revision JOIN pages p ON p.page = v.page
WHERE er.event = ? ORDER BY v.published NULLS LAST, p.source, r.span_start, r.span_end, r.report
"""
_TOGETHER = """
SELECT report FROM event_reports WHERE event IN (SELECT event FROM event_reports WHERE report = ?) ORDER BY report
"""
_DIFFERING = {
    "type": ("type",),
    "date": ("start", "end"),
    "place": ("place", "country"),
    "actors": ("actors", "recipients"),
    "mode": ("mode",),
    "auxiliary": ("auxiliary",),
}
_PAGE = """
SELECT p.source, v.number, v.latest, v.bytes AS article, v.published, v.title, v.body, v.revision FROM pages p
JOIN revisions v ON v.page = p.page WHERE p.source = ? OR v.bytes = ? ORDER BY p.source, v.number
"""
_CODINGS = """
SELECT c.coder, c.current, count(r.report) AS events FROM codings c LEFT JOIN reports r ON r.coding = c.coding
WHERE c.revision = ? GROUP BY ALL ORDER BY c.coder
"""
_ENTITY = """
SELECT e.entity AS id, e.name, e.kind, e.country, e.sectors, e.role, count(*) AS pages,
  sum(e.mentions)::BIGINT AS mentions
FROM entities e JOIN codings c ON c.coding = e.coding AND c.current WHERE e.entity = ?
GROUP BY ALL ORDER BY pages DESC, e.name, e.role
"""


def reports_of(connection: duckdb.DuckDBPyConnection, report: int) -> list[int]:
    """Keys of all reports of the event that a report (or an event, which is named after one) belongs to."""
    found = [int(row[0]) for row in connection.execute(_TOGETHER, [report]).fetchall()]
    if not found:
        raise UsageError(f"{event_id(report)}: no such event in the store")
    return found


def event_reports(connection: duckdb.DuckDBPyConnection, report: int) -> list[Row]:
    """The reports of an event, the earliest first, each with its sentence in ``context``."""
    reports_of(connection, report)
    event = connection.execute("SELECT event FROM event_reports WHERE report = ?", [report]).fetchall()[0][0]
    rows = _rows(connection, _REPORTS, [event])
    for row in rows:
        body = row.pop("body")
        low, high = sentence_around(body, row["span_start"], row["span_end"])
        row["context"] = body[low:high].strip()
    return rows


def show(connection: duckdb.DuckDBPyConnection, id: str, *, as_of: str | None = None) -> Row:
    """What the store holds under an id. Raises UsageError if that is nothing."""
    key = read_event_id(id)
    if key is not None:
        return _event(connection, key)
    if kind_of(id):
        return show_entry(connection, id, as_of)
    if texts := _rows(connection, _PAGE, [clean_source(id), id]):
        return {"kind": "page", "id": id, "revisions": [_revision(connection, row) for row in texts]}
    if sayings := _rows(connection, _ENTITY, [id]):
        return _entity(connection, id, sayings)
    raise UsageError(f"{id}: nothing of that name in the store; ids come from events, actors, sources and the ledger")


def differences(reports: Sequence[Row]) -> Row:
    """Where the reports of an event differ: for each such field what is said, and by which, the commonest first."""
    found: Row = {}
    for name, columns in _DIFFERING.items():
        said: dict[str, Row] = {}
        for report in reports:
            value = {column: report[column] for column in columns}
            if any(item not in (None, []) for item in value.values()):
                said.setdefault(repr(value), {**value, "reports": []})["reports"].append(report["id"])
        if len(said) > 1:
            found[name] = sorted(said.values(), key=lambda row: -len(row["reports"]))
    return found


def _event(connection: duckdb.DuckDBPyConnection, key: int) -> Row:
    reports = event_reports(connection, key)
    sql = "SELECT * FROM events WHERE event IN (SELECT event FROM event_reports WHERE report = ?)"
    event = _rows(connection, sql, [key])[0]
    number = event.pop("event")
    return {"kind": "event", "id": event_id(number), **event, "differences": differences(reports), "told": reports}


def _revision(connection: duckdb.DuckDBPyConnection, row: Row) -> Row:
    revision = row.pop("revision")
    sql = (
        "SELECT DISTINCT printf('e%016x', er.event) AS id, r.type, r.actors, r.recipients, r.evidence, r.span_start"
        " FROM reports r JOIN event_reports er ON er.report = r.report WHERE r.current AND r.revision = ?"
        " ORDER BY span_start, id"
    )
    return {**row, "codings": _rows(connection, _CODINGS, [revision]), "events": _rows(connection, sql, [revision])}


def _entity(connection: duckdb.DuckDBPyConnection, id: str, sayings: list[Row]) -> Row:
    from dragoman.store.asking import events

    first = sayings[0]
    other = sorted({row["name"] for row in sayings} - {first["name"]})
    roles = sorted({row["role"] for row in sayings if row["role"]})
    told = events(connection, Filter(party=id, auxiliary=None)).to_pylist()
    return {
        **first,
        "kind": "entity",
        "entity_kind": first["kind"],
        "other_names": other,
        "roles": roles,
        "events": told,
    }


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[Row]:
    rows: list[Row] = answer(connection, sql, values).to_pylist()
    return rows

"""Pledges over pages: by whom, to whom, what, due when, and what became of each as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.ledger.across.promises import Match, action_of, outcome_of
from dragoman.store.ledger.entries import (
    Asked,
    by_frequency,
    contexts,
    events_of,
    ledger_id,
    read_entries,
    told_of,
)
from dragoman.store.ledger.kinds import due_of
from dragoman.store.tables import select

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_MATCHES = """
SELECT o.mention, o.report, o.verdict, o.strength, o.late, o.why, r.type, r.actors, r.recipients, r.start AS day,
  r.evidence AS text, r.span_start AS start, r.span_end AS "end", r.revision, v.published, v.title, p.source
FROM outcomes o JOIN reports r ON r.report = o.report AND r.current JOIN revisions v ON v.revision = r.revision
JOIN pages p ON p.page = v.page WHERE o.mention IN (SELECT key FROM wanted)
"""


def pledges(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    *,
    as_of: date,
    by: str | None = None,
    to: str | None = None,
    outcome: str | None = None,
) -> list[Row]:
    """Pledges by the day on which they were made, each with its outcome as of a day."""
    entries = read_entries(connection, "pledge", asked, as_of=as_of)
    matches = _matches(connection, entries, as_of)
    found = [_summary(entry, mentions, matches[entry], as_of) for entry, mentions in entries.items()]
    wanted = {"by": by, "to": to}
    found = [row for row in found if all(v is None or v in row[k] for k, v in wanted.items())]
    if outcome is not None:
        found = [row for row in found if row["outcome"] == outcome]
    return sorted(found, key=lambda row: (row["made"] or date.max, row["id"]))


def pledge(connection: duckdb.DuckDBPyConnection, entry: int, *, as_of: date) -> Row | None:
    """One pledge: its summary, every report that may settle it, the surest first, and every mention."""
    mentions = read_entries(connection, "pledge", Asked(), as_of=as_of, keys=[entry]).get(entry)
    if not mentions:
        return None
    matches = _matches(connection, {entry: mentions}, as_of)[entry]
    summary = _summary(entry, mentions, matches, as_of)
    told = sorted(contexts(connection, matches), key=lambda m: (-m["strength"], str(m["published"]), m["id"]))
    return {
        "kind": "pledge",
        **{("pledge_kind" if k == "kind" else k): v for k, v in summary.items()},
        "as_of": as_of,
        "matches": [{k: v for k, v in m.items() if k not in ("mention", "report", "revision")} for m in told],
        "mentions": told_of(connection, "pledge", mentions),
    }


def _matches(connection: duckdb.DuckDBPyConnection, entries: dict[int, list[Row]], as_of: date) -> dict[int, list[Row]]:
    """Reports, on pages published until ``as_of``, that may settle each pledge."""
    home = {row["mention"]: entry for entry, mentions in entries.items() for row in mentions}
    rows = [
        row
        for row in select(connection, _MATCHES, home.keys())
        if row["published"] is None or row["published"] <= as_of
    ]
    events = events_of(connection, {row["report"] for row in rows})
    found: dict[int, dict[int, Row]] = {entry: {} for entry in entries}
    for row in sorted(rows, key=lambda r: (-r["strength"], r["mention"])):
        row["id"] = events.get(row["report"])
        if row["id"] is not None:
            found[home[row["mention"]]].setdefault(row["report"], row)
    return {entry: list(rows.values()) for entry, rows in found.items()}


def _summary(entry: int, mentions: list[Row], matches: list[Row], as_of: date) -> Row:
    dated = [row for row in mentions if due_of(row)]
    first = mentions[0]
    due = dated[0] if dated else first
    known = [
        (m["published"] or m["day"] or as_of, Match(m["verdict"], m["strength"], m["late"], m["why"]), m["id"])
        for m in matches
    ]
    days = due_of(due)
    outcome, settled = outcome_of(days[1] if days else None, known, as_of=as_of)
    by_id = {m["id"]: m for m in sorted(matches, key=lambda m: m["strength"])}
    return {
        "id": ledger_id("pledge", entry),
        "kind": first["kind"],
        "by": by_frequency(p for row in mentions for p in row["by"]),
        "to": by_frequency(p for row in mentions for p in row["to"]),
        "what": first["what"],
        "action": action_of(first["what"], first["action"]),
        "negated": first["negated"],
        "made": first["made"],
        "due_start": days[0] if days else None,
        "due_end": days[1] if days else None,
        "due_text": due["due_text"] if days else None,
        "outcome": outcome,
        "settled_by": settled[2] if settled else None,
        "settled_on": (by_id[settled[2]]["day"] or by_id[settled[2]]["published"]) if settled else None,
        "late": settled[1].late if settled else False,
        "why": settled[1].why if settled else None,
        "pages": len({row["source"] for row in mentions}),
        "evidence": first["evidence"][0]["text"] if first["evidence"] else None,
        "source": first["source"],
        "published": first["published"],
    }

"""Entries of the ledger with their mentions: what every question about agreements, disputes and pledges begins with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.language.sentences import split_sentences
from dragoman.store.filters import day
from dragoman.store.ledger.keeping import earliest_first
from dragoman.store.ledger.rows import TABLES
from dragoman.store.tables import answer, select

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_KEY = re.compile(r"[0-9a-f]{16}\Z")
_LAST = "SELECT max(published) FROM revisions"
_ENTRIES = """
SELECT l.entry, m.*, v.title FROM ledger_members l JOIN {table} m ON m.mention = l.mention
JOIN codings c ON c.coding = m.coding AND c.current JOIN revisions v ON v.revision = m.revision AND v.latest
WHERE l.kind = '{kind}' {where}
"""
_WITH = """ AND l.entry IN (SELECT x.entry FROM ledger_members x JOIN {table} m ON m.mention = x.mention
JOIN codings c ON c.coding = m.coding AND c.current WHERE x.kind = '{kind}' AND {condition})"""
_ENTRY = "SELECT entry FROM ledger_members WHERE kind = ? AND mention = ?"
_ON_PAGE = """
SELECT DISTINCT l.entry FROM ledger_members l JOIN {table} m ON m.mention = l.mention
JOIN codings c ON c.coding = m.coding AND c.current WHERE l.kind = '{kind}' AND m.{kind} = ? ORDER BY ALL
"""
_BODIES = "SELECT revision, body FROM revisions WHERE revision IN (SELECT key FROM wanted)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question about the ledger narrows itself to."""

    between: tuple[str, str] | None = None
    party: str | None = None
    text: str | None = None


def ledger_id(kind: str, key: int) -> str:
    """The id that people see: ``agreement:0123456789abcdef``."""
    return f"{kind}:{key:016x}"


def kind_of(id: str) -> str | None:
    """The kind of thing that an id of the ledger names: agreement, dispute or pledge; None for any other id."""
    kind = id.partition(":")[0]
    return kind if kind in TABLES else None


def read_key(id: str) -> int | None:
    """The key behind an id that the store gave; None for the ids that a page's record gives."""
    rest = id.partition(":")[2]
    return int(rest, 16) if _KEY.match(rest) else None


def entry_of(connection: duckdb.DuckDBPyConnection, id: str) -> tuple[str, int]:
    """Kind and key of the entry that an id leads to: its own, a mention's, or the id that a page's record gives.

    Raises UsageError where the store holds none.
    """
    kind, key = kind_of(id), read_key(id)
    if kind is None:
        raise UsageError(f"{id!r} is no id of the ledger; ids look like agreement:0123456789abcdef")
    found = connection.execute(_ENTRY, [kind, key]).fetchall() if key is not None else []
    if not found:
        found = connection.execute(_ON_PAGE.format(table=TABLES[kind], kind=kind), [id]).fetchall()
    if not found:
        raise UsageError(f"{id}: no such {kind} in the store")
    return kind, int(found[0][0])


def as_of_day(connection: duckdb.DuckDBPyConnection, as_of: str | None) -> date:
    """The day as of which a question is asked: the day given, or that of the newest page of the store."""
    given = day(as_of, last=True)
    if given is not None:
        return given
    newest = connection.execute(_LAST).fetchall()[0][0]
    return newest if newest is not None else date.max


def read_entries(
    connection: duckdb.DuckDBPyConnection, kind: str, asked: Asked, *, as_of: date, keys: Collection[int] = ()
) -> dict[int, list[Row]]:
    """Entries that the question narrows itself to, each with its mentions on pages published until ``as_of``."""
    powers = {"agreement": "m.parties", "dispute": "m.parties", "pledge": 'list_concat(m."by", m."to")'}[kind]
    names = {"agreement": "concat_ws(' ', m.name, m.acronym, m.aliases, m.subject)"}
    names |= {"dispute": "concat_ws(' ', m.issue, m.aliases)", "pledge": "m.what"}
    wanted = [(f"list_contains({powers}, ?)", power) for power in (*(asked.between or ()), asked.party) if power]
    wanted += [(f"contains(lower({names[kind]}), lower(?))", asked.text)] if asked.text else []
    where = "".join(_WITH.format(table=TABLES[kind], kind=kind, condition=condition) for condition, _ in wanted)
    values: list[Any] = [value for _, value in wanted]
    if keys:
        where += f" AND l.entry IN ({', '.join('?' * len(keys))})"
        values += keys
    found = answer(connection, _ENTRIES.format(table=TABLES[kind], kind=kind, where=where), values).to_pylist()
    entries: dict[int, list[Row]] = {}
    for row in sorted(found, key=earliest_first):
        if row["published"] is None or row["published"] <= as_of:
            entries.setdefault(row["entry"], []).append(row)
    return entries


def contexts(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> list[Row]:
    """Spans (``revision``, ``start``, ``end``) with the sentence around each, in ``context``."""
    spans = list(rows)
    bodies = {r["revision"]: r["body"] for r in select(connection, _BODIES, {row["revision"] for row in spans})}
    for row in spans:
        row["context"] = _sentences(bodies[row["revision"]], row["start"], row["end"])
    return spans


def _sentences(body: str, start: int, end: int) -> str:
    """The sentences that a span lies in."""
    low = body.rfind("\n\n", 0, start) + 2 if "\n\n" in body[:start] else 0
    high = body.find("\n\n", end)
    paragraph = body[low : high if high >= 0 else len(body)]
    inside = [s.text for s in split_sentences(paragraph) if low + s.start < max(end, start + 1) and low + s.end > start]
    return " ".join(inside)


def told_of(connection: duckdb.DuckDBPyConnection, kind: str, mentions: list[Row]) -> list[Row]:
    """Every mention of an entry: its id, page, words, and the sentence around its first evidence."""
    rows = []
    for row in mentions:
        first = row["evidence"][0] if row["evidence"] else {"start": 0, "end": 0, "text": ""}
        rows.append({"id": ledger_id(kind, row["mention"]), **page_of(row), **first, "revision": row["revision"]})
    return [{k: v for k, v in row.items() if k != "revision"} for row in contexts(connection, rows)]


def page_of(row: Row) -> Row:
    """The page that a mention stands on."""
    return {"source": row["source"], "published": row["published"], "title": row["title"]}


def most_common(values: Iterable[Any]) -> Any:
    """The value that comes most often, the first of those that do; None for none."""
    counts: dict[Any, int] = {}
    for value in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value]) if counts else None


def by_frequency(values: Iterable[str]) -> list[str]:
    """The different values, the most frequent first, in the order in which they came where equally so."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: -counts[value])


def events_of(connection: duckdb.DuckDBPyConnection, reports: Collection[int]) -> dict[int, str]:
    """The ids of the events that reports belong to, by report."""
    sql = "SELECT report, printf('e%016x', event) AS event FROM event_reports WHERE report IN (SELECT key FROM wanted)"
    return {row["report"]: row["event"] for row in select(connection, sql, reports)}

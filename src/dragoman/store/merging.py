"""Keeping events in step with the reports: only the stories that a batch touches are sorted anew.

What is written here is derived. Each step is a function of the set of reports, copies and decisions, never of the order
in which they came, so that ``rebuild`` gives the same rows as any sequence of additions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.ledger.across.grouping import SURE, Link, lots
from dragoman.store.clusters import acts
from dragoman.store.copies import find_copies, marks_of
from dragoman.store.matching import Report, strength
from dragoman.store.settings import family
from dragoman.store.summary import pairs_of, summarise
from dragoman.store.tables import delete, insert, select

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

DERIVED = ("copies", "links", "event_reports", "events", "pairs")
_STEP = 2_000  # revisions merged at a time when everything is merged anew

_CANDIDATES = """
SELECT DISTINCT er.report AS key FROM incoming_pairs n
JOIN pairs p ON p.type = n.type AND p.source = n.source AND p.target IS NOT DISTINCT FROM n.target
  AND p.first <= n.last AND p.last >= n.first
JOIN event_reports er ON er.event = p.event
"""
_ORIGINALS = "SELECT revision, original FROM copies WHERE revision IN (SELECT key FROM wanted)"
_OF_COPIES = """
SELECT report AS key FROM reports WHERE current AND revision IN (SELECT key FROM wanted)
"""
_ROWS = """
SELECT r.*, v.page, v.latest, p.source, coalesce(c.original, r.revision) AS original
FROM reports r JOIN revisions v USING (revision) JOIN pages p USING (page) LEFT JOIN copies c USING (revision)
WHERE r.current AND r.report IN (SELECT key FROM wanted)
"""
_STORIES_OF = "SELECT DISTINCT story AS key FROM event_reports WHERE report IN (SELECT key FROM wanted)"
_MEMBERS = "SELECT event, report FROM event_reports WHERE story IN (SELECT key FROM wanted)"
_LINKS = "SELECT a, b, strength FROM links WHERE story IN (SELECT key FROM wanted)"
_DECISIONS = "SELECT a, b, same FROM decisions WHERE a IN (SELECT key FROM wanted) OR b IN (SELECT key FROM wanted)"


@dataclass
class Change:
    """What a batch did: revisions whose text is new, reports that came, went, or whose page has a newer text now."""

    revisions: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    rows: dict[int, Row] = field(default_factory=dict)  # of added reports, where they are at hand; the others are read


def update(connection: duckdb.DuckDBPyConnection, change: Change) -> None:
    """Bring links, events and pairs in step with what a batch changed."""
    fresh = change.rows | _rows(connection, change.added - change.rows.keys())
    near, moved = find_copies(connection, change.revisions | {row["revision"] for row in fresh.values()})
    originals = select(connection, _ORIGINALS, {row["revision"] for row in fresh.values()})
    original_of = {row["revision"]: row["original"] for row in originals}
    fresh = {key: row | {"original": original_of.get(row["revision"], row["revision"])} for key, row in fresh.items()}
    links = _new_links(connection, fresh, near)
    links += _sure_links(connection, fresh)
    reached = {key for a, b, _ in links for key in (a, b)}
    # An event counts its different texts: a revision that turns out to copy another changes the events that it reports.
    recounted = {row["key"] for row in select(connection, _OF_COPIES, moved)}
    also = reached | change.removed | change.touched | recounted
    _sort_anew(connection, links, added=fresh, also=also, stale=change.removed | fresh.keys())


def rebuild(connection: duckdb.DuckDBPyConnection) -> None:
    """Make everything derived anew from reports, fingerprints and decisions."""
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    rows = connection.execute(
        "SELECT revision, list(report) FROM reports WHERE current GROUP BY ALL ORDER BY min(published), revision"
    ).fetchall()
    silent = connection.execute(
        "SELECT revision, [] FROM revisions WHERE revision NOT IN (SELECT revision FROM reports WHERE current)"
    ).fetchall()
    everything = rows + silent
    for start in range(0, len(everything), _STEP):
        step = everything[start : start + _STEP]
        added = {report for _, reports in step for report in reports}
        update(connection, Change(revisions={revision for revision, _ in step}, added=added))


def decide(connection: duckdb.DuckDBPyConnection, pairs: Iterable[tuple[int, int]], *, same: bool) -> None:
    """Keep a person's word that two reports are, or are not, of one act; a later word on the same two replaces it."""
    reports: set[int] = set()
    for a, b in {(min(pair), max(pair)) for pair in pairs}:
        connection.execute("DELETE FROM decisions WHERE a = ? AND b = ?", [a, b])
        connection.execute("INSERT INTO decisions VALUES (?, ?, ?)", [a, b, same])
        connection.execute("DELETE FROM links WHERE a = ? AND b = ? AND strength = ?", [a, b, SURE])
        reports |= {a, b}
    rows = _rows(connection, reports)
    _sort_anew(connection, _sure_links(connection, rows), added={}, also=reports, stale=set())


def _rows(connection: duckdb.DuckDBPyConnection, keys: Collection[int]) -> dict[int, Row]:
    """Current reports by key, with what of their page and revision merging needs."""
    return {row["report"]: row for row in select(connection, _ROWS, keys)}


def _new_links(connection: duckdb.DuckDBPyConnection, fresh: dict[int, Row], near: dict[int, set[int]]) -> list[Link]:
    """Links of new reports with one another and with those that were there."""
    if not fresh:
        return []
    found = _candidates(connection, fresh, {r for others in near.values() for r in others}) - fresh.keys()
    rows = fresh | _rows(connection, found)
    marks = marks_of(connection, {row["revision"] for row in rows.values()})
    reports = {key: Report(row, marks.get(row["revision"], frozenset())) for key, row in rows.items()}
    found_links: dict[tuple[int, int], float] = {}
    for block in _blocks(reports.values(), near):
        for a, b in _of_one_time(block):
            if (a.key in fresh or b.key in fresh) and (value := strength(a, b)) is not None:
                found_links[min(a.key, b.key), max(a.key, b.key)] = value
    return [(a, b, value) for (a, b), value in found_links.items()]


def _blocks(reports: Iterable[Report], near: dict[int, set[int]]) -> list[list[Report]]:
    """Groups within which two reports may be one: of a kind and a pair of powers, or of a kind on pages that copy."""
    blocks: dict[tuple[Any, ...], list[Report]] = {}
    for report in reports:
        revision = report.row["revision"]
        for group in (*report.pairs, revision, *near.get(revision, ())):
            blocks.setdefault((report.kind, group), []).append(report)
    return [block for block in blocks.values() if len(block) > 1]


def _of_one_time(block: list[Report]) -> Iterator[tuple[Report, Report]]:
    """The pairs of a block that some day suits, without looking at the others; an undated report goes with any."""
    spans = [(report.span or (date.min, date.max), report) for report in block]
    spans.sort(key=lambda entry: entry[0])
    for number, ((_, last), report) in enumerate(spans):
        for (first, _), other in spans[number + 1 :]:
            if first > last:
                break
            yield report, other


def _candidates(connection: duckdb.DuckDBPyConnection, fresh: dict[int, Row], copied: set[int]) -> set[int]:
    import pyarrow as pa

    wanted = []
    for row in fresh.values():
        report = Report(row)
        if report.span is None:
            continue
        first, last = report.span
        for a, b in report.pairs:
            for source, target in {(a, b), (b, a)} if b is not None else {(a, b)}:
                wanted += [(type_, source, target, first, last) for type_ in family(row["type"])]
    columns = ("type", "source", "target", "first", "last")
    types = (pa.string(), pa.string(), pa.string(), pa.date32(), pa.date32())
    unique = sorted(set(wanted), key=str)
    arrays = [pa.array([line[i] for line in unique], kind) for i, kind in enumerate(types)]
    connection.register("incoming_pairs", pa.table(arrays, names=columns))
    found = {int(row[0]) for row in connection.execute(_CANDIDATES).fetchall()}
    connection.unregister("incoming_pairs")
    return found | {row["key"] for row in select(connection, _OF_COPIES, copied)}


def _sure_links(connection: duckdb.DuckDBPyConnection, rows: dict[int, Row]) -> list[Link]:
    decided = [row for row in select(connection, _DECISIONS, set(rows)) if row["same"]]
    present = _rows(connection, {row[side] for row in decided for side in "ab"}).keys() | rows.keys()
    return [(row["a"], row["b"], SURE) for row in decided if {row["a"], row["b"]} <= present]


def _sort_anew(
    connection: duckdb.DuckDBPyConnection, new: list[Link], *, added: dict[int, Row], also: set[int], stale: set[int]
) -> None:
    """Sort into acts every report of the stories that are touched; links of ``stale`` reports are no longer good."""
    old = {row["key"] for row in select(connection, _STORIES_OF, added.keys() | also)}
    members = select(connection, _MEMBERS, old)
    rows = added | _rows(connection, {row["report"] for row in members} - added.keys())
    linked = select(connection, _LINKS, old)
    kept = [(row["a"], row["b"], row["strength"]) for row in linked if not {row["a"], row["b"]} & stale]
    links = sorted(link for link in {*kept, *new} if link[0] in rows and link[1] in rows)
    decided = select(connection, _DECISIONS, set(rows))
    apart = {frozenset((row["a"], row["b"])) for row in decided if not row["same"]}
    for table in ("links", "event_reports"):
        delete(connection, table, "story", old)
    for table in ("events", "pairs"):
        delete(connection, table, "event", {row["event"] for row in members})
    _write(connection, rows, links, apart)


def _write(
    connection: duckdb.DuckDBPyConnection,
    rows: dict[int, Row],
    links: list[Link],
    apart: set[frozenset[int]],
) -> None:
    reports = {key: Report(row) for key, row in rows.items()}
    members = lots(rows, links)
    story_of = {key: story for story, keys in members.items() for key in keys}
    by_story: dict[int, list[Link]] = {}
    for link in links:
        by_story.setdefault(story_of[link[0]], []).append(link)
    events, event_reports, pairs = [], [], []
    for story, keys in members.items():
        for act in acts({key: reports[key] for key in keys}, by_story.get(story, []), apart):
            event = summarise(rows[key] for key in act)
            events.append(event)
            event_reports += [{"event": event["event"], "report": key, "story": story} for key in act]
            pairs += pairs_of(event, [reports[key] for key in act])
    insert(connection, "links", [{"story": story_of[a], "a": a, "b": b, "strength": value} for a, b, value in links])
    insert(connection, "event_reports", event_reports)
    insert(connection, "events", events)
    insert(connection, "pairs", pairs)

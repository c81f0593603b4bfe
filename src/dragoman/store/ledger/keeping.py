"""Keeping the ledger in step with the pages: only the lots that a batch touches are grouped anew.

What is written here is derived. A link between mentions and a match of a pledge with a report are functions of the
two, and groups are a function of a lot's mentions and links, so that any order of pages and ``rebuild`` give the same
rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.ledger.across.grouping import SURE, Link, group, lots
from dragoman.ledger.across.promises import settles
from dragoman.store.ledger.kinds import KINDS, Kind, deed_of, pledge_facts
from dragoman.store.tables import delete, insert, select

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

DERIVED = ("ledger_keys", "ledger_links", "ledger_members", "watches", "outcomes")
_STEP = 2_000  # revisions grouped at a time when everything is grouped anew

_ACTIVE = """
SELECT m.* FROM {table} m JOIN codings c ON c.coding = m.coding AND c.current
JOIN revisions v ON v.revision = m.revision AND v.latest WHERE m.{by} IN (SELECT key FROM wanted)
"""
_GONE = """
SELECT mention FROM ledger_members WHERE kind = '{kind}'
AND mention IN (SELECT mention FROM {table} WHERE revision IN (SELECT key FROM wanted))
"""
_FOUND = "SELECT key, mention FROM ledger_keys WHERE kind = '{kind}' AND key IN (SELECT key FROM names)"
_LOTS = "SELECT DISTINCT lot AS key FROM ledger_members WHERE kind = '{kind}' AND mention IN (SELECT key FROM wanted)"
_MEMBERS = "SELECT mention FROM ledger_members WHERE kind = '{kind}' AND lot IN (SELECT key FROM wanted)"
_LINKS = "SELECT a, b, strength FROM ledger_links WHERE kind = '{kind}' AND lot IN (SELECT key FROM wanted)"
_DECIDED = """
SELECT a, b, same FROM ledger_decisions WHERE kind = '{kind}'
AND (a IN (SELECT key FROM wanted) OR b IN (SELECT key FROM wanted))
"""
_REPORTS = """
SELECT r.* FROM reports r JOIN revisions v USING (revision)
WHERE r.current AND v.latest AND r.{by} IN (SELECT key FROM wanted)
"""
_OF_REVISIONS = "SELECT report FROM reports WHERE revision IN (SELECT key FROM wanted)"
_WATCHERS = """
SELECT DISTINCT d.key AS report, w.mention FROM deeds d
JOIN watches w ON w.power = d.power AND w.first <= d.last AND w.last >= d.first
"""
_WATCHED = """
SELECT DISTINCT er.report, d.key AS mention FROM deeds d
JOIN pairs p ON (p.source = d.power OR p.target = d.power) AND p.first <= d.last AND p.last >= d.first
JOIN event_reports er ON er.event = p.event
"""


def update_ledger(connection: duckdb.DuckDBPyConnection, revisions: Collection[int]) -> None:
    """Bring groups and outcomes in step with what was written of these revisions, or made outdated."""
    for kind in KINDS.values():
        fresh = select(connection, _ACTIVE.format(table=kind.table, by="revision"), revisions)
        gone = {row["mention"] for row in select(connection, _GONE.format(table=kind.table, kind=kind.name), revisions)}
        _group_anew(connection, kind, {row["mention"]: row for row in fresh}, gone)
        if kind.name == "pledge":
            _watch(connection, {row["mention"]: row for row in fresh}, gone, revisions)


def rebuild_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    """Make everything derived anew from mentions, reports and decisions."""
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    found = connection.execute("SELECT revision FROM revisions ORDER BY published, revision").fetchall()
    everything = [int(row[0]) for row in found]
    for start in range(0, len(everything), _STEP):
        update_ledger(connection, everything[start : start + _STEP])


def regroup(connection: duckdb.DuckDBPyConnection, kind: str, mentions: Collection[int]) -> None:
    """Group the lots of these mentions anew, after a decision."""
    rows = select(connection, _ACTIVE.format(table=KINDS[kind].table, by="mention"), mentions)
    _group_anew(connection, KINDS[kind], {row["mention"]: row for row in rows}, {row["mention"] for row in rows})


def _group_anew(connection: duckdb.DuckDBPyConnection, kind: Kind, fresh: dict[int, Row], gone: set[int]) -> None:
    """Group the lots that fresh mentions join or gone ones leave; a fresh mention may be among the gone."""
    if not fresh and not gone:
        return
    delete(connection, "ledger_keys", "mention", gone)
    facts = {key: kind.read(row) for key, row in fresh.items()}
    keys = {key: kind.blocks(fact) for key, fact in facts.items()}
    near = _near(connection, kind, keys)
    others = {other for found in near.values() for other in found} - fresh.keys()
    decided = select(connection, _DECIDED.format(kind=kind.name), fresh.keys() | gone)
    others |= {row[side] for row in decided for side in "ab"} - fresh.keys() - gone
    rows = fresh | _rows(connection, kind, others)
    facts |= {key: kind.read(rows[key]) for key in others if key in rows}
    links = _new_links(kind, facts, near)
    links += [(r["a"], r["b"], SURE) for r in decided if r["same"] and r["a"] in rows and r["b"] in rows]
    reached = {key for a, b, _ in links for key in (a, b)}
    _rewrite(connection, kind, rows, facts, links, reached, gone | fresh.keys())
    entries = [
        {"kind": kind.name, "key": name, "mention": key} for key, names in keys.items() for name in sorted(names)
    ]
    insert(connection, "ledger_keys", entries)


def _rewrite(
    connection: duckdb.DuckDBPyConnection,
    kind: Kind,
    rows: dict[int, Row],
    facts: dict[int, Any],
    links: list[Link],
    reached: set[int],
    stale: set[int],
) -> None:
    """Sort into groups every mention of the lots that are touched; links of ``stale`` mentions are no longer good."""
    old = {row["key"] for row in select(connection, _LOTS.format(kind=kind.name), reached | stale)}
    members = {row["mention"] for row in select(connection, _MEMBERS.format(kind=kind.name), old)}
    linked = select(connection, _LINKS.format(kind=kind.name), old)
    active = {key for key in rows if key in stale}
    members = (members - stale) | active | {key for key in reached if key in rows}
    rows |= _rows(connection, kind, members - rows.keys())
    facts |= {key: kind.read(rows[key]) for key in members if key in rows and key not in facts}
    kept = {(r["a"], r["b"], r["strength"]) for r in linked if not {r["a"], r["b"]} & stale}
    every = sorted(link for link in kept | set(links) if link[0] in members and link[1] in members)
    decided = select(connection, _DECIDED.format(kind=kind.name), members)
    apart = {frozenset((row["a"], row["b"])) for row in decided if not row["same"]}
    every = [link for link in every if link[2] < SURE or _still_decided(decided, link)]
    for table in ("ledger_links", "ledger_members"):
        delete(connection, table, "lot", old)
    _write(connection, kind, {key: rows[key] for key in members if key in rows}, facts, every, apart)


def _still_decided(decided: Iterable[Row], link: Link) -> bool:
    return any(row["same"] and {row["a"], row["b"]} == set(link[:2]) for row in decided)


def _write(
    connection: duckdb.DuckDBPyConnection,
    kind: Kind,
    rows: dict[int, Row],
    facts: dict[int, Any],
    links: list[Link],
    apart: set[frozenset[int]],
) -> None:
    by_lot, lot_of = lots(rows, links), dict[int, int]()
    for lot, keys in by_lot.items():
        lot_of |= dict.fromkeys(keys, lot)
    of_lot: dict[int, list[Link]] = {}
    for link in links:
        of_lot.setdefault(lot_of[link[0]], []).append(link)
    members = []
    for lot, keys in by_lot.items():
        inside = {key: facts[key] for key in keys}
        for found in group(inside, of_lot.get(lot, []), apart, agree=kind.agree, both=kind.both):
            entry = min(found, key=lambda key: earliest_first(rows[key]))
            members += [{"kind": kind.name, "entry": entry, "mention": key, "lot": lot} for key in found]
    named = {"kind": kind.name}
    insert(connection, "ledger_members", members)
    insert(
        connection, "ledger_links", [{**named, "lot": lot_of[a], "a": a, "b": b, "strength": s} for a, b, s in links]
    )


def earliest_first(row: Row) -> tuple[Any, ...]:
    """The canonical order of mentions: by publication, then by page and place in it. Undated pages come last."""
    first = row["evidence"][0]["start"] if row["evidence"] else 0
    return row["published"] or date.max, row["source"], first, row["mention"]


def _new_links(kind: Kind, facts: dict[int, Any], near: dict[int, set[int]]) -> list[Link]:
    found: dict[tuple[int, int], float] = {}
    for key, others in near.items():
        for other in others:
            pair = min(key, other), max(key, other)
            if key == other or pair in found or other not in facts:
                continue
            strength = kind.alike(facts[pair[0]], facts[pair[1]])
            if strength is not None:
                found[pair] = strength
    return [(a, b, strength) for (a, b), strength in found.items()]


def _near(connection: duckdb.DuckDBPyConnection, kind: Kind, keys: dict[int, set[str]]) -> dict[int, set[int]]:
    """For each fresh mention those, fresh or kept, that share a key with it."""
    import pyarrow as pa

    by_key: dict[str, set[int]] = {}
    for mention, names in keys.items():
        for name in names:
            by_key.setdefault(name, set()).add(mention)
    if not by_key:
        return {}
    connection.register("names", pa.table({"key": pa.array(sorted(by_key), pa.string())}))
    for name, mention in connection.execute(_FOUND.format(kind=kind.name)).fetchall():
        by_key[name].add(int(mention))
    connection.unregister("names")
    return {mention: set[int]().union(*(by_key[name] for name in names)) for mention, names in keys.items()}


def _rows(connection: duckdb.DuckDBPyConnection, kind: Kind, keys: Collection[int]) -> dict[int, Row]:
    found = select(connection, _ACTIVE.format(table=kind.table, by="mention"), keys)
    return {row["mention"]: row for row in found}


def _watch(
    connection: duckdb.DuckDBPyConnection, fresh: dict[int, Row], gone: set[int], revisions: Collection[int]
) -> None:
    """Find what settles fresh pledges, and which pledges fresh reports settle."""
    for table in ("watches", "outcomes"):
        delete(connection, table, "mention", gone)
    delete(connection, "outcomes", "report", {r["report"] for r in select(connection, _OF_REVISIONS, revisions)})
    reports = {r["report"]: r for r in select(connection, _REPORTS.format(by="revision"), revisions)}
    watches: list[Row] = []
    for key, row in fresh.items():
        facts = pledge_facts(row)
        if facts.window and facts.by:
            first, last = facts.window
            watches += [{"mention": key, "power": p, "first": first, "last": last} for p in sorted(facts.by)]
    insert(connection, "watches", watches)
    pairs = _pairs(connection, _WATCHERS, _deeds(reports))
    pairs |= _pairs(connection, _WATCHED, [(w["mention"], w["power"], w["first"], w["last"]) for w in watches])
    reports |= {r["report"]: r for r in select(connection, _REPORTS.format(by="report"), {r for r, _ in pairs})}
    pledges = fresh | _rows(connection, KINDS["pledge"], {m for _, m in pairs} - fresh.keys())
    insert(connection, "outcomes", _matches(pledges, reports, pairs))


def _matches(pledges: dict[int, Row], reports: dict[int, Row], pairs: set[tuple[int, int]]) -> list[Row]:
    promised = {key: pledge_facts(row) for key, row in pledges.items()}
    done = {key: deed_of(row) for key, row in reports.items()}
    found = []
    for report, mention in sorted(pairs):
        if report in done and mention in promised and (match := settles(promised[mention], done[report])):
            found.append(
                {
                    "mention": mention,
                    "report": report,
                    "verdict": match.verdict,
                    "strength": match.strength,
                    "late": match.late,
                    "why": match.why,
                }
            )
    return found


def _deeds(reports: dict[int, Row]) -> list[tuple[int, str, date, date]]:
    found: list[tuple[int, str, date, date]] = []
    for key, row in reports.items():
        deed = deed_of(row)
        days = deed.days or ((deed.published, deed.published) if deed.published else None)
        if days:
            found += [(key, power, days[0], days[1]) for power in sorted(deed.actors | deed.recipients)]
    return found


def _pairs(
    connection: duckdb.DuckDBPyConnection, sql: str, rows: list[tuple[int, str, date, date]]
) -> set[tuple[int, int]]:
    import pyarrow as pa

    if not rows:
        return set()
    kinds = (pa.uint64(), pa.string(), pa.date32(), pa.date32())
    arrays = [pa.array([row[i] for row in rows], kind) for i, kind in enumerate(kinds)]
    connection.register("deeds", pa.table(arrays, names=["key", "power", "first", "last"]))
    found = {(int(report), int(mention)) for report, mention in connection.execute(sql).fetchall()}
    connection.unregister("deeds")
    return found

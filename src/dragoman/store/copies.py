"""Pages that repeat other pages, whole or trimmed, found through the fingerprints that they share."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from dragoman.store.settings import settings
from dragoman.store.tables import delete, insert, select
from dragoman.store.words import contained

if TYPE_CHECKING:
    import duckdb

# In two steps: the table is read once for what the new pages share, not joined to itself.
_SHARED = """
WITH n AS MATERIALIZED (SELECT * FROM fingerprints WHERE revision IN (SELECT key FROM wanted)),
o AS MATERIALIZED (SELECT * FROM fingerprints WHERE fingerprint IN (SELECT fingerprint FROM n))
SELECT n.revision AS fresh, o.revision AS other, count(*) AS shared FROM n JOIN o USING (fingerprint)
WHERE o.revision <> n.revision
  AND (n.published IS NULL OR o.published IS NULL OR abs(date_diff('day', n.published, o.published)) <= {apart})
GROUP BY ALL
"""
_MARKS = """
SELECT revision, list(fingerprint) AS marks FROM fingerprints WHERE revision IN (SELECT key FROM wanted) GROUP BY ALL
"""
_ORDER = """
SELECT v.revision, v.published, p.source, c.original FROM revisions v JOIN pages p USING (page)
LEFT JOIN copies c USING (revision) WHERE v.revision IN (SELECT key FROM wanted)
"""


def find_copies(connection: duckdb.DuckDBPyConnection, fresh: set[int]) -> tuple[dict[int, set[int]], set[int]]:
    """Find which pages copy one another among new revisions and those before them, and keep each one's original.

    Returns the revisions near each new one (and each other way round), and those whose original changed. An original is
    the earliest of all that a page is near to, itself included: a function of the set of pages, whatever came first.
    """
    shared = select(connection, _SHARED.format(apart=settings().days["apart"]), fresh)
    marks = marks_of(connection, {row[side] for row in shared for side in ("fresh", "other")})
    near: dict[int, set[int]] = {}
    for row in shared:
        a, b = row["fresh"], row["other"]
        if contained(marks[a], marks[b]):
            near.setdefault(a, set()).add(b)
            near.setdefault(b, set()).add(a)
    return near, _keep_originals(connection, near)


def marks_of(connection: duckdb.DuckDBPyConnection, revisions: Collection[int]) -> dict[int, frozenset[int]]:
    """The fingerprints of revisions."""
    return {row["revision"]: frozenset(row["marks"]) for row in select(connection, _MARKS, revisions)}


def _keep_originals(connection: duckdb.DuckDBPyConnection, near: dict[int, set[int]]) -> set[int]:
    rows = {row["revision"]: row for row in select(connection, _ORDER, set(near))}
    olds = {row["original"] for row in rows.values() if row["original"]} - rows.keys()
    order = {row["revision"]: _place(row) for row in (*rows.values(), *select(connection, _ORDER, olds))}
    changed = {}
    for revision, others in near.items():
        old = rows[revision]["original"] or revision
        best = min({revision, old, *others}, key=lambda key: order[key])
        if best != old:
            changed[revision] = best
    delete(connection, "copies", "revision", set(changed))
    insert(connection, "copies", [{"revision": a, "original": b} for a, b in sorted(changed.items())])
    return set(changed)


def _place(row: dict[str, Any]) -> tuple[bool, Any, str, int]:
    return row["published"] is None, row["published"], row["source"], row["revision"]

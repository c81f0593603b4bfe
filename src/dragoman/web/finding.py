"""Words looked for: actors, powers, ledger entries, headlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dragoman.exports.tables import country_names
from dragoman.store import asking
from dragoman.store.ledger.agreements import agreements
from dragoman.store.ledger.disputes import disputes
from dragoman.store.ledger.entries import Asked, as_of_day
from dragoman.store.ledger.pledges import pledges
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_PAGES = """
SELECT v.bytes AS article, v.title, v.published, p.source FROM revisions v JOIN pages p ON p.page = v.page
WHERE v.latest AND contains(lower(v.title), lower(?)) ORDER BY v.published DESC NULLS LAST, p.source LIMIT ?
"""
_WORD = re.compile(r"\w+")


def find_actors(connection: duckdb.DuckDBPyConnection, text: str, *, limit: int) -> list[Row]:
    """Actors with the text in their name or id, the busiest first; of several words, any order."""
    rows: list[Row] = asking.actors(connection, text=text, country=None, limit=limit).to_pylist()
    if rows:
        return rows
    names = {code: name for name, code in ((n, c) for c, n in country_names().items()) if code in find_powers(text)}
    found = [asking.actors(connection, text=code, country=None, limit=1).to_pylist() for code in sorted(names)]
    return [row for rows in found for row in rows if row["id"] in names]


def find_powers(text: str) -> list[str]:
    """The countries that a text names, in its order: by English name, or by code in capitals."""
    low, found = f" {' '.join(_WORD.findall(text.lower()))} ", []
    codes = country_names()
    for code, name in codes.items():
        at = low.find(f" {' '.join(_WORD.findall(name.lower()))} ")
        if at >= 0:
            found.append((at, -len(name), code, name))
    found.sort()
    kept, end = [], -1
    for at, minus, code, _ in found:  # the longest name at a place: "South Korea", not what it holds
        if at >= end:
            kept.append((at, code))
            end = at - minus
    kept += [(m.start(), m[0]) for m in re.finditer(r"\b[A-Z]{3}\b", text) if m[0] in codes]
    return list(dict.fromkeys(code for _, code in sorted(kept)))


def find_pages(connection: duckdb.DuckDBPyConnection, text: str, *, limit: int) -> list[Row]:
    """Pages with the text in their headline, the newest first."""
    rows: list[Row] = answer(connection, _PAGES, [text, limit]).to_pylist()
    return rows


def find_ledger(connection: duckdb.DuckDBPyConnection, text: str, *, limit: int) -> list[Row]:
    """Agreements, disputes and pledges with the text in a name or wording of theirs, as of the newest page."""
    asked, when = Asked(text=text), as_of_day(connection, None)
    found = [
        *({**row, "kind": "agreement", "says": row["status"]} for row in agreements(connection, asked, as_of=when)),
        *(
            {**row, "kind": "dispute", "name": row["issue"], "says": row["course"]}
            for row in disputes(connection, asked, as_of=when)
        ),
        *(
            {**row, "kind": "pledge", "name": row["what"], "says": row["outcome"]}
            for row in pledges(connection, asked, as_of=when)
        ),
    ]
    rows = [{name: row[name] for name in ("kind", "id", "name", "says", "pages")} for row in found]
    return sorted(rows, key=lambda row: (-row["pages"], row["kind"], row["name"]))[:limit]

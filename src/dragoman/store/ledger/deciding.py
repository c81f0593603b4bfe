"""A person's word on the ledger: that two entries are one, or that a mention is of another; kept whatever comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.store.ledger.entries import entry_of, read_key
from dragoman.store.ledger.keeping import regroup

if TYPE_CHECKING:
    import duckdb

_MENTIONS = "SELECT mention FROM ledger_members WHERE kind = ? AND entry = ? ORDER BY mention"
_FORGET = """
DELETE FROM ledger_decisions WHERE kind = $1 AND NOT same
AND list_contains($2::UBIGINT[], a) AND list_contains($2::UBIGINT[], b)
"""  # that two are one takes back that parts of them are not


def merge(connection: duckdb.DuckDBPyConnection, first: str, second: str) -> None:
    """Say that two entries of one kind are one. Raises UsageError for ids of two kinds, or of none."""
    (kind, ours), (other, theirs) = entry_of(connection, first), entry_of(connection, second)
    if kind != other:
        raise UsageError(f"{first} and {second}: of two kinds; only entries of one kind can be one")
    members = [key for entry in (ours, theirs) for key in _members(connection, kind, entry)]
    connection.execute(_FORGET, [kind, members])
    _decide(connection, kind, [(ours, theirs)], same=True)


def split(connection: duckdb.DuckDBPyConnection, entry: str, mention: str) -> None:
    """Say that a mention (its id as ``show`` gives it) is of something else than the rest of its entry."""
    kind, key = entry_of(connection, entry)
    part = read_key(mention)
    every = _members(connection, kind, key)
    if part is None or part not in every:
        raise UsageError(f"{mention}: no mention of {entry}; `dragoman show {entry}` lists them")
    _decide(connection, kind, [(part, other) for other in every if other != part], same=False)


def _members(connection: duckdb.DuckDBPyConnection, kind: str, entry: int) -> list[int]:
    return [int(row[0]) for row in connection.execute(_MENTIONS, [kind, entry]).fetchall()]


def _decide(connection: duckdb.DuckDBPyConnection, kind: str, pairs: list[tuple[int, int]], *, same: bool) -> None:
    for pair in pairs:
        a, b = sorted(pair)
        if a == b:
            continue
        connection.execute("DELETE FROM ledger_decisions WHERE kind = ? AND a = ? AND b = ?", [kind, a, b])
        connection.execute("INSERT INTO ledger_decisions VALUES (?, ?, ?, ?)", [kind, a, b, same])
    regroup(connection, kind, {key for pair in pairs for key in pair})

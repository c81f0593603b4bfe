"""Statements: who said what, on which page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.store.filters import day
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb

_STATEMENTS = """
SELECT s.statement AS id, v.published, s.speaker, s.name, s.verb, s.direct, s.audience, s.about, s.text, s.span_start,
  s.span_end, p.source, v.title
FROM statements s JOIN codings c ON c.coding = s.coding AND c.current
JOIN revisions v ON v.revision = c.revision AND v.latest JOIN pages p ON p.page = v.page
{where} ORDER BY v.published NULLS LAST, p.source, s.span_start, s.span_end, s.statement {limit}
"""
_POWER = "(s.speaker = ? OR starts_with(s.speaker, ? || '.') OR starts_with(s.speaker, ? || ':'))"


def statements(
    connection: duckdb.DuckDBPyConnection,
    *,
    speaker: str | None = None,
    between: tuple[str, str] | None = None,
    text: str | None = None,
    direct: bool | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Statements of the newest texts, by publication and place on the page. See ``Store.statements``."""
    where: list[str] = []
    values: list[Any] = []
    if speaker is not None:
        where.append(f"({_POWER} OR contains(lower(s.name), lower(?)))")
        values += [speaker] * 4
    if between is not None:
        first, second = between
        side = f"({_POWER} AND list_contains(s.about, ?))"
        where.append(f"({side} OR {side})")
        values += [first, first, first, second, second, second, second, first]
    for value, condition in (
        (text, "contains(lower(s.text), lower(?))"),
        (direct, "s.direct = ?"),
        (day(since, last=False), "v.published >= ?"),
        (day(until, last=True), "v.published <= ?"),
        (day(as_of, last=True), "v.published <= ?"),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    sql = _STATEMENTS.format(
        where="WHERE " + " AND ".join(where) if where else "", limit=f"LIMIT {int(limit)}" if limit is not None else ""
    )
    rows: list[dict[str, Any]] = answer(connection, sql, values).to_pylist()
    return rows

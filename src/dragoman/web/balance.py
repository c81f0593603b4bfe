"""Who acts in a dyad, who else takes part, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.store.filters import Filter, between, clause
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_QUADS = ", ".join(f"count(DISTINCT event) FILTER (quad = {q}) AS quad{q}" for q in (1, 2, 3, 4))
_BALANCE = """
SELECT side, count(DISTINCT event) AS events, avg(score) AS score_mean, {quads}
FROM (SELECT event, score, quad, CASE WHEN mutual THEN 'both' ELSE source END AS side FROM {pairs} {where})
GROUP BY side ORDER BY side = 'both', side
"""
_OTHERS = """
WITH ours AS (SELECT DISTINCT event FROM {pairs} {where})
SELECT power, count(DISTINCT event) AS events FROM (
  SELECT event, unnest([source, target]) AS power FROM pairs WHERE main AND event IN (SELECT event FROM ours)
) WHERE power IS NOT NULL AND power NOT IN (?, ?) GROUP BY power ORDER BY events DESC, power LIMIT 12
"""
_PEOPLE = """
WITH ours AS (SELECT DISTINCT event FROM {pairs} {where})
SELECT entity, count(DISTINCT event) AS events FROM (
  SELECT event, unnest(list_concat(actors, recipients)) AS entity FROM events WHERE event IN (SELECT event FROM ours)
) WHERE contains(entity, ':') AND split_part(split_part(entity, ':', 1), '.', 1) IN (?, ?)
GROUP BY entity ORDER BY events DESC, entity LIMIT 10
"""


def balance_of(
    connection: duckdb.DuckDBPyConnection, wanted: Filter, first: str, second: str, *, pairs: str = "pairs"
) -> list[Row]:
    """Events of each side and of both together, by quad."""
    where, values = _between(wanted, first, second)
    return _rows(connection, _BALANCE.format(pairs=pairs, where=where, quads=_QUADS), values)


def others_in(
    connection: duckdb.DuckDBPyConnection, wanted: Filter, first: str, second: str, *, pairs: str = "pairs"
) -> list[Row]:
    """Third powers in the events between two."""
    where, values = _between(wanted, first, second)
    return _rows(connection, _OTHERS.format(pairs=pairs, where=where), [*values, first, second])


def people_of(
    connection: duckdb.DuckDBPyConnection, wanted: Filter, first: str, second: str, *, pairs: str = "pairs"
) -> list[Row]:
    """Named people and bodies of the two powers in the events between them."""
    where, values = _between(wanted, first, second)
    return _rows(connection, _PEOPLE.format(pairs=pairs, where=where), [*values, first, second])


def _between(wanted: Filter, first: str, second: str) -> tuple[str, list[Any]]:
    where, values = wanted.common()
    of_two, powers = between(first, second)
    return clause([*where, "main", *of_two]), [*values, *powers]


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[Row]:
    rows: list[Row] = answer(connection, sql, values).to_pylist()
    return rows

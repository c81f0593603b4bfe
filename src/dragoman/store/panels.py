"""Dyads by period, with the measures that the literature uses.

Measures of a row: ``events``; ``quad1`` … ``quad4`` (verbal and material cooperation, verbal and material conflict);
``score_sum`` and ``score_mean`` (PLOVER's -10 to 10: the intensity-weighted balance, in all and an event);
``net`` (cooperative less conflictual events over all, -1 to 1); ``material_conflict`` (share of quad 4, 0 to 1).
Shares and means of no events are null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from dragoman.errors import UsageError
from dragoman.record import EventType
from dragoman.store.filters import Filter, between, clause, day
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Unit = Literal["day", "week", "month", "quarter", "year"]

_SIDES = """
SELECT event, source, target, day, type, quad, score FROM pairs {where}
UNION ALL
SELECT event, target, source, day, type, quad, score FROM pairs {where} AND mutual AND source <> target
"""
_UNDIRECTED = """
SELECT DISTINCT event, least(source, target) AS source, greatest(source, target) AS target, day, type, quad, score
FROM pairs {where}
"""
_PANEL = """
WITH cells AS (
  SELECT source, target, date_trunc('{unit}', day)::DATE AS period, count(*) AS events,
    {quads}, sum(score) AS score_sum {types}
  FROM ({rows}) GROUP BY ALL
){grid}
SELECT {keys}, coalesce(events, 0) AS events, {filled},
  coalesce(score_sum, 0) AS score_sum, score_sum / events AS score_mean,
  (quad1 + quad2 - quad3 - quad4) / events AS net, quad4 / events AS material_conflict {type_columns}
FROM {table} ORDER BY ALL
"""
_GRID = """, edges AS (
  SELECT min(period) AS low, max(period) AS high FROM cells
), grid AS (
  SELECT source, target, period::DATE AS period FROM (SELECT DISTINCT source, target FROM cells),
    (SELECT unnest(generate_series({low}, {high}, INTERVAL 1 {unit})) AS period FROM edges)
)"""


def panel(
    connection: duckdb.DuckDBPyConnection,
    unit: Unit,
    wanted: Filter,
    *,
    source: str | None = None,
    target: str | None = None,
    directed: bool = True,
    zero_fill: bool = True,
    domestic: bool = False,
    by_type: bool = False,
) -> pa.Table:
    """The panel of ``Store.panel``. Raises UsageError for a unit that there is none of."""
    if unit not in get_args(Unit):
        raise UsageError(f"no unit {unit!r}; the units are {', '.join(get_args(Unit))}")
    where, values = _of_pairs(wanted, source, target, domestic=domestic)
    rows, values = _rows(where, values, source, target, directed=directed)
    types = get_args(EventType) if by_type else ()
    low, high = _edges(wanted, unit)
    sql = _PANEL.format(
        unit=unit,
        rows=rows,
        quads=", ".join(f"count(*) FILTER (quad = {q}) AS quad{q}" for q in (1, 2, 3, 4)),
        types="".join(f", count(*) FILTER (type = '{t}') AS {t.lower()}" for t in types),
        grid=_GRID.format(low=low, high=high, unit=unit) if zero_fill else "",
        keys="source, target, period",
        filled=", ".join(f"coalesce(quad{q}, 0) AS quad{q}" for q in (1, 2, 3, 4)),
        type_columns="".join(f", coalesce({t.lower()}, 0) AS {t.lower()}" for t in types),
        table="grid LEFT JOIN cells USING (source, target, period)" if zero_fill else "cells",
    )
    return answer(connection, sql, values)


def _of_pairs(wanted: Filter, source: str | None, target: str | None, *, domestic: bool) -> tuple[list[str], list[Any]]:
    where, values = wanted.common()
    where += ["main", "target IS NOT NULL", "day IS NOT NULL"]
    if source is not None and target is not None:
        of_two, powers = between(source, target)
        return [*where, *of_two], [*values, *powers]
    if not domestic:
        where.append("source <> target")
    for power in (source, target):
        if power is not None:
            where.append("(source = ? OR target = ?)")
            values += [power, power]
    return where, values


def _rows(
    where: list[str], values: list[Any], source: str | None, target: str | None, *, directed: bool
) -> tuple[str, list[Any]]:
    """Rows of (event, source, target, …); the sides are checked again once mutual acts are turned."""
    if not directed:
        return _UNDIRECTED.format(where=clause(where)), values
    again, powers = [], []
    for column, power in (("source", source), ("target", target)):
        if power is not None:
            again.append(f"{column} = ?")
            powers.append(power)
    sql = _SIDES.format(where=clause(where))
    return f"SELECT * FROM ({sql}) {clause(again)}", [*values, *values, *powers]


def _edges(wanted: Filter, unit: Unit) -> tuple[str, str]:
    """The first and last period in SQL: those asked for, or else those of the first and last event."""
    low, high = day(wanted.since, last=False), day(wanted.until, last=True)
    return (
        f"date_trunc('{unit}', DATE '{low}')" if low else "low",
        f"date_trunc('{unit}', DATE '{high}')" if high else "high",
    )

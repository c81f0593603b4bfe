"""What two powers did to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.store.asking import EVENT_COLUMNS
from dragoman.store.filters import Filter, between, clause
from dragoman.store.ledger.agreements import agreements
from dragoman.store.ledger.columns import table_of
from dragoman.store.ledger.disputes import disputes
from dragoman.store.ledger.entries import Asked, as_of_day
from dragoman.store.ledger.pledges import pledges
from dragoman.store.panels import panel
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_STORY = """
WITH found AS (SELECT event, any_value(mutual) AS mutual, any_value(source) AS source FROM pairs {where} GROUP BY event)
SELECT CASE WHEN f.mutual THEN 'both' ELSE f.source END AS side, {columns}
FROM found f JOIN events e ON e.event = f.event
JOIN reports r ON r.report = e.event AND r.current
JOIN revisions v ON v.revision = r.revision JOIN pages p ON p.page = v.page
ORDER BY e.day NULLS LAST, v.published NULLS LAST, e.event
"""
_BALANCE = """
SELECT side, count(DISTINCT event) AS events, avg(score) AS score_mean, {quads}
FROM (SELECT event, score, quad, CASE WHEN mutual THEN 'both' ELSE source END AS side FROM pairs {where})
GROUP BY side ORDER BY side = 'both', side
"""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two powers: ``events`` is their story in time order (``side`` says who acts), ``months`` their undirected months,
    ``balance`` a row for each side and for what both did; ``agreements``, ``disputes`` and ``pledges`` stand between
    them at the end of the time asked for."""

    first: str
    second: str
    events: pa.Table
    months: pa.Table
    balance: pa.Table
    agreements: pa.Table
    disputes: pa.Table
    pledges: pa.Table

    def summary(self) -> dict[str, Any]:
        """Events in all, by quad, the mean score, and who acts."""
        quads = self.events.column("quad").to_pylist()
        scores = self.events.column("score").to_pylist()
        return {
            "dyad": [self.first, self.second],
            "events": len(quads),
            **{f"quad{q}": quads.count(q) for q in (1, 2, 3, 4)},
            "score_mean": round(sum(scores) / len(scores), 3) if scores else None,
            "balance": self.balance.to_pylist(),
        }


def read_dyad(connection: duckdb.DuckDBPyConnection, first: str, second: str, wanted: Filter) -> Dyad:
    """The dyad's story, months and balance; the conditions of ``wanted`` on time and auxiliary hold for all three."""
    where, values = wanted.common()
    of_two, powers = between(first, second)
    where, values = [*where, "main", *of_two], [*values, *powers]
    story = _STORY.format(where=clause(where), columns=EVENT_COLUMNS)
    quads = ", ".join(f"count(DISTINCT event) FILTER (quad = {q}) AS quad{q}" for q in (1, 2, 3, 4))
    as_of, asked = as_of_day(connection, wanted.until), Asked(between=(first, second))
    return Dyad(
        first=first,
        second=second,
        events=answer(connection, story, values),
        months=panel(connection, "month", wanted, source=first, target=second, directed=False),
        balance=answer(connection, _BALANCE.format(where=clause(where), quads=quads), values),
        agreements=table_of("agreements", agreements(connection, asked, as_of=as_of)),
        disputes=table_of("disputes", disputes(connection, asked, as_of=as_of)),
        pledges=table_of("pledges", pledges(connection, asked, as_of=as_of)),
    )

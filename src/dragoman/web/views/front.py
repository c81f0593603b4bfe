"""The front: what changed lately."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.store.filters import Filter
from dragoman.store.ledger.entries import as_of_day
from dragoman.web import ledger, overview, questions
from dragoman.web.names import names_of
from dragoman.web.query import EventQuery
from dragoman.web.reading import Connection
from dragoman.web.shared import ids_of
from dragoman.web.templating import render

if TYPE_CHECKING:
    import duckdb

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_MONTHS = 18  # of a sparkline


@router.get("/")
def front(request: Request, connection: Connection) -> HTMLResponse:
    """Swings, the latest events, the ledger's dates and the busiest dyads, as of the newest page."""
    extent = overview.extent(connection)
    today = extent["newest"] or extent["last"] or date(1, 1, 1)
    swings = overview.swings(connection, Filter(), today=today, limit=6) if today.year > 1 else []
    for row in swings:
        row["months"] = _line(connection, row["first"], row["second"], today)
    busiest = overview.dyads(connection, Filter(), limit=12)
    latest, _ = questions.page_of_events(connection, EventQuery(limit=8, until=str(today) if today.year > 1 else None))
    ids = [row[side] for row in (*swings, *busiest) for side in ("first", "second")]
    when = as_of_day(connection, None)
    lapsing, heating = ledger.lapsing(connection, as_of=when)[:6], ledger.heating(connection, as_of=when)[:6]
    due_soon = ledger.due(connection, as_of=when)[:6]
    ids += [power for row in (*lapsing, *heating) for power in row["parties"]]
    ids += [power for row in due_soon for power in (*row["by"], *row["to"])]
    names = names_of(connection, [*ids, *ids_of(latest)])
    return render(
        request,
        "front.html",
        extent=extent,
        swings=swings,
        busiest=busiest,
        latest=latest,
        lapsing=lapsing,
        heating=heating,
        due_soon=due_soon,
        names=names,
    )


def _line(connection: duckdb.DuckDBPyConnection, first: str, second: str, today: date) -> list[float | None]:
    """A dyad's mean scores of the last months, the current one last."""
    query = EventQuery(dyad=f"{first}~{second}", since=f"{max(1, today.year - 2):04}-{today.month:02}")
    rows = overview.months(connection, query)
    by_month: dict[int, Any] = {row["period"].year * 12 + row["period"].month: row["score_mean"] for row in rows}
    now = today.year * 12 + today.month
    return [by_month.get(now - ago) for ago in reversed(range(_MONTHS))]

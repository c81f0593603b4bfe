"""The world: where things happened, and the network of dyads, between two days."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman import __version__
from dragoman.web import overview
from dragoman.web.charts import world_chart
from dragoman.web.links import actor_url, dyad_url, place_url
from dragoman.web.names import names_of
from dragoman.web.query import read_query
from dragoman.web.reading import Connection
from dragoman.web.shared import chosen_days
from dragoman.web.templating import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
SPOTS, TIES = 400, 60
_ATLAS = f"/static/vendor/countries-110m.json?v={__version__}"


@router.get("/world")
def world(request: Request, connection: Connection) -> HTMLResponse:
    """A map of events and a network of the busiest dyads; the slider's two months are in the address."""
    query = read_query(request)
    extent = overview.extent(connection)
    spots = overview.marks(connection, query, limit=SPOTS)
    ties = overview.dyads(connection, query.filter(), limit=TIES)
    names = names_of(connection, [tie[side] for tie in ties for side in ("first", "second")])
    for spot in spots:
        spot["href"] = place_url(spot["country"], spot["place"])
    return render(
        request,
        "world.html",
        query=query,
        spots=spots,
        ties=ties,
        spec=world_chart(spots, atlas=_ATLAS),
        network=_network(ties, names),
        names=names,
        months=_months(extent["first"], extent["last"], *chosen_days(query)),
    )


def _months(first: date | None, last: date | None, since: date | None, until: date | None) -> dict[str, Any] | None:
    """The slider: months from the first event to the last as numbers, and the two that are chosen."""
    if first is None or last is None:
        return None
    low, high = _number(first), _number(last)
    start, end = _number(since) if since else low, _number(until) if until else high
    return {"low": low, "high": high, "start": min(max(low, start), high), "end": max(min(high, end), low)}


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _network(ties: list[dict[str, Any]], names: dict[str, str]) -> dict[str, Any]:
    """Powers and the ties between them for Cytoscape."""
    weight: dict[str, int] = {}
    for tie in ties:
        for side in ("first", "second"):
            weight[tie[side]] = weight.get(tie[side], 0) + tie["events"]
    return {
        "nodes": [
            {"id": power, "label": names[power], "events": events, "href": actor_url(power)}
            for power, events in sorted(weight.items())
        ],
        "edges": [
            {
                "id": f"{tie['first']}~{tie['second']}",
                "source": tie["first"],
                "target": tie["second"],
                "events": tie["events"],
                "score": round(tie["score_mean"], 2),
                "href": dyad_url(tie["first"], tie["second"]),
            }
            for tie in ties
        ],
    }

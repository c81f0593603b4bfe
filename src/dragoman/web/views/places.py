"""A place, or a country as a place: what happened there."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.errors import UsageError
from dragoman.exports.tables import country_names
from dragoman.web import overview, questions
from dragoman.web.links import place_url
from dragoman.web.names import names_of
from dragoman.web.query import EventQuery, read_query
from dragoman.web.reading import Connection
from dragoman.web.shared import ids_of
from dragoman.web.templating import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/place/{country}")
@router.get("/place/{country}/{name}")
def place(request: Request, connection: Connection, country: str, name: str | None = None) -> HTMLResponse:
    """Events at a place; ``country`` is ``-`` for a place outside every country."""
    known = None if country == "-" else country
    query = read_query(request, place=name or country)
    found = questions.count(connection, query)
    spots = overview.marks(connection, EventQuery(place=known, auxiliary=["all"]), limit=40) if known else []
    here = next((spot for spot in spots if spot["place"] == name), None)
    everything = questions.count(connection, query.model_copy(update={"auxiliary": ["all"]}))
    if not everything["events"] and not any(request.query_params):
        raise UsageError(f"{name or country}: no such place in the store")
    events, cursor = questions.page_of_events(connection, query)
    country_name = country_names().get(country, country)
    return render(
        request,
        "place.html",
        name=name or country_name,
        country=known,
        country_name=country_name,
        here=place_url(known, name),
        query=query,
        found=found,
        at=f"{abs(here['latitude']):.2f}° {'N' if here['latitude'] >= 0 else 'S'},"
        f" {abs(here['longitude']):.2f}° {'E' if here['longitude'] >= 0 else 'W'}"
        if here
        else "",
        places=spots[:20],
        events=events,
        cursor=cursor,
        names=names_of(connection, ids_of(events)),
    )

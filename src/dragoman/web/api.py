"""The API: the store's questions over HTTP, typed, read-only.

Lists are paged by cursors that stay good while pages are added. With ``format=csv`` or ``parquet`` a list comes whole,
as a file. Every answer carries an ETag of the store's state.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pyarrow as pa
from fastapi import APIRouter, Body, Path, Query, Request

from dragoman.errors import UsageError
from dragoman.events.ontology import load_types
from dragoman.record import Record
from dragoman.store import asking, looking, panels
from dragoman.store.filters import Filter
from dragoman.web import models, overview, questions
from dragoman.web.answers import Format, as_file
from dragoman.web.articles import read_article
from dragoman.web.balance import balance_of
from dragoman.web.coding import code_within
from dragoman.web.examples import example, file_responses, problems
from dragoman.web.finding import find_actors, find_ledger, find_pages
from dragoman.web.names import headline, names_of
from dragoman.web.query import DAY, IDENTITY, PAIR, Asked, EventQuery, pair_of
from dragoman.web.reading import Connection
from dragoman.web.shared import ids_of
from dragoman.web.sources import page_of_sources
from dragoman.web.told import event_of
from dragoman.web.words import words

router = APIRouter(prefix="/api", responses=problems())
FormatOption = Annotated[Format, Query(description="csv and parquet give all rows as a file, without pages")]
DayOption = Annotated[str | None, Query(pattern=DAY, description="YYYY-MM-DD, YYYY-MM or YYYY")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Power = Annotated[str | None, Query(max_length=200, pattern=IDENTITY, description="a power: a country's code or an id")]
EventId = Annotated[str, Path(pattern="^e[0-9a-f]{16}$", description="an event's or a report's id")]


@router.get("/events", response_model=models.Events, responses=file_responses("events"))
def events(request: Request, connection: Connection, asked: Asked, format: FormatOption = "json") -> Any:
    """Events under any filter, each with the evidence of its earliest report."""
    if format != "json":
        most = request.app.state.limits.file_rows
        return as_file(questions.table_of_events(connection, asked, limit=most), format, "events")
    rows, cursor = questions.page_of_events(connection, asked)
    return {"items": rows, "next": cursor}


@router.get("/events/{id}", response_model=models.EventFull, responses=example("event"))
def event(connection: Connection, id: EventId) -> Any:
    """One event with every report of it, and the fields in which they differ."""
    found = event_of(connection, id)
    return found | {"differing": list(looking.differences(found["told"]))}


@router.get("/events/{id}/reports", response_model=list[models.Report])
def reports(connection: Connection, id: EventId, format: FormatOption = "json") -> Any:
    """The reports of an event, the earliest first."""
    told = event_of(connection, id)["told"]
    rows = [models.Report.model_validate(report).model_dump() for report in told]
    return rows if format == "json" else as_file(pa.Table.from_pylist(rows), format, f"reports-{id}")


@router.get("/dyads", response_model=models.Dyads, responses=file_responses("dyads"))
def dyads(
    connection: Connection,
    since: DayOption = None,
    until: DayOption = None,
    limit: Limit = 100,
    format: FormatOption = "json",
) -> Any:
    """The busiest pairs of powers."""
    rows = overview.dyads(connection, Filter(since=since, until=until), limit=limit)
    return {"items": rows} if format == "json" else as_file(pa.Table.from_pylist(rows), format, "dyads")


@router.get("/dyads/{pair}", response_model=models.DyadFull, responses=example("dyad"))
def dyad(
    connection: Connection,
    pair: Annotated[str, Path(pattern=PAIR, max_length=401, description="two powers: JPN-KOR")],
    since: DayOption = None,
    until: DayOption = None,
) -> Any:
    """What two powers did to each other: counts, months, and who acts."""
    first, second = pair_of(pair)
    query = EventQuery(dyad=f"{first}~{second}", since=since, until=until)
    return {
        **questions.count(connection, query),
        "first": first,
        "second": second,
        "months": overview.months(connection, query),
        "balance": balance_of(connection, query.filter(), first, second),
    }


@router.get("/panel", response_model=models.Panel, responses=file_responses("panel"))
def panel(
    request: Request,
    connection: Connection,
    unit: Annotated[Literal["day", "week", "month", "quarter", "year"], Query()] = "month",
    source: Power = None,
    target: Power = None,
    since: DayOption = None,
    until: DayOption = None,
    directed: bool = True,
    limit: Limit = 1000,
    format: FormatOption = "json",
) -> Any:
    """Dyads by period, with the measures that the literature uses; only periods in which something happened."""
    wanted = Filter(since=since, until=until)
    found = panels.panel(connection, unit, wanted, source=source, target=target, directed=directed, zero_fill=False)
    if format != "json":
        return as_file(found.slice(0, request.app.state.limits.file_rows), format, "panel")
    return {"items": found.slice(0, limit).to_pylist()}


@router.get("/actors", response_model=models.Actors, responses=file_responses("actors"))
def actors(
    connection: Connection,
    text: Annotated[str | None, Query(max_length=200, pattern=IDENTITY, description="part of the name or id")] = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{3}$")] = None,
    limit: Limit = 100,
    format: FormatOption = "json",
) -> Any:
    """Who acts, the busiest first."""
    found = asking.actors(connection, text=text, country=country, limit=limit if format == "json" else None)
    return {"items": found.to_pylist()} if format == "json" else as_file(found, format, "actors")


@router.get("/sources", response_model=models.Sources, responses=file_responses("sources"))
def sources(
    connection: Connection,
    cursor: Annotated[str | None, Query(max_length=80, pattern="^[A-Za-z0-9_-]+$")] = None,
    limit: Limit = 100,
    format: FormatOption = "json",
) -> Any:
    """The pages that were read, the newest first."""
    if format != "json":
        return as_file(asking.sources(connection, limit=None), format, "sources")
    rows, after = page_of_sources(connection, cursor=cursor, limit=limit)
    return {"items": rows, "next": after}


@router.get("/articles/{id}", response_model=Record)
def article(connection: Connection, id: Annotated[str, Path(max_length=64, pattern="^[0-9a-f]+$")]) -> Any:
    """The record of a page: its text and everything that is coded of it."""
    return read_article(connection, id)[0]


@router.get("/search", response_model=models.Hits, responses=example("search"))
def search(
    connection: Connection,
    q: Annotated[str, Query(min_length=1, max_length=200, pattern=IDENTITY, description="words")],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Any:
    """Actors, ledger entries, headlines and events that answer to some words."""
    hits = [{"kind": "actor", "id": row["id"], "name": row["name"]} for row in find_actors(connection, q, limit=limit)]
    hits += [
        {"kind": row["kind"], "id": row["id"], "name": row["name"]} for row in find_ledger(connection, q, limit=limit)
    ]
    hits += [
        {"kind": "page", "id": row["article"], "name": row["title"]} for row in find_pages(connection, q, limit=limit)
    ]
    query = EventQuery(text=q, limit=limit, auxiliary=["all"])
    found, _ = questions.page_of_events(connection, query)
    names = names_of(connection, ids_of(found))
    hits += [{"kind": "event", "id": row["id"], "name": headline(row, names)} for row in found]
    return {"items": hits}


@router.get("/codebook", response_model=models.Codebook)
def codebook() -> Any:
    """The event types with quads, scores, CAMEO roots and modes."""
    return {
        "types": [
            {
                "name": t.name,
                "quad": t.quad,
                "score": t.score,
                "cameo": t.cameo,
                "recipient_required": t.recipient_required,
                "modes": [{"name": m.name, "score": m.score, "cameo": m.cameo} for m in t.modes.values()],
            }
            for t in load_types().values()
        ],
        "auxiliaries": words().auxiliaries,
        "quads": {str(quad): text for quad, text in words().quads.items()},
        "sectors": words().sectors,
    }


@router.post("/code", response_model=Record)
async def code(
    request: Request,
    page: Annotated[bytes, Body(media_type="text/html", description="the page as it is: HTML or plain text")],
    source: Annotated[
        str, Query(max_length=2000, pattern=IDENTITY, description="what the record names as its source")
    ] = "posted",
    published: Annotated[str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] = None,
) -> Any:
    """Code one page and give back its record. Nothing is kept."""
    if not page.strip():
        raise UsageError("the body is empty: POST the page itself")
    return await code_within(page, source=source, published=published, limits=request.app.state.limits)

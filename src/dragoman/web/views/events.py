"""Lists of events, and one event with all its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.events.explaining import explain
from dragoman.store import looking
from dragoman.store.keys import read_event_id
from dragoman.store.tables import answer
from dragoman.web import questions
from dragoman.web.articles import read_article
from dragoman.web.dates import span
from dragoman.web.names import listed, names_of
from dragoman.web.query import read_query
from dragoman.web.reading import Connection
from dragoman.web.shared import ids_of
from dragoman.web.templating import render
from dragoman.web.told import event_of, report_of

if TYPE_CHECKING:
    import duckdb

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/events")
def events(request: Request, connection: Connection) -> HTMLResponse:
    """Events under any filter, the newest first."""
    query = read_query(request)
    rows, cursor = questions.page_of_events(connection, query)
    return render(
        request,
        "events.html",
        query=query,
        found=questions.count(connection, query),
        events=rows,
        cursor=cursor,
        names=names_of(connection, ids_of(rows)),
    )


@router.get("/event/{id}")
def event(request: Request, connection: Connection, id: str) -> HTMLResponse:
    """One event: every report of it, and where they differ."""
    found = event_of(connection, id)
    told = found["told"]
    order = {report["id"]: number for number, report in enumerate(told, 1)}
    names = names_of(connection, [*ids_of([found, *told])])
    differences = {
        field: [{"text": _said(field, saying, names), "reports": saying["reports"]} for saying in sayings]
        for field, sayings in looking.differences(told).items()
    }
    dyads = _dyads(connection, found["id"])
    names |= names_of(connection, [power for pair in dyads for power in pair])
    return render(
        request,
        "event.html",
        event=found,
        told=told,
        order=order,
        differences=differences,
        dyads=dyads,
        names=names,
    )


def _dyads(connection: duckdb.DuckDBPyConnection, event: str) -> list[tuple[str, str]]:
    sql = (
        "SELECT DISTINCT least(source, target) AS first, greatest(source, target) AS second FROM pairs"
        " WHERE event = ? AND main AND target IS NOT NULL AND source <> target ORDER BY ALL LIMIT 12"
    )
    return [(row["first"], row["second"]) for row in answer(connection, sql, [read_event_id(event)]).to_pylist()]


def _said(field: str, saying: dict[str, Any], names: dict[str, str]) -> str:
    """What some reports say in a field, as a reader reads it."""
    if field == "date":
        return span(saying["start"], saying["end"])
    if field == "place":
        return ", ".join(part for part in (saying["place"], saying["country"]) if part) or "no place"
    if field == "actors":
        sides = [listed([names.get(i, i) for i in saying[side]]) for side in ("actors", "recipients")]
        return " → ".join(side for side in sides if side)
    return str(saying[field] or f"no {field}")


@router.get("/event/{id}/why")
def why(request: Request, connection: Connection, id: str) -> HTMLResponse:
    """The words that carried the coding of a report."""
    report = report_of(connection, id)
    record, _ = read_article(connection, report["article"])
    coded = record.events[report["number"]]
    return render(
        request, "why.html", id=id, type=coded.type, quad=coded.quad, words_of=explain(record.article.body, coded)
    )

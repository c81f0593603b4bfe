"""Pages that were read: the list, and one article with its spans marked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.web.articles import read_article, reports_by_number, surroundings
from dragoman.web.marking import marks_of, paragraphs
from dragoman.web.names import names_of
from dragoman.web.reading import Connection
from dragoman.web.sources import page_of_sources
from dragoman.web.templating import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/sources")
def sources(request: Request, connection: Connection) -> HTMLResponse:
    """The pages that were read, the newest first."""
    rows, cursor = page_of_sources(connection, cursor=request.query_params.get("cursor") or None, limit=60)
    return render(request, "sources.html", rows=rows, cursor=cursor)


@router.get("/article/{id}")
def article(request: Request, connection: Connection, id: str) -> HTMLResponse:
    """One page: its text with what is coded of it, and what it hangs together with."""
    record, where = read_article(connection, id)
    reports = reports_by_number(connection, where["revision"])
    speakers = [s.speaker.entity for s in record.statements if s.speaker.entity]
    acting = [i for event in record.events for i in (*event.actors, *event.recipients)]
    names = names_of(connection, [*(entity.id for entity in record.entities), *acting, *speakers])
    marks = marks_of(record, reports, names)
    codings = [
        {"number": number + 1, "event": event, "row": event.model_dump(), "report": reports[number]}
        for number, event in enumerate(record.events)
        if number in reports
    ]
    around: dict[str, Any] = {**surroundings(connection, where["revision"], where["page"])}
    ledger = [
        *({"id": a.id, "name": a.name, "kind": "agreement", "status": a.status} for a in record.agreements),
        *({"id": d.id, "name": d.issue, "kind": "dispute", "status": None} for d in record.disputes),
        *({"id": p.id, "name": p.what, "kind": "pledge", "status": None} for p in record.pledges),
    ]
    return render(
        request,
        "article.html",
        article=record.article,
        latest=where["latest"],
        paragraphs=paragraphs(record.article.body, marks, names),
        codings=codings,
        wanted=request.query_params.get("event"),
        statements=record.statements,
        ledger=ledger,
        names=names,
        **around,
    )

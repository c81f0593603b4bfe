"""Search over actors, the ledger, headlines and the words of events."""

from __future__ import annotations

from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.web import questions
from dragoman.web.finding import find_actors, find_ledger, find_pages, find_powers
from dragoman.web.names import names_of
from dragoman.web.query import EventQuery
from dragoman.web.reading import Connection
from dragoman.web.shared import ids_of
from dragoman.web.templating import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/search")
def search(request: Request, connection: Connection) -> HTMLResponse:
    """Everything that answers to some words; two powers are answered with their dyad."""
    q = "".join(c for c in request.query_params.get("q", "") if c >= " ").strip()[:200]
    if not q:
        blank: dict[str, Any] = {"actors": [], "ledger": [], "pages": [], "events": [], "dyad": None, "names": {}}
        return render(request, "search.html", q="", address="", **blank)
    powers = find_powers(q)
    dyad = next(iter(combinations(powers, 2)), None)
    actors = find_actors(connection, q, limit=12)
    query = EventQuery(text=q, limit=10, auxiliary=["all"])
    events, _ = questions.page_of_events(connection, query)
    ids = [*(row["id"] for row in actors), *ids_of(events), *(dyad or ())]
    return render(
        request,
        "search.html",
        q=q,
        dyad=dyad,
        actors=actors,
        ledger=find_ledger(connection, q, limit=12),
        pages=find_pages(connection, q, limit=8),
        events=events,
        address=urlencode({"text": q, "auxiliary": "all"}),
        names=names_of(connection, ids),
    )

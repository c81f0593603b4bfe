"""Two powers: their story, months, and who else takes part."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.web import overview, questions
from dragoman.web.balance import balance_of, others_in, people_of
from dragoman.web.charts import months_chart
from dragoman.web.links import dyad_url
from dragoman.web.names import names_of
from dragoman.web.query import EventQuery, joined, pair_of, read_query
from dragoman.web.reading import Connection
from dragoman.web.shared import chosen_days, ids_of, without_days
from dragoman.web.templating import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/dyad")
def choose(first: str = "", second: str = "") -> Response:
    """The dyad that a form asks for."""
    if not first.strip() or not second.strip():
        raise UsageError("a dyad wants two powers: /dyad/JPN-KOR")
    return RedirectResponse(dyad_url(first.strip(), second.strip()), status_code=303)


@router.get("/dyad/{pair}")
def dyad(request: Request, connection: Connection, pair: str) -> HTMLResponse:
    """The story of two powers, oldest first, and what it adds up to."""
    first, second = pair_of(pair)
    if not second or len(pair) > 400:
        raise UsageError("a dyad wants two powers: /dyad/JPN-KOR")
    word = joined(first, second)
    query = read_query(request, order="oldest", dyad=word)
    pairs = questions.narrow(connection, first, second)
    months = overview.months(connection, without_days(query), pairs=pairs)
    plain = EventQuery(dyad=word, order="oldest", limit=query.limit)
    total = questions.count(connection, plain, pairs=pairs)
    events, cursor = questions.page_of_events(connection, query, pairs=pairs)
    wanted = query.filter()
    asks = (balance_of, others_in, people_of)
    balance, others, people = (ask(connection, wanted, first, second, pairs=pairs) for ask in asks)
    ids = [first, second, *ids_of(events), *(r["side"] for r in balance), *(r["power"] for r in others)]
    return render(
        request,
        "dyad.html",
        first=first,
        second=second,
        pair=word,
        here=dyad_url(first, second),
        query=query.model_copy(update={"dyad": None}),
        total=total,
        found=questions.count(connection, query, pairs=pairs) if query.address() != plain.address() else total,
        months=months,
        spec=months_chart(months, chosen=chosen_days(query)) if months else None,
        events=events,
        cursor=cursor,
        balance=balance,
        others=others,
        people=people,
        names=names_of(connection, [*ids, *(r["entity"] for r in people)]),
    )

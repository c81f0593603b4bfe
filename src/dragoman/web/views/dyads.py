"""Two powers: their story, months, and who else takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.store.ledger.disputes import claims as claims_of
from dragoman.store.ledger.entries import Asked, as_of_day
from dragoman.web import ledger, overview, questions
from dragoman.web.balance import balance_of, others_in, people_of
from dragoman.web.charts import months_chart
from dragoman.web.links import dyad_url
from dragoman.web.names import names_of
from dragoman.web.query import EventQuery, joined, pair_of, read_query
from dragoman.web.reading import Connection
from dragoman.web.shared import chosen_days, ids_of, without_days
from dragoman.web.templating import render

if TYPE_CHECKING:
    import duckdb

MOST = 6  # agreements and disputes shown of a dyad
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
    between = _between(connection, first, second)
    ids = [
        first,
        second,
        *between.pop("ids"),
        *ids_of(events),
        *(r["side"] for r in balance),
        *(r["power"] for r in others),
    ]
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
        **between,
        names=names_of(connection, [*ids, *(r["entity"] for r in people)]),
    )


def _between(connection: duckdb.DuckDBPyConnection, first: str, second: str) -> dict[str, Any]:
    """What stands between two powers: agreements with their lives, open disputes with both sides' claims, pledges."""
    when, asked = as_of_day(connection, None), Asked(between=(first, second))
    agreements = ledger.agreements(connection, asked, as_of=when)[:MOST]
    agreements = ledger.with_lives(connection, agreements, asked, as_of=when)
    found = [row for row in ledger.disputes(connection, asked, as_of=when) if row["course"] != "settled"]
    said = claims_of(connection, asked, as_of=when)
    disputes = [row for row in found if said.get(row["id"])][:MOST]
    for row in disputes:
        row["sides"] = ledger.sides_of({"parties": [first, second], "claims": said[row["id"]]})
    pledges = ledger.pledges(connection, asked, as_of=when)
    claims = [claim for row in disputes for claim in said[row["id"]]]
    return {
        "agreements": agreements,
        "ticks": ledger.ticks(*ledger.bounds(agreements, when)) if agreements else [],
        "disputes": disputes,
        "pledges": pledges,
        "articles": ledger.articles_at(connection, [claim["source"] for claim in claims]),
        "ids": [
            *(claim["speaker"] for claim in claims if claim["speaker"]),
            *(claim["party"] for claim in claims),
            *(power for row in pledges for power in (*row["by"], *row["to"])),
        ],
    }

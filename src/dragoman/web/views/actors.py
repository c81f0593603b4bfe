"""Actors: the list, and one actor with what it did and what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.errors import UsageError
from dragoman.store import asking
from dragoman.store.ledger.entries import Asked, as_of_day
from dragoman.store.tables import answer
from dragoman.web import ledger, overview, questions
from dragoman.web.charts import months_chart
from dragoman.web.links import actor_url, power_of
from dragoman.web.names import collective, names_of
from dragoman.web.query import EventQuery, read_query
from dragoman.web.reading import Connection
from dragoman.web.shared import chosen_days, ids_of, without_days
from dragoman.web.templating import render

if TYPE_CHECKING:
    import duckdb

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
SHOWN = 200

_SAYINGS = """
SELECT name, kind, country, sectors, role, count(*) AS pages FROM entities JOIN codings USING (coding)
WHERE current AND entity = ? GROUP BY ALL ORDER BY pages DESC, name, role
"""
_MEMBERS = """
SELECT entity AS id, arg_max(name, pages) AS name, arg_max(role, pages) AS role, sum(pages) AS total FROM (
  SELECT entity, name, role, count(*) AS pages FROM entities JOIN codings USING (coding)
  WHERE current AND (starts_with(entity, ? || '.') OR starts_with(entity, ? || ':')) GROUP BY ALL ORDER BY name, role
) GROUP BY entity ORDER BY total DESC, entity LIMIT 20
"""
_SAYS = """
SELECT s.text, s.direct, s.span_start, v.bytes AS article, v.title, v.published, p.source
FROM statements s JOIN codings c ON c.coding = s.coding AND c.current JOIN revisions v ON v.revision = c.revision
JOIN pages p ON p.page = v.page WHERE s.speaker = ? AND v.latest
ORDER BY s.direct DESC, v.published DESC NULLS LAST, p.source, s.span_start LIMIT 6
"""


@router.get("/actors")
def actors(request: Request, connection: Connection) -> HTMLResponse:
    """The busiest actors, narrowed by name and country."""
    text = request.query_params.get("text", "").strip()[:200] or None
    country = request.query_params.get("country", "").strip().upper()[:3] or None
    rows = asking.actors(connection, text=text, country=country, limit=SHOWN).to_pylist()
    given = {name: value for name, value in (("text", text), ("country", country)) if value}
    return render(
        request,
        "actors.html",
        rows=rows,
        names={row["id"]: name for row in rows if (name := collective(row["id"]))},
        text=text,
        country=country,
        address=urlencode(given),
    )


@router.get("/actor/{id:path}")
def actor(request: Request, connection: Connection, id: str) -> HTMLResponse:
    """One actor."""
    about = _about(connection, id)
    power = power_of(id)
    query = read_query(request, party=id)
    months = overview.months(connection, without_days(query))
    plain = EventQuery(party=id, limit=query.limit)
    total = questions.count(connection, plain)
    events, cursor = questions.page_of_events(connection, query)
    partners = overview.partners(connection, power, query.filter(), limit=12)
    ids = [id, power, *ids_of(events), *(row["power"] for row in partners)]
    members = answer(connection, _MEMBERS, [id, id]).to_pylist()
    when, asked = as_of_day(connection, None), Asked(party=id)
    names = names_of(connection, [*ids, *(row["id"] for row in members)])
    return render(
        request,
        "actor.html",
        id=id,
        name=names[id],
        power=power,
        **about,
        here=actor_url(id),
        query=query.model_copy(update={"party": None}),
        total=total,
        found=questions.count(connection, query) if query.address() != plain.address() else total,
        months=months,
        spec=months_chart(months, chosen=chosen_days(query)) if months else None,
        events=events,
        cursor=cursor,
        partners=partners,
        members=members,
        sayings=answer(connection, _SAYS, [id]).to_pylist(),
        names=names,
        agreements=ledger.agreements(connection, asked, as_of=when)[:8],
        disputes=ledger.disputes(connection, asked, as_of=when)[:8],
        pledges=ledger.pledges(connection, asked, as_of=when)[:8],
    )


def _about(connection: duckdb.DuckDBPyConnection, id: str) -> dict[str, Any]:
    """What pages say of an entity. A power that is only in others' ids is one too; else UsageError."""
    said = answer(connection, _SAYINGS, [id]).to_pylist()
    if said:
        first = said[0]
        other = sorted({row["name"] for row in said} - {first["name"]}) if ":" in id else []
        roles = list(dict.fromkeys(row["role"] for row in said if row["role"])) if ":" in id else []
        role = " / ".join(roles[:2])
        return {"kind": first["kind"], "role": role, "other_names": other[:4], "sectors": first["sectors"]}
    sql = "SELECT count(*) FROM pairs WHERE main AND (source = ? OR target = ?)"
    if len(id) <= 200 and connection.execute(sql, [id, id]).fetchall()[0][0]:
        return {"kind": "power", "role": "", "other_names": [], "sectors": []}
    raise UsageError(f"{id[:200]}: no such actor in the store")

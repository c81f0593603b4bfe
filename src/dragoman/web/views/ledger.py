"""Agreements, disputes and pledges: their lists, and one page each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.errors import UsageError
from dragoman.ledger.across.course import Course
from dragoman.ledger.across.promises import Outcome
from dragoman.record import AgreementStatus
from dragoman.store.ledger.entries import Asked, as_of_day
from dragoman.store.ledger.questions import show_entry
from dragoman.web import ledger
from dragoman.web.names import names_of
from dragoman.web.reading import Connection
from dragoman.web.templating import render

if TYPE_CHECKING:
    import duckdb

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
SHOWN = 60

# what a list is narrowed by, beside party, words and day: the field and what it may be
_FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "agreements": ("status", get_args(AgreementStatus)),
    "disputes": ("course", get_args(Course)),
    "pledges": ("outcome", get_args(Outcome)),
}


def _asked(request: Request, kind: str) -> dict[str, Any]:
    """What a list's address asks for. Raises UsageError for what makes no sense."""
    given = {k: v.strip()[:200] for k, v in request.query_params.items() if v.strip()}
    field, values = _FIELDS[kind]
    if field in given and given[field] not in values:
        raise UsageError(f"{field}: there are {', '.join(values)}")
    start = given.get("from", "0")
    if not (start.isascii() and start.isdigit() and len(start) < 7):
        raise UsageError("from: the number of the first entry")
    kept = {name: given[name] for name in ("party", "text", "as_of", field) if name in given}
    return {"given": kept, "field": field, "values": values, "from": int(start), "address": urlencode(kept)}


def _list(request: Request, connection: duckdb.DuckDBPyConnection, kind: str) -> tuple[dict[str, Any], Any, date]:
    asked = _asked(request, kind)
    given = asked["given"]
    when = as_of_day(connection, given.get("as_of"))
    wanted = {asked["field"]: given[asked["field"]]} if asked["field"] in given else {}
    ask = getattr(ledger, kind)
    rows = ask(connection, Asked(party=given.get("party"), text=given.get("text")), as_of=when, **wanted)
    start = asked["from"]
    after = start + SHOWN if len(rows) > start + SHOWN else None
    return asked | {"total": len(rows), "after": after}, rows[start : start + SHOWN], when


@router.get("/agreements")
def agreements(request: Request, connection: Connection) -> HTMLResponse:
    """Agreements as bars with their lives."""
    asked, rows, when = _list(request, connection, "agreements")
    given = asked["given"]
    narrowed = Asked(party=given.get("party"), text=given.get("text"))
    full = ledger.with_lives(connection, rows, narrowed, as_of=when)
    names = names_of(connection, [power for row in full for power in row["parties"]])
    marks = ledger.ticks(*ledger.bounds(full, when)) if full else []
    return render(request, "agreements.html", asked=asked, rows=full, ticks=marks, when=when, names=names)


@router.get("/disputes")
def disputes(request: Request, connection: Connection) -> HTMLResponse:
    """Disputes with their course."""
    asked, rows, when = _list(request, connection, "disputes")
    names = names_of(connection, [power for row in rows for power in row["parties"]])
    return render(request, "disputes.html", asked=asked, rows=rows, when=when, names=names)


@router.get("/pledges")
def pledges(request: Request, connection: Connection) -> HTMLResponse:
    """Pledges with their fate."""
    asked, rows, when = _list(request, connection, "pledges")
    names = names_of(connection, [power for row in rows for power in (*row["by"], *row["to"])])
    articles = ledger.articles_at(connection, [row["source"] for row in rows])
    return render(request, "pledges.html", asked=asked, rows=rows, when=when, names=names, articles=articles)


@router.get("/agreement/{id}")
def agreement(request: Request, connection: Connection, id: str) -> HTMLResponse:
    """One agreement: its life, step by step, with every page that tells of each."""
    found = _entry(request, connection, f"agreement:{id}")
    when = found["as_of"]
    bar = ledger.bar_of(found, *ledger.bounds([found], when), when)
    sources = [told["source"] for step in found["life"] for told in step["sources"]]
    sources += [row["source"] for row in (*found["mentions"], *found["expiries"])]
    return render(
        request,
        "agreement.html",
        found=found,
        bar=bar,
        ticks=ledger.ticks(*ledger.bounds([found], when)),
        names=names_of(connection, found["parties"]),
        articles=ledger.articles_at(connection, sources),
    )


@router.get("/dispute/{id}")
def dispute(request: Request, connection: Connection, id: str) -> HTMLResponse:
    """One dispute: both sides' claims face to face, and its course act by act."""
    found = _entry(request, connection, f"dispute:{id}")
    speakers = [claim["speaker"] for claim in found["claims"] if claim["speaker"]]
    acting = [i for act in found["acts"] for i in (*act["actors"], *act["recipients"])]
    parties = [claim["party"] for claim in found["claims"]]
    sources = [row["source"] for part in ("claims", "acts", "mentions") for row in found[part]]
    return render(
        request,
        "dispute.html",
        found=found,
        sides=ledger.sides_of(found),
        story=_course(found),
        names=names_of(connection, [*found["parties"], *parties, *speakers, *acting]),
        articles=ledger.articles_at(connection, sources),
    )


def _course(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Acts and turns of a dispute in time order."""
    turns = [{"day": turn["day"], "turn": turn["course"]} for turn in found["turns"]]
    acts = [{"day": act["day"] or act["published"], "act": act} for act in found["acts"]]
    return sorted([*turns, *acts], key=lambda row: (str(row["day"]), "act" not in row))


@router.get("/pledge/{id}")
def pledge(request: Request, connection: Connection, id: str) -> HTMLResponse:
    """One pledge: who promised what by when, and what became of it."""
    found = _entry(request, connection, f"pledge:{id}")
    acting = [i for match in found["matches"] for i in (*match["actors"], *match["recipients"])]
    sources = [row["source"] for part in ("matches", "mentions") for row in found[part]]
    return render(
        request,
        "pledge.html",
        found=found,
        names=names_of(connection, [*found["by"], *found["to"], *acting]),
        articles=ledger.articles_at(connection, sources),
    )


def _entry(request: Request, connection: duckdb.DuckDBPyConnection, id: str) -> dict[str, Any]:
    as_of = request.query_params.get("as_of", "").strip()[:10] or None
    return show_entry(connection, id[:80], as_of)

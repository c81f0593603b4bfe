"""Atom feeds of any list of events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.store.ledger.entries import as_of_day
from dragoman.web import ledger, questions
from dragoman.web.links import event_url, ledger_url
from dragoman.web.names import headline, listed, names_of
from dragoman.web.query import read_query
from dragoman.web.reading import Connection
from dragoman.web.shared import ids_of

router = APIRouter(include_in_schema=False, prefix="/feeds")
_ALLOWED = "\t\n\r"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its address on this server, its title and text, and the day that it is of."""

    path: str
    title: str
    text: str
    day: date | None


@router.get("/events.atom")
def events(request: Request, connection: Connection) -> Response:
    """The newest events under any filter."""
    query = read_query(request, order="newest")
    rows, _ = questions.page_of_events(connection, query)
    names = names_of(connection, ids_of(rows))
    entries = [
        Entry(event_url(row["id"]), headline(row, names), "".join(row["sentence"]), row["published"] or row["day"])
        for row in rows
    ]
    return atom(request, "Events", entries)


@router.get("/agreements.atom")
def agreements(connection: Connection, request: Request) -> Response:
    """Agreements that end within ninety days of the newest page."""
    when = as_of_day(connection, None)
    rows = ledger.lapsing(connection, as_of=when)
    entries = [
        Entry(
            ledger_url(row["id"]),
            f"{row['name']} ends {row['expires']}",
            f"{', '.join(row['parties'])}: {row['status'] or 'status not said'}, as of {when}",
            row["last"],
        )
        for row in rows
    ]
    return atom(request, "Agreements about to lapse", entries)


@router.get("/pledges.atom")
def pledges(connection: Connection, request: Request) -> Response:
    """Pledges that fall due within ninety days of the newest page, or are overdue."""
    when = as_of_day(connection, None)
    rows = ledger.due(connection, as_of=when)
    names = names_of(connection, [power for row in rows for power in row["by"]])
    entries = [
        Entry(
            ledger_url(row["id"]),
            f"{'Overdue' if row['outcome'] == 'overdue' else 'Due'} {row['due_end']}: {row['what']}",
            f"Pledged by {listed([names[power] for power in row['by']]) or 'someone unnamed'}. {row['evidence']}",
            row["published"],
        )
        for row in rows
    ]
    return atom(request, "Pledges due and overdue", entries)


def atom(request: Request, title: str, entries: Iterable[Entry]) -> Response:
    """A feed of entries; it is as new as its newest one."""
    base = str(request.base_url).rstrip("/")
    kept = list(entries)
    newest = max((entry.day for entry in kept if entry.day), default=None)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)} · Dragoman</title>",
        f"<id>{_text(str(request.url))}</id>",
        f'<link rel="self" href={quoteattr(_clean(str(request.url)))}/>',
        f"<updated>{_time(newest)}</updated>",
        "<author><name>Dragoman</name></author>",
    ]
    parts += [_entry(base, entry) for entry in kept]
    return Response("\n".join([*parts, "</feed>", ""]), media_type="application/atom+xml")


def _entry(base: str, entry: Entry) -> str:
    address = _clean(base + entry.path)
    return (
        f"<entry><title>{_text(entry.title)}</title><id>{escape(address)}</id>"
        f'<link rel="alternate" href={quoteattr(address)}/>'
        f'<updated>{_time(entry.day)}</updated><content type="text">{_text(entry.text)}</content></entry>'
    )


def _time(day: date | None) -> str:
    return f"{day or date(1970, 1, 1)}T00:00:00Z"


def _clean(text: str) -> str:
    """Without the characters that XML has no place for."""
    return "".join(c for c in text if (c >= " " or c in _ALLOWED) and not 0xD800 <= ord(c) < 0xE000 and c not in "￾￿")


def _text(text: str) -> str:
    return escape(_clean(text))

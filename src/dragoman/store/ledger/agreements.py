"""Agreements over pages: what each is called, between whom, its life with every page that tells of it, its expiry."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.ledger.across.lifetimes import LifeStep, Told, life_of, status_of
from dragoman.ledger.across.wording import load_wording
from dragoman.store.ledger.entries import (
    Asked,
    by_frequency,
    contexts,
    events_of,
    ledger_id,
    most_common,
    page_of,
    read_entries,
    told_of,
)
from dragoman.store.ledger.kinds import days_of

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
PARTY_SHARE = 0.4  # a power that fewer of the mentions give than this share of the most frequent one's is no party


def agreements(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    *,
    as_of: date,
    expiring: int | None = None,
    status: str | None = None,
) -> list[Row]:
    """Agreements by name, each as it stands as of a day; with ``expiring`` those that end within so many days."""
    found = [
        _summary(entry, mentions, as_of)
        for entry, mentions in read_entries(connection, "agreement", asked, as_of=as_of).items()
    ]
    if asked.between:
        found = [row for row in found if set(asked.between) <= set(row["parties"])]
    if status is not None:
        found = [row for row in found if row["status"] == status]
    if expiring is not None:
        found = [row for row in found if _expires_within(row, as_of, expiring)]
        return sorted(found, key=lambda row: (row["expires"], row["name"], row["id"]))
    return sorted(found, key=lambda row: (row["first"] or date.max, row["id"]))


def agreement(connection: duckdb.DuckDBPyConnection, entry: int, *, as_of: date) -> Row | None:
    """One agreement: its summary, its life, and every mention; None where no page had told of it by then."""
    mentions = read_entries(connection, "agreement", Asked(), as_of=as_of, keys=[entry]).get(entry)
    if not mentions:
        return None
    life = life_of(_told(mentions), as_of=as_of)
    sources = [told.source for step in life for told in step.told]
    contexts(connection, sources)
    events = events_of(connection, {s["report"] for s in sources if s["report"] is not None})
    return {
        "kind": "agreement",
        **{("agreement_kind" if k == "kind" else k): v for k, v in _summary(entry, mentions, as_of).items()},
        "as_of": as_of,
        "life": [_step(step, events) for step in life],
        "expiries": _expiries(mentions),
        "mentions": [
            told | {"name": row["name"], "aliases": row["aliases"]}
            for told, row in zip(told_of(connection, "agreement", mentions), mentions, strict=True)
        ],
    }


def lives(connection: duckdb.DuckDBPyConnection, asked: Asked, *, as_of: date) -> dict[str, list[Row]]:
    """The steps of each agreement's life by its id: status, date to its own grain, and the day on which it counts."""
    entries = read_entries(connection, "agreement", asked, as_of=as_of)
    return {
        ledger_id("agreement", entry): [
            {"status": step.status, "date": _date_text(step), "news": step.news}
            for step in life_of(_told(mentions), as_of=as_of)
        ]
        for entry, mentions in entries.items()
    }


def _summary(entry: int, mentions: list[Row], as_of: date) -> Row:
    life = life_of(_told(mentions), as_of=as_of)
    now = status_of(life, as_of=as_of)
    acronym = most_common(row["acronym"] for row in mentions)
    name = _name(mentions)
    expiry = _latest(mentions, "expires")
    return {
        "id": ledger_id("agreement", entry),
        "name": name,
        "acronym": acronym,
        "aliases": [form for form in _forms(mentions) if form not in (name, acronym)],
        "kind": most_common(row["kind"] for row in mentions),
        "subject": most_common(row["subject"] for row in mentions),
        "parties": _parties(mentions),
        "status": now.status if now else None,
        "status_date": (_date_text(now) or (now.news.isoformat() if now.news else None)) if now else None,
        "expires": expiry,
        "past_expiry": bool((days := days_of(expiry)) and days[1] < as_of),
        "review": _latest(mentions, "review"),
        "steps": len(life),
        "pages": len({row["source"] for row in mentions}),
        "first": mentions[0]["published"],
        "last": mentions[-1]["published"],
    }


def _told(mentions: list[Row]) -> list[Told]:
    found = []
    for row in mentions:
        for step in row["steps"]:
            first, last = days_of(step["date"]) or (None, None)
            source = {**page_of(row), **step, "revision": row["revision"]}
            found.append(Told(step["status"], first, last, row["published"], source))
    return found


def _step(step: LifeStep, events: dict[int, str]) -> Row:
    sources = [
        {
            "date": told.source["date"],
            "event": events.get(told.source["report"]),
            **{k: told.source[k] for k in ("source", "published", "title", "text", "context", "start", "end")},
        }
        for told in sorted(step.told, key=lambda t: (t.published or date.max, t.source["source"], t.source["start"]))
    ]
    return {
        "status": step.status,
        "date": _date_text(step),
        "news": step.news,
        "contested": step.contested,
        "event": next((s["event"] for s in sources if s["event"]), None),
        "context": sources[0]["context"],
        "source": sources[0]["source"],
        "sources": sources,
    }


def _date_text(step: LifeStep) -> str | None:
    """The step's date to its own grain; None where no page gives one."""
    texts = [t.source["date"] for t in step.told if t.source["date"]]
    return str(max(texts, key=len)) if texts else None


def _forms(mentions: list[Row]) -> list[str]:
    return by_frequency(form for row in mentions for form in [row["name"], *row["aliases"]])


def _name(mentions: list[Row]) -> str:
    """The fullest title that pages give it; failing a title, a name with one name in it, or the commonest phrase."""
    powers, stops = {word for row in mentions for word in row["left_out"]}, load_wording().stops
    forms = _forms(mentions)

    def rank(form: str) -> tuple[bool, bool, int, int]:
        names = [word for word in form.split() if word[0].isupper() and word.casefold() not in powers | stops]
        capitals = len(names)
        return capitals > 1, capitals > 0, len(form) if capitals > 1 else 0, -forms.index(form)

    return max(forms, key=rank)


def _parties(mentions: list[Row]) -> list[str]:
    """The powers that most mentions give; one of two powers counts for more than one that lists a crowd."""
    weights: dict[str, float] = {}
    for row in mentions:
        weight = 1.0 if len(row["parties"]) == 2 else 0.6
        for party in row["parties"]:
            weights[party] = weights.get(party, 0.0) + weight
    top = max(weights.values(), default=0.0)
    return sorted(p for p, weight in weights.items() if weight >= PARTY_SHARE * top)


def _expiries(mentions: list[Row]) -> list[Row]:
    """Every end that pages give, in the order in which they were told."""
    return [{"expires": row["expires"], **page_of(row)} for row in mentions if row["expires"]]


def _latest(mentions: list[Row], column: str) -> str | None:
    """What the newest page that says so says; the finest where several came on one day."""
    said = [(row["published"] or date.min, len(row[column]), row[column]) for row in mentions if row[column]]
    return max(said)[2] if said else None


def _expires_within(row: Row, as_of: date, days: int) -> bool:
    span = days_of(row["expires"])
    if span is None or row["status"] in ("lapsed", "terminated", "replaced"):
        return False
    return span[1] >= as_of and span[0] <= as_of + timedelta(days)

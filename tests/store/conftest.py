"""Records made by hand, and what a store holds, table by table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.events.ontology import load_types
from dragoman.record import Article, Coder, Entity, Event, EventDate, Place, Record, Span
from dragoman.store import Store


def make_event(number: int, body: str, **given: Any) -> Event:
    """An event; ``text`` is its evidence, ``date`` a day, ``place`` a (name, country)."""
    text = given.get("text", body)
    start, day, place = body.index(text), given.get("date"), given.get("place")
    kind = load_types()[given.get("type", "CONSULT")]
    identity = f"{body} {number} {sorted(given.items(), key=str)}"
    return Event(
        id="e" + hashlib.sha256(identity.encode()).hexdigest()[:16],
        type=kind.name,
        mode=given.get("mode"),
        actors=given.get("actors", ["JPN"]),
        recipients=given.get("recipients", ["KOR"]),
        auxiliary=given.get("auxiliary", "actual"),
        date=EventDate(start=day, end=given.get("end", day), granularity=given.get("grain", "day")) if day else None,
        place=Place(name=place[0], country=place[1]) if place else None,
        quad=kind.quad,
        score=kind.score,
        cameo=kind.cameo[:2],
        evidence=Span(start=start, end=start + len(text), text=text),
        confidence=given.get("confidence", 0.9),
    )


def make_record(
    source: str, body: str, *events: dict[str, Any], published: str | None = "2019-11-24", **more: Any
) -> Record:
    """A record of a page with these events (see ``make_event``); ``coder`` is a version."""
    coded = [make_event(number, body, **event) for number, event in enumerate(events)]
    ids = sorted({i for event in coded for i in (*event.actors, *event.recipients)})
    article = Article(
        id=hashlib.sha256(body.encode()).hexdigest()[:32],
        source=source,
        title=more.get("title"),
        published=published,
        body=body,
    )
    return Record(
        coder=Coder(version=more.get("coder", "1")),
        article=article,
        entities=[Entity(id=i, name=i, kind="state", country=i[:3]) for i in ids],
        events=coded,
        **more.get("parts", {}),
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "test.duckdb", wait=5)


@pytest.fixture
def dump() -> Callable[[Store], dict[str, list[Any]]]:
    """Every row of every table, sorted."""

    def dump_store(store: Store, *, without: Sequence[str] = ()) -> dict[str, list[Any]]:
        with store.reading() as connection:
            names = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            return {
                name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
                for name in names
                if name not in without
            }

    return dump_store

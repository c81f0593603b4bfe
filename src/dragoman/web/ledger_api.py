"""The API of the ledger: agreements, disputes and pledges as of a day, as tables and one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pyarrow as pa
from fastapi import APIRouter, Path, Query

from dragoman.ledger.across.course import Course
from dragoman.ledger.across.promises import Outcome
from dragoman.record import AgreementStatus
from dragoman.store.ledger.entries import Asked, as_of_day
from dragoman.store.ledger.questions import show_entry
from dragoman.web import ledger, models
from dragoman.web.answers import Format, as_file
from dragoman.web.examples import problems
from dragoman.web.query import DAY, IDENTITY, PAIR, pair_of
from dragoman.web.reading import Connection

if TYPE_CHECKING:
    import duckdb

router = APIRouter(prefix="/api", responses=problems())

FILES: Any = {200: {"content": {"text/csv": {}, "application/vnd.apache.parquet": {}}}}
AsOf = Annotated[str | None, Query(pattern=DAY, description="only pages published until then count; else all pages")]
Between = Annotated[str | None, Query(pattern=PAIR, max_length=401, description="two powers: JPN-KOR")]
Party = Annotated[str | None, Query(max_length=200, pattern=IDENTITY, description="a power that is party to it")]
Words = Annotated[str | None, Query(max_length=200, pattern=IDENTITY, description="part of its name or wording")]
Limit = Annotated[int, Query(ge=1, le=1000)]
FormatOption = Annotated[Format, Query(description="csv and parquet give a file")]
EntryId = Annotated[
    str, Path(max_length=80, pattern="^[0-9a-z-]+$", description="what stands after the colon of an id")
]


def _answer(kind: str, connection: duckdb.DuckDBPyConnection, asked: dict[str, Any], wanted: dict[str, Any]) -> Any:
    """A list of the ledger as JSON or as a file."""
    when = as_of_day(connection, asked["as_of"])
    between = pair_of(asked["between"]) if asked["between"] else None
    narrowed = Asked(between=between, party=asked["party"], text=asked["text"])
    rows = getattr(ledger, kind)(connection, narrowed, as_of=when, **wanted)
    if asked["format"] != "json":
        return as_file(pa.Table.from_pylist(rows), asked["format"], kind)
    return {"as_of": when, "items": rows[: asked["limit"]]}


@router.get("/agreements", response_model=models.Agreements, responses=FILES)
def agreements(
    connection: Connection,
    between: Between = None,
    party: Party = None,
    text: Words = None,
    status: AgreementStatus | None = None,
    expiring: Annotated[int | None, Query(ge=0, le=36500, description="those that end within so many days")] = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    format: FormatOption = "json",
) -> Any:
    """Agreements, each as it stands as of a day."""
    asked = {"between": between, "party": party, "text": text, "as_of": as_of, "limit": limit, "format": format}
    return _answer("agreements", connection, asked, {"status": status, "expiring": expiring})


@router.get("/disputes", response_model=models.Disputes, responses=FILES)
def disputes(
    connection: Connection,
    between: Between = None,
    party: Party = None,
    text: Words = None,
    course: Course | None = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    format: FormatOption = "json",
) -> Any:
    """Disputes, each with its course as of a day."""
    asked = {"between": between, "party": party, "text": text, "as_of": as_of, "limit": limit, "format": format}
    return _answer("disputes", connection, asked, {"course": course})


@router.get("/pledges", response_model=models.Pledges, responses=FILES)
def pledges(
    connection: Connection,
    between: Between = None,
    party: Party = None,
    text: Words = None,
    outcome: Outcome | None = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    format: FormatOption = "json",
) -> Any:
    """Pledges, each with its fate as of a day: open, kept, broken or overdue, and why."""
    asked = {"between": between, "party": party, "text": text, "as_of": as_of, "limit": limit, "format": format}
    return _answer("pledges", connection, asked, {"outcome": outcome})


@router.get("/agreements/{id}", response_model=models.Entry)
def agreement(connection: Connection, id: EntryId, as_of: AsOf = None) -> Any:
    """One agreement: its life with every page that tells of each step, its ends, and where pages speak of it."""
    return show_entry(connection, f"agreement:{id}", as_of)


@router.get("/disputes/{id}", response_model=models.Entry)
def dispute(connection: Connection, id: EntryId, as_of: AsOf = None) -> Any:
    """One dispute: its timeline, the turns of its course, its acts, and each side's claims."""
    return show_entry(connection, f"dispute:{id}", as_of)


@router.get("/pledges/{id}", response_model=models.Entry)
def pledge(connection: Connection, id: EntryId, as_of: AsOf = None) -> Any:
    """One pledge: every report that may settle it, and where pages speak of it."""
    return show_entry(connection, f"pledge:{id}", as_of)

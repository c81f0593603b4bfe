"""The ``date`` command: what date phrases mean on the day of a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

import click

from dragoman.errors import UsageError
from dragoman.language.calendars import Tense
from dragoman.record import EventDate

Row = dict[str, str | None]


@click.command("date")
@click.argument("text", nargs=-1)
@click.option(
    "--published", metavar="DAY", help="Day of publication, as 2019-11-23, for the phrases given as arguments."
)
@click.option("--tense", type=click.Choice(["past", "future"]), help="Which way the clause looks.")
@click.option(
    "--input", "source", type=click.File("r", encoding="utf-8"), help="JSON Lines of id, text, published, context."
)
def date_command(text: tuple[str, ...], published: str | None, tense: Tense | None, source: TextIO | None) -> None:
    """Resolve date phrases: one JSON object a line, with nulls where a phrase has no date."""
    from dragoman.language.dates import resolve_date

    if not text and source is None:
        raise UsageError("give a date phrase, or a file with --input")
    for phrase in text:
        _print(phrase, resolve_date(phrase, published=published, tense=tense))
    for number, row in _rows(source) if source else ():
        text_given = row.get("text")
        if not isinstance(text_given, str):
            raise UsageError(f"{_name(source)}:{number}: the row has no text")
        day = row.get("published") or published
        found = resolve_date(text_given, published=day, tense=tense, context=row.get("context"))
        _print(row.get("id") or str(number), found)


def _rows(source: TextIO | None) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(source or (), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{_name(source)}:{number}: no JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise UsageError(f"{_name(source)}:{number}: an object is wanted")
        yield number, row


def _name(source: TextIO | None) -> str:
    return getattr(source, "name", "input")


def _print(key: str, found: EventDate | None) -> None:
    parts = {"start": found.start, "end": found.end, "granularity": found.granularity} if found else {}
    click.echo(json.dumps({"id": key, **{name: parts.get(name) for name in ("start", "end", "granularity")}}))

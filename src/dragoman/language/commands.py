"""The ``date`` command: what date phrases mean on the day of a page."""

from __future__ import annotations

from typing import Any, TextIO

import click

from dragoman.errors import UsageError
from dragoman.jsonlines import Row, answer_rows, print_answer, text_of
from dragoman.language.calendars import Tense
from dragoman.record import EventDate

FIELDS = ("start", "end", "granularity")


@click.command("date")
@click.argument("text", nargs=-1)
@click.option(
    "--published", metavar="DAY", help="Day of publication, as 2019-11-23, for phrases and rows that have none."
)
@click.option("--tense", type=click.Choice(["past", "future"]), help="Which way the clause looks.")
@click.option(
    "--input",
    "source",
    type=click.File("r", encoding="utf-8", errors="replace"),
    help="JSON Lines of id, text, published, and context, tense or anchor where known; - for stdin.",
)
def date_command(text: tuple[str, ...], published: str | None, tense: Tense | None, source: TextIO | None) -> None:
    """Resolve date phrases: one JSON object a line, with nulls where a phrase has no date."""
    from dragoman.language.dates import resolve_date

    if not text and source is None:
        raise UsageError("give a date phrase, or a file with --input")

    def answer(row: Row) -> dict[str, Any]:
        told = text_of(row, "tense") or tense
        if told not in (None, "past", "future"):
            raise UsageError(f"tense {told!r} is neither past nor future")
        found = resolve_date(
            text_of(row, "text", required=True) or "",
            published=text_of(row, "published") or published,
            tense=told,  # type: ignore[arg-type]
            context=text_of(row, "context"),
            anchor=text_of(row, "anchor"),
        )
        return _fields(found)

    for phrase in text:
        print_answer(phrase, _fields(resolve_date(phrase, published=published, tense=tense)))
    if source:
        answer_rows(source, answer, empty=_fields(None))


def _fields(found: EventDate | None) -> dict[str, Any]:
    return {name: getattr(found, name, None) for name in FIELDS}

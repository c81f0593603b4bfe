"""The ``place`` command: which places the toponyms of texts mean."""

from __future__ import annotations

from typing import Any, TextIO

import click

from dragoman.errors import UsageError
from dragoman.jsonlines import Row, answer_rows, text_of

FIELDS = ("name", "country", "latitude", "longitude", "geonames_id", "kind")


@click.command("place")
@click.option(
    "--input",
    "source",
    required=True,
    type=click.File("r", encoding="utf-8", errors="replace"),
    help="JSON Lines of id, text, start, end; - for stdin.",
)
def place_command(source: TextIO) -> None:
    """Resolve toponyms in their texts: one JSON object a line, with nulls where a name is not known.

    A place of kind "near" is not in the gazetteer: its position is that of the place named nearest to it.
    """
    answer_rows(source, _answer, empty=dict.fromkeys(FIELDS))


def _answer(row: Row) -> dict[str, Any]:
    from dragoman.places import resolve_place

    text = text_of(row, "text", required=True) or ""
    start, end = row.get("start"), row.get("end")
    if type(start) is not int or type(end) is not int:
        raise UsageError("wanted the toponym's start and end as whole numbers")
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{start} to {end} is no stretch of the text of {len(text)} code points")
    place = resolve_place(text, start, end)
    if place is None:
        return dict.fromkeys(FIELDS)
    found = {name: getattr(place, name) for name in FIELDS}
    return found | {"latitude": round(place.latitude, 4), "longitude": round(place.longitude, 4)}

"""The ``place`` command: which places the toponyms of texts mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

import click

from dragoman.errors import UsageError


@click.command("place")
@click.option(
    "--input",
    "source",
    required=True,
    type=click.File("r", encoding="utf-8"),
    help="JSON Lines of id, text, start, end.",
)
def place_command(source: TextIO) -> None:
    """Resolve toponyms in their texts: one JSON object a line, with nulls where a name is not known."""
    from dragoman.places import resolve_place

    for number, row in _rows(source):
        text, start, end = row.get("text"), row.get("start"), row.get("end")
        if not isinstance(text, str) or not isinstance(start, int) or not isinstance(end, int):
            raise UsageError(f"{source.name}:{number}: wanted a text, and its toponym's start and end as whole numbers")
        if not 0 <= start < end <= len(text):
            raise UsageError(f"{source.name}:{number}: {start} to {end} is no stretch of the text")
        place = resolve_place(text, start, end)
        answer = {
            "name": place.name if place else None,
            "country": place.country if place else None,
            "latitude": round(place.latitude, 4) if place else None,
            "longitude": round(place.longitude, 4) if place else None,
            "geonames_id": place.geonames_id if place else None,
            "kind": place.kind if place else None,
        }
        click.echo(json.dumps({"id": row.get("id", number), **answer}, ensure_ascii=False))


def _rows(source: TextIO) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{source.name}:{number}: no JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise UsageError(f"{source.name}:{number}: an object is wanted")
        yield number, row

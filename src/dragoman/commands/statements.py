"""``dragoman statements``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dragoman.commands.stored import (
    as_of_option,
    between_option,
    echo_rows,
    format_option,
    limit_option,
    reader,
    since_option,
    store_options,
    text_option,
    until_option,
)

COLUMNS = ("published", "speaker", "name", "verb", "text", "source")


@click.command("statements")
@store_options
@click.option("--speaker", metavar="ID", help="Who speaks: an entity's id, what it begins with, or part of a name.")
@between_option
@text_option
@click.option("--direct/--indirect", default=None, help="Quotations or reported claims alone.")
@since_option
@until_option
@as_of_option
@limit_option
@format_option
def command(path: Path, wait: float, format_: str, **wanted: Any) -> None:
    """List who said what, in time order. --between keeps what one of two powers says to or of the other."""
    found = reader(path, wait).statements(**wanted)
    echo_rows(found.to_pylist(), format_, columns=COLUMNS)

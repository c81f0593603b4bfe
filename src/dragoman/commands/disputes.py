"""``dragoman disputes``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from dragoman.commands.stored import (
    as_of_option,
    between_option,
    echo_rows,
    format_option,
    limit_option,
    party_option,
    reader,
    store_options,
    text_option,
)
from dragoman.ledger.across.course import Course

COLUMNS = ("issue", "parties", "since", "course", "course_since", "acts", "claims", "pages", "id")


@click.command("disputes")
@store_options
@between_option
@party_option
@text_option
@click.option("--course", type=click.Choice(get_args(Course)), help="That stand so.")
@as_of_option
@limit_option
@format_option
def command(path: Path, wait: float, format_: str, **wanted: Any) -> None:
    """List disputes with their course as of a day. `show ID` gives acts, claims and timeline with every sentence."""
    found = reader(path, wait).disputes(**wanted)
    echo_rows(found.to_pylist(), format_, columns=COLUMNS)

"""``dragoman events``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dragoman.commands.stored import (
    auxiliaries,
    auxiliary_option,
    echo_rows,
    format_option,
    limit_option,
    reader,
    since_option,
    store_options,
    until_option,
)

COLUMNS = ("day", "actors", "type", "recipients", "evidence", "pages", "id")


@click.command("events")
@store_options
@click.option("--actor", metavar="ID", help="Who acts: an entity's id, or what it begins with (JPN, JPN.GOV).")
@click.option("--recipient", metavar="ID", help="Who is acted upon, in the same form.")
@click.option("--party", metavar="ID", help="Either of the two.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="PLOVER event type; may be repeated.")
@click.option("--mode", metavar="MODE", help="PLOVER mode.")
@click.option("--quad", type=click.IntRange(1, 4), help="1, 2 verbal, material cooperation; 3, 4 conflict.")
@since_option
@until_option
@click.option("--place", metavar="PLACE", help="Country code or name of a place.")
@click.option("--text", metavar="WORDS", help="Words of the evidence.")
@auxiliary_option
@click.option("--withdrawn", is_flag=True, help="Also events that only older texts of their pages report.")
@limit_option
@format_option
def command(
    path: Path, wait: float, types: tuple[str, ...], auxiliary: tuple[str, ...], format_: str, **wanted: Any
) -> None:
    """List the events of the store in time order, each with the sentence of its earliest report."""
    found = reader(path, wait).events(type=types, auxiliary=auxiliaries(auxiliary), **wanted)
    echo_rows(found.to_pylist(), format_, columns=COLUMNS)

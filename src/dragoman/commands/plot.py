"""``dragoman plot``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import auxiliaries, auxiliary_option, reader, since_option, store_options, until_option
from dragoman.errors import UsageError


@click.group("plot")
def command() -> None:
    """Draw what the store holds."""


@command.command("dyad")
@click.argument("first", metavar="POWER")
@click.argument("second", metavar="POWER")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="FILE.svg, .png or .html"
)
@store_options
@since_option
@until_option
@auxiliary_option
def dyad(
    first: str,
    second: str,
    output: Path,
    path: Path,
    wait: float,
    since: str | None,
    until: str | None,
    auxiliary: tuple[str, ...],
) -> None:
    """Draw the months of a dyad: events by quad, conflict below the line, and the mean score."""
    from dragoman.store.charts import draw, dyad_chart

    found = reader(path, wait).dyad(first, second, since=since, until=until, auxiliary=auxiliaries(auxiliary))
    if not found.months.num_rows:
        raise UsageError(f"no events between {first} and {second} to draw")
    draw(dyad_chart(found), output)

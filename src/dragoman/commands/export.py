"""``dragoman export``."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

import click

from dragoman.commands.stored import reader, store_options
from dragoman.exports.writing import format_names
from dragoman.record import Auxiliary

_COUNTED = {"label-studio": "page", "dataset": "event"}  # what a format has one of, where it is no row


@click.command("export")
@click.option("--format", "format_", type=click.Choice(format_names()), required=True, help="See docs/exports.md.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write."
)
@click.option(
    "--auxiliary",
    "chosen",
    multiple=True,
    type=click.Choice(get_args(Auxiliary)),
    help="Only such events; may be repeated.  [default: all that the format can tell apart]",
)
@store_options
def command(format_: str, output: Path, chosen: tuple[str, ...], path: Path, wait: float) -> None:
    """Write the events of a store as a file that other tools read.

    POLECAT, ICEWS and GDELT files cannot say whether a thing happened: they hold actual events only, unless --auxiliary
    asks for others. The file is replaced only when the new one is complete.
    """
    from dragoman.exports import export
    from dragoman.exports.stored import opened

    with opened(reader(path, wait)) as material:
        count = export(material, output, format=format_, auxiliaries=cast(tuple[Auxiliary, ...], chosen) or None)
    click.echo(f"{output}: {count} {_COUNTED.get(format_, 'row')}{'' if count == 1 else 's'}", err=True)

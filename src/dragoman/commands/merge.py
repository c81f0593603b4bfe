"""``dragoman merge``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import store_options, writer


@click.command("merge")
@click.argument("first", metavar="ID")
@click.argument("second", metavar="ID")
@store_options
def command(first: str, second: str, path: Path, wait: float) -> None:
    """Say that two events, given by their ids, are one; or two agreements, two disputes, two pledges.

    The word holds whatever pages come later; `split` undoes it.
    """
    writer(path, wait).merge(first, second)

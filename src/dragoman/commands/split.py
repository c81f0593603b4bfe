"""``dragoman split``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import store_options, writer


@click.command("split")
@click.argument("event", metavar="ID")
@click.argument("report", metavar="REPORT")
@store_options
def command(event: str, report: str, path: Path, wait: float) -> None:
    """Say that a REPORT of an event (its id as `show ID` gives it) is of another act than the rest.

    So for a mention of an agreement, dispute or pledge. `merge` undoes it.
    """
    writer(path, wait).split(event, report)

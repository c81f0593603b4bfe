"""``dragoman split``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import store_options, writer


@click.command("split")
@click.argument("event", metavar="EVENT")
@click.argument("report", metavar="REPORT")
@store_options
def command(event: str, report: str, path: Path, wait: float) -> None:
    """Say that a REPORT (its id as `show EVENT` gives it) is of another act than the rest of its event."""
    writer(path, wait).split(event, report)

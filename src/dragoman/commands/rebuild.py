"""``dragoman rebuild``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import store_options, writer


@click.command("rebuild")
@store_options
def command(path: Path, wait: float) -> None:
    """Merge all reports anew by this version's rules; a store of an older version is brought up first."""
    store = writer(path, wait)
    store.rebuild()
    click.echo(f"{store.events(auxiliary=None).num_rows} events")

"""``dragoman sources``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import echo_rows, format_option, limit_option, reader, store_options


@click.command("sources")
@store_options
@limit_option
@format_option
def command(path: Path, wait: float, limit: int | None, format_: str) -> None:
    """List the pages of the store by publication: title, events, revisions, and which page one copies."""
    found = reader(path, wait).sources(limit=limit).to_pylist()
    echo_rows(found, format_, columns=("published", "source", "title", "events", "revisions", "copy_of"))

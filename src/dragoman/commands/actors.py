"""``dragoman actors``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import echo_rows, format_option, limit_option, reader, store_options


@click.command("actors")
@store_options
@click.option("--text", metavar="WORDS", help="Part of the name or id.")
@click.option("--country", metavar="CODE", help="ISO alpha-3, or UNO EUR IGO NGO ISM IMG MNC.")
@limit_option
@format_option
def command(path: Path, wait: float, text: str | None, country: str | None, limit: int | None, format_: str) -> None:
    """List the actors of the store, the busiest first: how often each acts and is acted upon."""
    found = reader(path, wait).actors(text=text, country=country, limit=limit).to_pylist()
    echo_rows(found, format_, columns=("id", "name", "role", "acts", "receives", "pages"))

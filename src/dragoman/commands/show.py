"""``dragoman show``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dragoman.commands.stored import (
    as_csv,
    as_json,
    as_of_option,
    cell,
    echo_rows,
    format_option,
    reader,
    store_options,
)

# what a thing's rows are kept under, and which of their fields a table shows
_ROWS = {
    "event": ("told", ("source", "published", "context", "id")),
    "entity": ("events", ("day", "actors", "type", "recipients", "evidence", "id")),
    "page": ("revisions", ("number", "published", "title", "latest")),
    "agreement": ("life", ("news", "status", "date", "contested", "context", "source", "event")),
    "dispute": ("timeline", ("day", "what", "says", "context", "source", "id")),
    "pledge": ("matches", ("verdict", "day", "why", "context", "source", "id")),
}
_APART = ("mentions", "acts", "claims", "turns", "expiries")  # told in the rows, or too long for a line


@click.command("show")
@click.argument("id", metavar="ID")
@store_options
@as_of_option
@format_option
def command(id: str, path: Path, wait: float, as_of: str | None, format_: str) -> None:
    """Show everything about one thing: an event, an actor, a page (its path or URL), an agreement, dispute or pledge.

    An event comes with all its reports, their sentences, and what they differ in. CSV holds the rows alone.
    """
    found = reader(path, wait).show(id, as_of=as_of)
    field, columns = _ROWS[found["kind"]]
    if format_ == "csv":
        click.echo(as_csv(found[field]), nl=False)
    elif format_ == "table":
        _print(found, field)
        echo_rows(found[field], "table", columns=columns)
        if isinstance(found.get("mentions"), list):  # of an entity it is their number
            echo_rows(found["mentions"], "table", columns=("published", "context", "source", "id"))
    else:
        click.echo(as_json(found, indent=2 if format_ == "json" else None))


def _print(found: dict[str, Any], rows: str) -> None:
    for name, value in found.items():
        if name == "differences":
            for what, said in value.items():
                for saying in said:
                    values = ", ".join(cell(item) or "-" for key, item in saying.items() if key != "reports")
                    click.echo(f"differs in {what}: {values} ({len(saying['reports'])} reports)")
        elif name not in (rows, *_APART) and value not in (None, [], ""):
            click.echo(f"{name.replace('_', ' ')}: {cell(value)}")
    if found["kind"] == "page":
        _print_events(found["revisions"])


def _print_events(revisions: list[dict[str, Any]]) -> None:
    for revision in revisions:
        events = revision["events"]
        if events:
            echo_rows(events, "table", columns=("actors", "type", "recipients", "evidence", "id"))

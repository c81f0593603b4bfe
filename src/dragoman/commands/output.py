"""JSON on standard output, the same way for every command."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click


def echo_json_list(rows: Iterable[str], *, lines: bool) -> None:
    """Print rows of JSON: one a line, or indented: one object as itself, several as an array."""
    if lines:
        for row in rows:
            click.echo(row)
        return
    held: str | None = None
    count = 0
    for row in rows:
        text = json.dumps(json.loads(row), indent=2, ensure_ascii=False)
        if held is not None:
            click.echo(("[\n" if count == 1 else ",\n") + held, nl=False)
        held, count = text, count + 1
    if held is not None:
        click.echo(held if count == 1 else ",\n" + held + "\n]")

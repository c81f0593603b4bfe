"""JSON Lines in, one answer a line out: for the commands that answer many small questions from a file.

A row that cannot be answered is said on standard error with its line, answered with nulls so that the order is kept,
and counted: the command then leaves with status 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

import click

from dragoman.errors import DragomanError, UsageError

Row = Mapping[str, Any]
Answer = Mapping[str, Any]


def answer_rows(source: TextIO, answer: Callable[[Row], Answer], *, empty: Answer) -> None:
    """Print ``{"id", …}`` for each row of ``source``; ``answer`` may raise ``UsageError`` for a row that is wrong."""
    wrong = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        identity: Any = number
        found = empty
        try:
            row = _row(line)
            identity = row.get("id", number)
            found = answer(row)
        except DragomanError as error:
            wrong += 1
            click.echo(f"{getattr(source, 'name', 'input')}:{number}: {error}", err=True)
        print_answer(identity, found)
    if wrong:
        click.echo(f"skipped {wrong} row{'s' if wrong > 1 else ''}", err=True)
        sys.exit(1)


def print_answer(identity: Any, found: Answer) -> None:
    """One answer as a line of JSON; half a surrogate pair in an id is kept as an escape."""
    line = json.dumps({"id": identity, **found}, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps({"id": identity, **found})
    click.echo(line)


def text_of(row: Row, name: str, *, required: bool = False) -> str | None:
    """The text under ``name``. Raises ``UsageError`` where there is something else, or nothing of what is required."""
    value = row.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        raise UsageError(f"wanted text under {name!r}, not {type(value).__name__}")
    return value


def _row(line: str) -> Row:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"no JSON: {getattr(error, 'msg', 'nested too deep')}") from error
    if not isinstance(row, dict):
        raise UsageError("an object is wanted")
    return row

"""``dragoman classify``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from dragoman.errors import UsageError


@click.command("classify")
@click.option(
    "--input", "input_", type=click.File("r", encoding="utf-8"), required=True, help="JSONL, or - for standard input."
)
@click.option("--force", is_flag=True, help="Always name the best type, also where the pair shows no event.")
def command(input_: Any, force: bool) -> None:
    """Type the event between given actors and recipients.

    Each line of the input is {"id","text","actor":[[start,end],…],"recipient":[[start,end],…]}; each line of the output
    {"id","type","quad","mode","auxiliary","confidence","scores"}, in the same order. A line that cannot be read gives
    {"id","error"} in its place.
    """
    failed = 0
    for row in _classified(input_, force=force):
        failed += "error" in row
        click.echo(json.dumps(row, ensure_ascii=False))
    if failed:
        click.echo(f"{failed} lines could not be classified", err=True)
        sys.exit(1)


def _classified(lines: Any, *, force: bool) -> Iterator[dict[str, Any]]:
    from dragoman.events.classifying import classify

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row: Any = None
        try:
            row = json.loads(line)
            spans = [[(int(start), int(end)) for start, end in row.get(side) or []] for side in ("actor", "recipient")]
            yield {"id": row.get("id"), **asdict(classify(str(row["text"]), *spans, force=force))}
        except (ValueError, TypeError, KeyError, AttributeError, UsageError) as error:
            name = row.get("id") if isinstance(row, dict) else None
            yield {"id": name, "error": f"line {number}: {type(error).__name__}: {error}"}

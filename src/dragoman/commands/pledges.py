"""``dragoman pledges``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from dragoman.commands.stored import (
    as_of_option,
    between_option,
    echo_rows,
    format_option,
    limit_option,
    party_option,
    reader,
    store_options,
    text_option,
)
from dragoman.ledger.across.promises import Outcome

COLUMNS = ("made", "by", "to", "what", "due_end", "outcome", "settled_on", "why", "id")


@click.command("pledges")
@store_options
@between_option
@party_option
@text_option
@click.option("--by", metavar="POWER", help="By this power.")
@click.option("--to", metavar="POWER", help="To this power.")
@click.option("--outcome", type=click.Choice(get_args(Outcome)), help="That stand so.")
@click.option("--overdue", is_flag=True, help="The same as --outcome overdue.")
@as_of_option
@limit_option
@format_option
def command(path: Path, wait: float, format_: str, outcome: str | None, overdue: bool, **wanted: Any) -> None:
    """List pledges with what became of each as of a day, and why. `show ID` gives every act that may settle it."""
    if overdue and outcome not in (None, "overdue"):
        raise click.UsageError(f"--overdue and --outcome {outcome} exclude one another; give one of them")
    found = reader(path, wait).pledges(outcome="overdue" if overdue else outcome, **wanted)
    echo_rows(found.to_pylist(), format_, columns=COLUMNS)

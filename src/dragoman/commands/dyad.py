"""``dragoman dyad``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands.stored import (
    as_json,
    auxiliaries,
    auxiliary_option,
    echo_rows,
    format_option,
    reader,
    since_option,
    store_options,
    until_option,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.store.dyads import Dyad

STORY = ("day", "side", "type", "score", "evidence", "pages", "id")
LEDGER = {
    "agreements": ("name", "status", "status_date", "expires", "id"),
    "disputes": ("issue", "course", "course_since", "acts", "id"),
    "pledges": ("made", "by", "what", "due_end", "outcome", "id"),
}
MONTHS = ("period", "events", "quad1", "quad2", "quad3", "quad4", "score_mean")


@click.command("dyad")
@click.argument("first", metavar="POWER")
@click.argument("second", metavar="POWER")
@store_options
@since_option
@until_option
@auxiliary_option
@format_option
def command(
    first: str,
    second: str,
    path: Path,
    wait: float,
    since: str | None,
    until: str | None,
    auxiliary: tuple[str, ...],
    format_: str,
) -> None:
    """Tell the story of two powers (JPN KOR) in time order; then months by quad, the mean score, and who acts.

    Then the agreements, disputes and pledges that stand between them at the end of it. As JSON: all of it in one
    object. As JSONL and CSV: the events alone.
    """
    found = reader(path, wait).dyad(first, second, since=since, until=until, auxiliary=auxiliaries(auxiliary))
    events, months = found.events.to_pylist(), found.months.to_pylist()
    if format_ == "json":
        ledger = {name: table.to_pylist() for name, table in _ledger(found).items()}
        click.echo(as_json({**found.summary(), "months": months, "story": events, **ledger}, indent=2))
        return
    echo_rows(events, format_, columns=STORY)
    if format_ == "table" and events:
        echo_rows([month for month in months if month["events"]], format_, columns=MONTHS)
        echo_rows(found.balance.to_pylist(), format_)
    if format_ == "table":
        for name, table in _ledger(found).items():
            if table.num_rows:
                click.echo(name)
                echo_rows(table.to_pylist(), format_, columns=LEDGER[name])


def _ledger(found: Dyad) -> dict[str, pa.Table]:
    return {"agreements": found.agreements, "disputes": found.disputes, "pledges": found.pledges}

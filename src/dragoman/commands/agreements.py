"""``dragoman agreements``."""

from __future__ import annotations

import re
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
from dragoman.record import AgreementStatus

COLUMNS = ("name", "acronym", "parties", "status", "status_date", "expires", "pages", "id")
_DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}


class Period(click.ParamType[int]):
    """A number of days: 90, 90d, 12w, 3m, 1y; a month counts 31 days and a year 366."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The days of a period."""
        match = re.fullmatch(r"(\d{1,5})([dwmy]?)", str(value).strip())
        if match is None:
            self.fail(f"{value!r} is no period; write 90d, 12w, 3m or 1y", param, ctx)
        return int(match[1]) * _DAYS[match[2] or "d"]


@click.command("agreements")
@store_options
@between_option
@party_option
@text_option
@click.option("--status", type=click.Choice(get_args(AgreementStatus)), help="That stand so.")
@click.option("--expiring", type=Period(), metavar="PERIOD", help="That end within 90d, 12w, 3m, 1y.")
@as_of_option
@limit_option
@format_option
def command(path: Path, wait: float, format_: str, **wanted: Any) -> None:
    """List agreements, each as the pages leave it as of a day. `show ID` gives its life with every sentence."""
    found = reader(path, wait).agreements(**wanted)
    echo_rows(found.to_pylist(), format_, columns=COLUMNS)

"""What the commands on the store share: where it is, how long to wait, and answers in four forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dragoman.store import Store

F = TypeVar("F", bound=Callable[..., Any])
Row = dict[str, Any]


class _Where(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """The file of a store; or a lake, whose URL is no path of this machine."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        return value if isinstance(value, Path) or "://" in value else Path(value)


_path_option = click.option(
    "--store",
    "path",
    type=_Where(),
    default=Path("dragoman.duckdb"),
    show_default=True,
    envvar="DRAGOMAN_STORE",
    show_envvar=True,
    help="The store's file; to ask, also a lake's folder or URL.",
)
_wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Seconds to wait while another process holds the store.",
)
format_option = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True
)
limit_option = click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")
since_option = click.option("--since", metavar="DATE", help="First day: YYYY-MM-DD, YYYY-MM or YYYY.")
until_option = click.option("--until", metavar="DATE", help="Last day, in the same forms.")
auxiliary_option = click.option(
    "--auxiliary",
    multiple=True,
    type=click.Choice(["actual", "historical", "future", "hypothetical", "negated", "all"]),
    help="Which events count; may be repeated.  [default: actual]",
)
between_option = click.option("--between", nargs=2, metavar="POWER POWER", help="Between these two powers: JPN KOR.")
party_option = click.option("--party", metavar="POWER", help="With this power in it.")
as_of_option = click.option(
    "--as-of", metavar="DATE", help="As things stood on this day.  [default: the day of the newest page]"
)
text_option = click.option("--text", metavar="WORDS", help="Words of it.")
tables_option = click.option(
    "--lexicon",
    "tables",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="An actor table of your own.",
)


def store_options(function: F) -> F:
    """``--store`` and ``--wait``."""
    return _path_option(_wait_option(function))


def reader(path: Path, wait: float) -> Store:
    """The store for questions."""
    from dragoman.store import Store

    return Store(path, read_only=True, wait=wait)


def writer(path: Path, wait: float) -> Store:
    """The store for writing."""
    from dragoman.store import Store

    return Store(path, wait=wait)


def auxiliaries(chosen: Sequence[str]) -> tuple[str, ...] | None:
    """The auxiliaries that a question counts; None for all."""
    if "all" in chosen:
        return None
    return tuple(chosen) or ("actual",)


def echo_rows(rows: list[Row], format_: str, *, columns: Sequence[str] = ()) -> None:
    """Print rows: all fields as JSON, JSONL or CSV; ``columns`` of them, or all, as a table."""
    if format_ == "table":
        _echo_table(rows, columns or (list(rows[0]) if rows else ()))
    elif format_ == "csv":
        click.echo(as_csv(rows), nl=False)
    elif format_ == "jsonl":
        for row in rows:
            click.echo(as_json(row))
    else:
        click.echo(as_json(rows, indent=2))


def as_json(value: Any, *, indent: int | None = None) -> str:
    """JSON with days in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, default=str, indent=indent)


def as_csv(rows: list[Row]) -> str:
    """CSV with a heading; lists are joined by semicolons."""
    out = io.StringIO()
    if rows:
        table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def cell(value: Any) -> str:
    """A value as one line of text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(as_json(item) if isinstance(item, dict) else str(item) for item in value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return " ".join(str(value).split())


def _echo_table(rows: list[Row], columns: Sequence[str]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from dragoman.commands.table import console

    if not rows:
        click.echo("nothing found", err=True)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        number = all(isinstance(row[name], int | float) for row in rows)
        table.add_column(name.replace("_", " "), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_short(row[name])) for name in columns))
    console().print(table)


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return ", ".join(str(item) for item in value) if isinstance(value, list) else cell(value)

"""``dragoman code``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.commands.coding import Progress, coded, engine_options, reader_of, size_of, source_options
from dragoman.commands.output import echo_json_list
from dragoman.commands.pages import Skipped, pages_argument, published_option
from dragoman.commands.stored import tables_option
from dragoman.engines import Coded, Settings, cores
from dragoman.errors import PageError
from dragoman.pages.sources import Page


@click.command("code")
@pages_argument
@published_option
@click.option("--format", "format_", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@tables_option
@click.option("--explain", is_flag=True, help="Show the words that carried each decision (table only).")
@click.option("--to", "lake", metavar="LAKE", help="Write Parquet shards to this folder or URL, and go on if cut off.")
@click.option(
    "--shard", type=click.IntRange(min=1), default=500, show_default=True, metavar="PAGES", help="Pages of a shard."
)
@source_options
@engine_options
def command(
    pages: tuple[str, ...],
    published: str | None,
    format_: str,
    tables: tuple[Path, ...],
    explain: bool,
    lake: str | None,
    shard: int,
    kind: str,
    fetch: bool,
    private: bool,
    engine: str | None,
    workers: int | None,
    progress: str,
) -> None:
    """Code each PAGE: events, statements, agreements, disputes and pledges, each with the words that show it.

    A PAGE is a file, a folder, a JSONL file of {"id","url","published","title","text"|"html"}, or - for standard input;
    --from says what else it may be. With --to the records go to a lake of Parquet shards: a run that is cut off goes on
    where it was when it is started again.
    """
    if explain and format_ != "table":
        raise click.UsageError("--explain goes with --format table")
    state, settings = Progress(progress, size_of(pages)), Settings(published=published, tables=tables)
    read = state.watching(reader_of(kind, fetch, private)(pages, stdin=sys.stdin.buffer))
    if lake is not None:
        _to_lake(read, lake, settings, state, engine=engine, workers=workers, shard=shard)
        return
    skipped = Skipped()

    def records() -> Iterator[Coded]:
        for outcome in coded(read, settings, engine=engine, workers=workers):
            state.count(outcome)
            if isinstance(outcome, Coded):
                yield outcome
            else:
                skipped.errors.append(outcome)

    with state.shown():
        if format_ == "table":
            from dragoman.commands.table import print_record

            for page in records():
                print_record(page.record, explain=explain)
        else:
            echo_json_list((page.json for page in records()), lines=format_ == "jsonl")
    skipped.finish()


def _to_lake(
    pages: Iterator[Page | PageError],
    lake: str,
    settings: Settings,
    state: Progress,
    *,
    engine: str | None,
    workers: int | None,
    shard: int,
) -> None:
    from dragoman.lake import Shard, run

    def seen(made: Shard, found: bool) -> None:
        state.add(pages=made.pages, events=made.events, rejects=len(made.rejects))

    with state.shown():
        report = run(
            pages,
            lake,
            settings,
            engine=engine or "processes",
            workers=workers or cores(),
            shard=shard,
            seen=seen,
        )
    before = f", {report.found} of them complete before" if report.found else ""
    click.echo(
        f"{lake}: {report.pages} pages, {report.events} events in {report.shards} shards{before};"
        f" {report.rejects} rejected; {report.seconds:.0f} s, {report.pages_per_second:.1f} pages/s"
    )
    if report.rejects:
        for reason, count in report.reasons.items():
            click.echo(f"  {count} rejected: {reason}", err=True)
        click.echo(f"  {lake}/rejects.jsonl lists them", err=True)
        sys.exit(1)

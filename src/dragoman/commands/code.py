"""``dragoman code``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.output import echo_json_list
from dragoman.commands.pages import Skipped, each_page, pages_argument, published_option
from dragoman.record import Record


@click.command("code")
@pages_argument
@published_option
@click.option("--format", "format_", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@click.option(
    "--lexicon",
    "tables",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="An actor table of your own.",
)
@click.option("--explain", is_flag=True, help="Show the words that carried each decision (table only).")
def command(
    pages: tuple[str, ...], published: str | None, format_: str, tables: tuple[Path, ...], explain: bool
) -> None:
    """Code each PAGE: events, statements, agreements, disputes and pledges, each with the words that show it.

    A PAGE is a file, a folder, a JSONL file of {"id","url","published","title","text"|"html"}, or - for standard input.
    """
    from dragoman.coder import code_article
    from dragoman.pages import Page

    if explain and format_ != "table":
        raise click.UsageError("--explain goes with --format table")

    def work(page: Page) -> Record:
        return code_article(page.read(published=published), tables=tables)

    skipped = Skipped()
    records = each_page(pages, work, skipped)
    if format_ == "table":
        from dragoman.commands.table import print_record

        for record in records:
            print_record(record, explain=explain)
    else:
        echo_json_list((record.model_dump_json() for record in records), lines=format_ == "jsonl")
    skipped.finish()

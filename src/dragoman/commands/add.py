"""``dragoman add``."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.commands.coding import Progress, coded, engine_options, reader_of, size_of, source_options
from dragoman.commands.pages import Skipped, pages_argument, published_option
from dragoman.commands.stored import as_json, store_options, tables_option, writer
from dragoman.engines import Coded, Settings
from dragoman.errors import PageError
from dragoman.pages.sources import Page
from dragoman.record import Record


@click.command("add")
@pages_argument
@store_options
@published_option
@tables_option
@source_options
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@engine_options
def command(
    pages: tuple[str, ...],
    path: Path,
    wait: float,
    published: str | None,
    tables: tuple[Path, ...],
    kind: str,
    fetch: bool,
    private: bool,
    format_: str,
    engine: str | None,
    workers: int | None,
    progress: str,
) -> None:
    """Code each PAGE and keep it in the store, which is made on first use.

    A page that is there already changes nothing; one with new text becomes a new revision, and the old one stays. Each
    page is kept whole or not at all, and is named in the output once it is safe.
    """
    read = reader_of(kind, fetch, private)
    store, skipped, counts = writer(path, wait), Skipped(), Counter[str]()
    store.create()
    is_known, state = store.known(), Progress(progress, size_of(pages))

    def fresh() -> Iterator[Page | PageError]:
        for page in state.watching(read(pages, stdin=sys.stdin.buffer)):
            if isinstance(page, Page) and is_known(page.source, article_id(page.data)):
                counts["unchanged"] += 1
                state.passed_over(page)
            else:
                yield page

    def records() -> Iterator[Record]:
        settings = Settings(published=published, tables=tables)
        for outcome in coded(fresh(), settings, engine=engine, workers=workers):
            state.count(outcome)
            if isinstance(outcome, Coded):
                yield outcome.record
            else:
                skipped.errors.append(outcome)

    with state.shown():
        for added in store.add_many(records()):
            counts[added.outcome] += 1
            if format_ == "jsonl":
                click.echo(as_json({"source": added.source, "outcome": added.outcome}))
    if format_ == "table":
        click.echo(", ".join(f"{counts[name]} {name}" for name in ("new", "revised", "unchanged")))
    skipped.finish()


def article_id(data: bytes) -> str:
    """``Article.id`` of a page, without reading it."""
    return hashlib.sha256(data).hexdigest()[:32]

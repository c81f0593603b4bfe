"""``dragoman add``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import click

from dragoman.commands.pages import Skipped, each_page, pages_argument, published_option
from dragoman.commands.stored import as_json, store_options, tables_option, writer
from dragoman.errors import PageError
from dragoman.pages.sources import Page, iter_pages
from dragoman.record import Record
from dragoman.store import Store

Reader = Callable[..., Iterator[Page | PageError]]
# where pages come from beside files, folders and JSONL: module of dragoman.pages
KINDS = {"auto": "sources", "jsonl": "corpora", "csv": "corpora", "feed": "feeds", "warc": "warcs"}


@click.command("add")
@pages_argument
@store_options
@published_option
@tables_option
@click.option("--from", "kind", type=click.Choice(list(KINDS)), default="auto", show_default=True, help="What PAGE is.")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def command(
    pages: tuple[str, ...],
    path: Path,
    wait: float,
    published: str | None,
    tables: tuple[Path, ...],
    kind: str,
    format_: str,
) -> None:
    """Code each PAGE and keep it in the store, which is made on first use.

    A page that is there already changes nothing; one with new text becomes a new revision, and the old one stays. Each page
    is kept whole or not at all, and is named in the output once it is safe.
    """
    store, skipped, counts = writer(path, wait), Skipped(), Counter[str]()
    store.create()
    records = _records(store, pages, reader_of(kind), published, tables, skipped, counts)
    for added in store.add_many(records):
        counts[added.outcome] += 1
        if format_ == "jsonl":
            click.echo(as_json({"source": added.source, "outcome": added.outcome}))
    if format_ == "table":
        click.echo(", ".join(f"{counts[name]} {name}" for name in ("new", "revised", "unchanged")))
    skipped.finish()


def article_id(data: bytes) -> str:
    """``Article.id`` of a page, without reading it."""
    return hashlib.sha256(data).hexdigest()[:32]


def reader_of(kind: str) -> Reader:
    """The function that gives the pages of this kind of source: ``iter_pages`` of the module named for it."""
    if kind == "auto":
        return iter_pages
    import importlib

    function: Any = getattr(importlib.import_module(f"dragoman.pages.{KINDS[kind]}"), f"iter_{kind}")

    def read(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Page | PageError]:
        return iter(function(paths, stdin=stdin))

    return read


def _records(
    store: Store,
    pages: Sequence[str],
    read: Reader,
    published: str | None,
    tables: Sequence[Path],
    skipped: Skipped,
    counts: Counter[str],
) -> Iterator[Record]:
    from dragoman.coder import code_page

    def work(page: Page) -> Record | None:
        if store.has(page.source, article_id(page.data)):
            return None
        return code_page(
            page.data, source=page.source, published=published or page.published, title=page.title, tables=tables
        )

    for record in each_page(pages, work, skipped, read=read):
        if record is None:
            counts["unchanged"] += 1
        else:
            yield record

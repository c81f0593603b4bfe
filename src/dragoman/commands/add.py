"""``dragoman add``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from dragoman.commands.pages import Skipped, each_page, pages_argument, published_option
from dragoman.commands.stored import as_json, store_options, tables_option, writer
from dragoman.errors import PageError
from dragoman.pages.sources import Page, iter_pages
from dragoman.record import Record
from dragoman.store import Store

Reader = Callable[..., Iterator[Page | PageError]]
# where pages come from beside files, folders and JSONL: module of dragoman.pages, whose function is named ``iter_KIND``
KINDS = {"auto": "sources", "jsonl": "corpora", "csv": "corpora", "feed": "feeds", "warc": "warcs", "url": "fetching"}


@click.command("add")
@pages_argument
@store_options
@published_option
@tables_option
@click.option("--from", "kind", type=click.Choice(list(KINDS)), default="auto", show_default=True, help="What PAGE is.")
@click.option("--fetch", is_flag=True, help="Allow the network: pages and feeds by address, and what feeds link to.")
@click.option("--private", is_flag=True, help="With --fetch: also hosts that are not on the public internet.")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
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
) -> None:
    """Code each PAGE and keep it in the store, which is made on first use.

    A page that is there already changes nothing; one with new text becomes a new revision, and the old one stays. Each
    page is kept whole or not at all, and is named in the output once it is safe.
    """
    if kind == "url" and not fetch:
        raise click.UsageError("--from url goes over the network: allow it with --fetch")
    store, skipped, counts = writer(path, wait), Skipped(), Counter[str]()
    store.create()
    coded = each_page(pages, _coder(store, published, tables), skipped, read=reader_of(kind, fetch, private))
    for added in store.add_many(_only_new(coded, counts)):
        counts[added.outcome] += 1
        if format_ == "jsonl":
            click.echo(as_json({"source": added.source, "outcome": added.outcome}))
    if format_ == "table":
        click.echo(", ".join(f"{counts[name]} {name}" for name in ("new", "revised", "unchanged")))
    skipped.finish()


def article_id(data: bytes) -> str:
    """``Article.id`` of a page, without reading it."""
    return hashlib.sha256(data).hexdigest()[:32]


def reader_of(kind: str, fetch: bool, private: bool) -> Reader:
    """The function that gives the pages of this kind of source, with leave to use the network if ``fetch``."""
    if kind == "auto":
        return iter_pages
    import importlib

    function: Reader = getattr(importlib.import_module(f"dragoman.pages.{KINDS[kind]}"), f"iter_{kind}")
    if not fetch or kind not in ("feed", "url"):
        return function
    from dragoman.pages.fetching import Fetcher, Limits

    fetcher = Fetcher(Limits(private=private))
    return partial(function, fetcher=fetcher) if kind == "url" else partial(function, fetch=fetcher.page)


def _coder(store: Store, published: str | None, tables: Sequence[Path]) -> Callable[[Page], Record | None]:
    """What to do with a page: code it, unless the store holds it already, which is None."""
    from dragoman.coder import code_article

    is_known = store.known()

    def work(page: Page) -> Record | None:
        if is_known(page.source, article_id(page.data)):
            return None
        return code_article(page.read(published=published), tables=tables)

    return work


def _only_new(records: Iterator[Record | None], counts: Counter[str]) -> Iterator[Record]:
    for record in records:
        if record is None:
            counts["unchanged"] += 1
        else:
            yield record

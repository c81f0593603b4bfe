"""What the commands that code share: where pages come from, the engine that codes them, and how far it has come."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import click

from dragoman.engines import Coded, Outcome, Settings, chunks_of, cores, engine_names, load_engine
from dragoman.engines._base import outcomes
from dragoman.errors import PageError
from dragoman.pages.sources import Page, iter_pages

F = TypeVar("F", bound=Callable[..., Any])
Reader = Callable[..., Iterator[Page | PageError]]
# where pages come from beside files, folders and JSONL: module of dragoman.pages, whose function is named ``iter_KIND``
KINDS = {"auto": "sources", "jsonl": "corpora", "csv": "corpora", "feed": "feeds", "warc": "warcs", "url": "fetching"}
FEW_PAGES = 8  # so many are coded in this process: starting others would take longer
CHUNK = 4  # pages that a worker codes before it asks for more
EVERY = 1.0  # seconds between two lines of progress
PLAIN = (".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".csv")  # files whose size tells how much is to come


def source_options(function: F) -> F:
    """``--from``, ``--fetch`` and ``--private``."""
    for option in (
        click.option("--private", is_flag=True, help="With --fetch: also hosts that are not on the public internet."),
        click.option(
            "--fetch", is_flag=True, help="Allow the network: pages and feeds by address, and what feeds link to."
        ),
        click.option(
            "--from", "kind", type=click.Choice(list(KINDS)), default="auto", show_default=True, help="What PAGE is."
        ),
    ):
        function = option(function)
    return function


def engine_options(function: F) -> F:
    """``--engine``, ``--workers`` and ``--progress``."""
    for option in (
        click.option(
            "--progress",
            type=click.Choice(["bar", "json", "none"]),
            default="bar",
            show_default=True,
            help="On standard error: a bar in a terminal, or a line of JSON each second.",
        ),
        click.option(
            "--workers", type=click.IntRange(min=1), metavar="N", help="How many.  [default: as many as processors]"
        ),
        click.option(
            "--engine",
            type=click.Choice(engine_names()),
            help=f"What the coder runs on.  [default: processes; local for {FEW_PAGES} pages or fewer]",
        ),
    ):
        function = option(function)
    return function


def reader_of(kind: str, fetch: bool, private: bool) -> Reader:
    """The function that gives the pages of this kind of source, with leave to use the network if ``fetch``."""
    if kind == "url" and not fetch:
        raise click.UsageError("--from url goes over the network: allow it with --fetch")
    if kind == "auto":
        return iter_pages
    import importlib

    function: Reader = getattr(importlib.import_module(f"dragoman.pages.{KINDS[kind]}"), f"iter_{kind}")
    if not fetch or kind not in ("feed", "url"):
        return function
    from dragoman.pages.fetching import Fetcher, Limits

    fetcher = Fetcher(Limits(private=private))
    return partial(function, fetcher=fetcher) if kind == "url" else partial(function, fetch=fetcher.page)


def coded(
    pages: Iterator[Page | PageError], settings: Settings, *, engine: str | None, workers: int | None
) -> Iterator[Outcome]:
    """What becomes of each page, in order, on the engine that was asked for or the one that suits so many pages."""
    first = list(islice(pages, FEW_PAGES + 1)) if engine is None else []
    name = engine or ("processes" if len(first) > FEW_PAGES else "local")
    chunks = chunks_of(chain(first, pages), CHUNK if name != "local" else 1)
    for chunk in load_engine(name).run(outcomes, chunks, settings, workers=workers or cores()):
        yield from chunk


@dataclass
class Progress:
    """How far a run has come, said on standard error; ``total`` is the size of the input in bytes, if it is known."""

    mode: str
    total: int | None = None
    pages: int = 0
    events: int = 0
    rejects: int = 0
    read: int = 0
    handed: int = 0

    def __post_init__(self) -> None:
        self._began = self._said = monotonic()
        self._bar: Any = None

    def watching(self, pages: Iterator[Page | PageError]) -> Iterator[Page | PageError]:
        """The same pages; what has been read of the input is counted."""
        for page in pages:
            self.read += len(page.data) if isinstance(page, Page) else 0
            self.handed += 1
            yield page

    def passed_over(self, page: Page) -> None:
        """Leave a page that needs no coding out of the reckoning of what is left."""
        size = len(page.data)
        self.total, self.read = self.total and self.total - size, self.read - size
        self.handed -= 1

    def count(self, outcome: Outcome) -> None:
        """Count a page that was coded or rejected."""
        if isinstance(outcome, Coded):
            self.add(pages=1, events=len(outcome.record.events))
        else:
            self.add(rejects=1)

    def add(self, *, pages: int = 0, events: int = 0, rejects: int = 0) -> None:
        """Count pages, events and rejects, and say so if it is time."""
        self.pages, self.events, self.rejects = self.pages + pages, self.events + events, self.rejects + rejects
        if self.mode == "json" and monotonic() - self._said >= EVERY:
            self._said = monotonic()
            self.say()
        elif self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self.pages + self.rejects, text=self._text())

    def state(self) -> dict[str, Any]:
        """Pages, events, rejects, seconds, pages a second, and seconds left where the size of the input is known."""
        seconds = monotonic() - self._began
        done = self.pages + self.rejects
        coded = self.read * done / self.handed if self.handed else 0  # bytes: engines read ahead of what they code
        left = seconds * (self.total - coded) / coded if self.total and coded else None
        return {
            "pages": self.pages,
            "events": self.events,
            "rejects": self.rejects,
            "seconds": round(seconds, 1),
            "pages_per_second": round(done / seconds, 2) if seconds else 0.0,
            "seconds_left": round(max(0.0, left), 1) if left is not None else None,
        }

    def say(self) -> None:
        """A line of JSON."""
        click.echo(json.dumps(self.state()), err=True)

    def _text(self) -> str:
        state = self.state()
        left = f", {state['seconds_left']:.0f} s left" if state["seconds_left"] is not None else ""
        return f"{self.events} events, {self.rejects} rejected, {state['pages_per_second']:.1f} pages/s{left}"

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """The bar while the block lasts, where standard error is a terminal; the last line of JSON at its end."""
        if self.mode == "json":
            try:
                yield self
            finally:
                self.say()
            return
        if self.mode == "none" or not sys.stderr.isatty():
            yield self
            return
        from rich.console import Console
        from rich.progress import Progress as Bar
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.completed} pages, {task.fields[text]}"), TimeElapsedColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as self._bar:
            self._bar.add_task("coding", total=None, text=self._text())
            yield self
        self._bar = None


def size_of(paths: Sequence[str]) -> int | None:
    """Bytes of the files that are named or lie in the folders named; None where that does not tell what is to come."""
    total = 0
    for name in paths:
        path = Path(name)
        if not path.exists():
            return None
        files = [path] if path.is_file() else [child for child in path.rglob("*") if child.is_file()]
        if path.is_file() and path.suffix.lower() not in PLAIN:
            return None
        total += sum(file.stat().st_size for file in files if file.suffix.lower() in PLAIN)
    return total or None

"""What the commands that read pages share: the arguments, the progress bar, and the list of what was skipped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click

from dragoman.errors import DragomanError, PageError
from dragoman.pages.sources import Page, iter_pages

T = TypeVar("T")
FEW_PAGES = 4  # more than these and a terminal shows a progress bar

pages_argument = click.argument("pages", nargs=-1, required=True, metavar="PAGE…")
published_option = click.option(
    "--published",
    metavar="DATE",
    callback=lambda _c, _p, value: check_date(value),
    help="Publication date, YYYY-MM-DD.",
)


def check_date(value: str | None) -> str | None:
    """An ISO 8601 day as given; a usage error if it is none."""
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write YYYY-MM-DD") from None


class Skipped:
    """What could not be read, listed at the end of a run."""

    def __init__(self) -> None:
        self.errors: list[PageError] = []

    def finish(self) -> None:
        """List what was skipped on standard error and leave with status 1 if anything was."""
        if not self.errors:
            return
        count = len(self.errors)
        click.echo(f"skipped {count} page{'s' if count > 1 else ''}:", err=True)
        for error in self.errors:
            click.echo(f"  {error}", err=True)
        sys.exit(1)


def each_page(
    paths: Sequence[str],
    work: Callable[[Page], T],
    skipped: Skipped,
    *,
    read: Callable[..., Iterator[Page | PageError]] = iter_pages,
) -> Iterator[T]:
    """What ``work`` makes of each page in order; a page that it refuses is put on the list and the run goes on.

    ``read`` gives the pages of the paths, as ``iter_pages`` does.
    """
    for page in _with_progress(read(paths, stdin=sys.stdin.buffer)):
        if isinstance(page, PageError):
            skipped.errors.append(page)
            continue
        try:
            yield work(page)
        except PageError as error:
            skipped.errors.append(error)
        except DragomanError:
            raise
        except Exception as error:  # one bad page never stops a run
            reason = f"{type(error).__name__}: {error}"
            skipped.errors.append(PageError(page.source, f"could not be coded ({reason}); please report the page"))


def _with_progress(pages: Iterator[Page | PageError]) -> Iterator[Page | PageError]:
    if not sys.stderr.isatty():
        yield from pages
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} pages"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = None
        for number, page in enumerate(pages):
            if number == FEW_PAGES:
                task = progress.add_task("coding", total=None, completed=number)
            if task is not None:
                progress.advance(task)
            yield page

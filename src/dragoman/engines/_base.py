"""What all engines share: pages in chunks, the settings of a coding, and what became of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from dragoman.errors import PageError
from dragoman.pages.sources import Page
from dragoman.record import Record

SECONDS = 20.0  # that a page may take: what takes longer is no news page


@dataclass(frozen=True)
class Settings:
    """How pages are coded; ``seconds`` is how long one may take, ``tables`` the user's own tables of actors."""

    published: str | None = None
    tables: tuple[Path, ...] = ()
    seconds: float = SECONDS


@dataclass(frozen=True)
class Coded:
    """A page that was coded: where it came from, and its record as JSON."""

    source: str
    json: str

    @cached_property
    def record(self) -> Record:
        """The record itself."""
        return Record.model_validate_json(self.json)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pages that one worker codes together, in their order; what could not be read stands in its place."""

    number: int
    pages: Sequence[Page | PageError]


Outcome = Coded | PageError
Coding = Callable[[Page], Outcome]
R_co = TypeVar("R_co", covariant=True)


class Job(Protocol[R_co]):
    """What is done with a chunk; it must be a function of a module, or picklable, as it travels to the workers."""

    def __call__(self, chunk: Chunk, code: Coding, /) -> R_co: ...


def outcomes(chunk: Chunk, code: Coding) -> list[Outcome]:
    """The job of ``dragoman code`` and ``add``: each page's record, or why it has none."""
    return [page if isinstance(page, PageError) else code(page) for page in chunk.pages]


def code_page_once(page: Page, settings: Settings) -> Outcome:
    """Code a page in this process, however long it takes. Errors of the package itself, but PageError, are raised."""
    from dragoman.coder import code_article
    from dragoman.errors import DragomanError

    try:
        record = code_article(page.read(published=settings.published), tables=settings.tables)
    except PageError as error:
        return error
    except DragomanError:
        raise
    except Exception as error:  # one bad page never stops a run
        return PageError(page.source, f"could not be coded ({type(error).__name__}: {error}); please report the page")
    return Coded(page.source, record.model_dump_json())


def too_slow(page: Page, seconds: float) -> PageError:
    """The error for a page that takes too long."""
    return PageError(page.source, f"took over {seconds:g} s to code; check that it is one news page, or split it")


def chunks_of(pages: Iterable[Page | PageError], size: int) -> Iterator[Chunk]:
    """Chunks of ``size`` pages, numbered from 0; the last may be smaller."""
    held: list[Page | PageError] = []
    number = 0
    for page in pages:
        held.append(page)
        if len(held) == size:
            yield Chunk(number, held)
            held, number = [], number + 1
    if held:
        yield Chunk(number, held)

"""What the exports read: merged events with their reports, and the records of the pages that report them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from dragoman.record import Auxiliary, Event, Record


@dataclass(frozen=True, slots=True)
class Report:
    """One page's report of an event: the event as that page tells it, and the page's record."""

    event: Event
    record: Record

    @property
    def published(self) -> str | None:
        """The page's publication day, YYYY-MM-DD."""
        return self.record.article.published

    @property
    def source(self) -> str:
        """The page's address or path."""
        return self.record.article.source


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event with every report of it, the earliest first; ``event`` is what the reports together say."""

    event: Event
    reports: tuple[Report, ...]

    @property
    def first(self) -> Report:
        """The earliest report."""
        return self.reports[0]

    @property
    def day(self) -> str | None:
        """The first day of the event's date or, lacking one, the first report's publication day; YYYY-MM-DD."""
        return self.event.date.start if self.event.date else self.first.published


@dataclass(frozen=True)
class Material:
    """All that there is to export. Each call goes through it afresh, in an order that is always the same.

    ``events`` yields the merged events, ``records`` the newest record of each page.
    """

    events: Callable[[], Iterator[EventRow]]
    records: Callable[[], Iterator[Record]]

    def only(self, auxiliaries: Sequence[Auxiliary]) -> Material:
        """The same with only the events of these auxiliaries, in the records too."""
        kept = frozenset(auxiliaries)

        def events() -> Iterator[EventRow]:
            return (row for row in self.events() if row.event.auxiliary in kept)

        def records() -> Iterator[Record]:
            for record in self.records():
                yield record.model_copy(update={"events": [e for e in record.events if e.auxiliary in kept]})

        return Material(events, records)


def from_records(records: Iterable[Record]) -> Material:
    """Records as they are, without a store: every coded event is one row with one report."""
    kept = list(records)

    def events() -> Iterator[EventRow]:
        return (EventRow(event, (Report(event, record),)) for record in kept for event in record.events)

    return Material(events, lambda: iter(kept))


def publisher(record: Record) -> str | None:
    """Who published the page: its agency or, lacking one, the site of its address."""
    return record.article.agency or _site(record.article.source)


def is_address(source: str) -> bool:
    """Whether the source is an address on the web."""
    return source.startswith(("http://", "https://"))


def sentence_number(report: Report) -> int:
    """The number of the sentence that the evidence begins in, counted from 1 over the body."""
    starts = _sentence_starts(report.record.article.body)
    return max(1, sum(start <= report.event.evidence.start for start in starts))


def in_lead(report: Report) -> bool:
    """Whether the evidence begins in the body's first paragraph."""
    end = report.record.article.body.find("\n\n")
    return end < 0 or report.event.evidence.start < end


def _site(source: str) -> str | None:
    if not is_address(source):
        return None
    try:
        host = urlsplit(source).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@lru_cache(maxsize=2048)
def _sentence_starts(body: str) -> tuple[int, ...]:
    from dragoman.language.sentences import split_sentences

    return tuple(sentence.start for sentence in split_sentences(body))

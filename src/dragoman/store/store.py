"""The store as its users see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from dragoman.errors import StoreError, UsageError
from dragoman.record import Record
from dragoman.store import asking, looking, merging, opening, panels, records
from dragoman.store.dyads import Dyad, read_dyad
from dragoman.store.filters import ACTUAL, Filter
from dragoman.store.keys import read_event_id
from dragoman.store.ledger import deciding
from dragoman.store.ledger.entries import kind_of
from dragoman.store.ledger.filling import refill
from dragoman.store.ledger.questions import LedgerQuestions
from dragoman.store.writing import Added, add_batch

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BATCH = 1000  # pages in one transaction at most
PAUSE = 1.0  # seconds after which what is ready is written even if the batch is not full


class Store(LedgerQuestions):
    """One DuckDB file of coded pages; or a lake of shards, by its folder or URL, which is only asked.

    ``wait`` is how many seconds an operation waits for a file that another process holds. Every method raises
    StoreError for a file that is missing (when asked), damaged, of a newer version, or held for longer than that. A
    store for writing is made on first use.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, wait: float = opening.WAIT) -> None:
        self.path = path if "://" in str(path) else Path(path)
        self.read_only = read_only
        self.wait = wait

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r})"

    # Connections -----------------------------------------------------------------------------------------------------

    def reading(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """The file open for questions of one's own; writers wait until the block ends."""
        return opening.reading(self.path, wait=self.wait)

    def _writing(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        if self.read_only:
            raise StoreError(f"{self.path}: opened for reading only")
        return opening.writing(self.path, wait=self.wait)

    # Writing ---------------------------------------------------------------------------------------------------------

    def create(self) -> None:
        """Make the file, or bring an older one up to this version; nothing else changes."""
        with self._writing():
            pass

    def add(self, record: Record, *, recode: bool = False) -> Added:
        """Keep one page, whole or not at all. ``recode`` replaces what another coder said of the same bytes."""
        with self._writing() as connection:
            return add_batch(connection, [record], recode=recode)[0]

    def add_many(self, records: Iterable[Record], *, recode: bool = False) -> Iterator[Added]:
        """Keep many pages; yields what became of each once it is safe on disk.

        Pages are written together when ``BATCH`` are ready, or whatever is ready after ``PAUSE`` seconds.
        """
        ready: list[Record] = []
        since = monotonic()
        for record in records:
            ready.append(record)
            if len(ready) >= BATCH or monotonic() - since > PAUSE:
                yield from self._add_batch(ready, recode=recode)
                ready, since = [], monotonic()
        if ready:
            yield from self._add_batch(ready, recode=recode)

    def _add_batch(self, batch: list[Record], *, recode: bool) -> list[Added]:
        with self._writing() as connection:
            return add_batch(connection, batch, recode=recode)

    def known(self) -> Callable[[str, str], bool]:
        """A test whether a text is here, as of now: given the source and the article's id."""
        with self.reading() as connection:
            return records.known(connection)

    def rebuild(self) -> None:
        """Merge all reports and group the ledger anew; gives what is there already unless the rules have changed."""
        with self._writing() as connection:
            merging.rebuild(connection)
            refill(connection)

    def merge(self, first: str, second: str) -> None:
        """Say that two events, agreements, disputes or pledges (by id) are one.

        The word holds whatever pages come later, until ``split``.
        """
        with self._writing() as connection:
            if kind_of(first):
                deciding.merge(connection, first, second)
                return
            ours, theirs = (looking.reports_of(connection, self._key(event)) for event in (first, second))
            merging.decide(connection, [(ours[0], theirs[0])], same=True)

    def split(self, event: str, report: str) -> None:
        """Say that a report (by id) is of another act than the other reports of an event.

        So for an agreement, dispute or pledge and one of its mentions.
        """
        with self._writing() as connection:
            if kind_of(event):
                deciding.split(connection, event, report)
                return
            key = self._key(report)
            others = [other for other in looking.reports_of(connection, self._key(event)) if other != key]
            merging.decide(connection, [(key, other) for other in others], same=False)

    @staticmethod
    def _key(event: str) -> int:
        found = read_event_id(event)
        if found is None:
            raise UsageError(f"{event!r} is no event's id; ids look like e0123456789abcdef")
        return found

    # Asking ----------------------------------------------------------------------------------------------------------

    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        party: str | None = None,
        type: str | Sequence[str] | None = None,
        mode: str | None = None,
        quad: int | None = None,
        since: str | None = None,
        until: str | None = None,
        place: str | None = None,
        text: str | None = None,
        auxiliary: Sequence[str] | None = ACTUAL,
        withdrawn: bool = False,
        limit: int | None = None,
    ) -> pa.Table:
        """Events in time order, one a row, with the sentence and source of the earliest report of each.

        ``actor`` and ``recipient`` are entity ids or what an id begins with (``JPN``, ``JPN.GOV``); ``party`` is
        either. ``since`` and ``until`` are inclusive days (YYYY-MM-DD, YYYY-MM or YYYY); ``place`` a country code or a
        place's name; ``text`` words of the evidence, case ignored. ``auxiliary`` None asks for all.
        """
        wanted = Filter(
            actor=actor,
            recipient=recipient,
            party=party,
            types=(type,) if isinstance(type, str) else tuple(type or ()),
            mode=mode,
            quad=quad,
            since=since,
            until=until,
            place=place,
            text=text,
            auxiliary=tuple(auxiliary) if auxiliary is not None else None,
            withdrawn=withdrawn,
        )
        with self.reading() as connection:
            return asking.events(connection, wanted, limit=limit)

    def reports(self, event: str) -> list[dict[str, Any]]:
        """Every report of an event: its source, what it says, and its sentence. The earliest comes first."""
        with self.reading() as connection:
            return looking.event_reports(connection, self._key(event))

    def dyad(
        self,
        first: str,
        second: str,
        *,
        since: str | None = None,
        until: str | None = None,
        auxiliary: Sequence[str] | None = ACTUAL,
    ) -> Dyad:
        """What two powers did to each other: the story in time order, counts by month, mean score, who acts."""
        wanted = Filter(since=since, until=until, auxiliary=tuple(auxiliary) if auxiliary is not None else None)
        with self.reading() as connection:
            return read_dyad(connection, first, second, wanted)

    def panel(
        self,
        unit: panels.Unit = "month",
        *,
        source: str | None = None,
        target: str | None = None,
        directed: bool = True,
        zero_fill: bool = True,
        domestic: bool = False,
        since: str | None = None,
        until: str | None = None,
        auxiliary: Sequence[str] | None = ACTUAL,
        by_type: bool = False,
    ) -> pa.Table:
        """Dyads by period: one row a pair and period, with counts by quad (and type), net score and shares of conflict.

        ``source`` and ``target`` narrow it to some powers; undirected pairs are in alphabetical order. ``zero_fill``
        adds the periods without events from the first to the last of the panel. ``domestic`` keeps events within one
        power.
        """
        wanted = Filter(since=since, until=until, auxiliary=tuple(auxiliary) if auxiliary is not None else None)
        with self.reading() as connection:
            return panels.panel(
                connection,
                unit,
                wanted,
                source=source,
                target=target,
                directed=directed,
                zero_fill=zero_fill,
                domestic=domestic,
                by_type=by_type,
            )

    def actors(self, *, text: str | None = None, country: str | None = None, limit: int | None = None) -> pa.Table:
        """Who acts: one row an entity, with how many events it is an actor and a recipient of, the busiest first."""
        with self.reading() as connection:
            return asking.actors(connection, text=text, country=country, limit=limit)

    def sources(self, *, limit: int | None = None) -> pa.Table:
        """What was read: one row a page, with its revisions, its events, and the coder of its newest coding."""
        with self.reading() as connection:
            return asking.sources(connection, limit=limit)

    def show(self, id: str, *, as_of: str | None = None) -> dict[str, Any]:
        """Everything about one thing: an event or report, an entity, a page (source or article id), a ledger entry.

        ``as_of`` is the day as of which an agreement, dispute or pledge is told, by default that of the newest page.
        Raises UsageError where the store holds nothing of the kind.
        """
        with self.reading() as connection:
            return looking.show(connection, id, as_of=as_of)

    def records(self, *, all_codings: bool = False) -> Iterator[Record]:
        """The records as they were coded, by source: the newest text and coding of each page, or every one."""
        return records.iterate(self.reading, all_codings=all_codings)

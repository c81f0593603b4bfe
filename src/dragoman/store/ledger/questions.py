"""The store's questions about what stands between powers, as methods of ``Store``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, get_args

from dragoman.errors import UsageError
from dragoman.ledger.across.course import Course
from dragoman.ledger.across.promises import Outcome
from dragoman.record import AgreementStatus
from dragoman.store.ledger import agreements, disputes, pledges
from dragoman.store.ledger.columns import table_of
from dragoman.store.ledger.entries import Asked, as_of_day, entry_of
from dragoman.store.ledger.statements import statements

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Row = dict[str, Any]
SHOW: dict[str, Callable[..., Row | None]] = {
    "agreement": agreements.agreement,
    "dispute": disputes.dispute,
    "pledge": pledges.pledge,
}


class LedgerQuestions:
    """Statements, agreements, disputes and pledges over all pages.

    ``between`` are two powers (``("JPN", "KOR")``), ``party`` one. ``as_of`` is a day (YYYY-MM-DD, YYYY-MM or YYYY: its
    last day): only pages published until then count, and statuses, courses and outcomes are those of that day; by
    default it is the day of the newest page in the store. ``text`` is part of the name, issue or words, case ignored.
    The columns of each table are in docs/ledger.md.
    """

    def reading(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """The file open for questions."""
        raise NotImplementedError

    def statements(
        self,
        *,
        speaker: str | None = None,
        between: tuple[str, str] | None = None,
        text: str | None = None,
        direct: bool | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        limit: int | None = None,
    ) -> pa.Table:
        """Who said what, by publication and place on the page.

        ``speaker`` is an entity id, what an id begins with, or part of a name. ``between`` keeps what one of two powers
        says to or of the other; ``direct`` quotations or reported claims alone.
        """
        with self.reading() as connection:
            rows = statements(
                connection,
                speaker=speaker,
                between=between,
                text=text,
                direct=direct,
                since=since,
                until=until,
                as_of=as_of,
                limit=limit,
            )
        return table_of("statements", rows)

    def agreements(
        self,
        *,
        between: tuple[str, str] | None = None,
        party: str | None = None,
        text: str | None = None,
        status: str | None = None,
        expiring: int | None = None,
        as_of: str | None = None,
        limit: int | None = None,
    ) -> pa.Table:
        """Agreements, each as it stands as of a day. ``expiring`` keeps those that end within so many days of it."""
        _known("status", status, get_args(AgreementStatus))
        with self.reading() as connection:
            rows = agreements.agreements(
                connection,
                Asked(between=between, party=party, text=text),
                as_of=as_of_day(connection, as_of),
                expiring=expiring,
                status=status,
            )
        return table_of("agreements", rows[:limit])

    def disputes(
        self,
        *,
        between: tuple[str, str] | None = None,
        party: str | None = None,
        text: str | None = None,
        course: str | None = None,
        as_of: str | None = None,
        limit: int | None = None,
    ) -> pa.Table:
        """Disputes, each with its course as of a day."""
        _known("course", course, get_args(Course))
        with self.reading() as connection:
            rows = disputes.disputes(
                connection,
                Asked(between=between, party=party, text=text),
                as_of=as_of_day(connection, as_of),
                course=course,
            )
        return table_of("disputes", rows[:limit])

    def pledges(
        self,
        *,
        between: tuple[str, str] | None = None,
        party: str | None = None,
        by: str | None = None,
        to: str | None = None,
        text: str | None = None,
        outcome: str | None = None,
        as_of: str | None = None,
        limit: int | None = None,
    ) -> pa.Table:
        """Pledges, each with its outcome as of a day: open, kept, broken or overdue, and why."""
        _known("outcome", outcome, get_args(Outcome))
        with self.reading() as connection:
            rows = pledges.pledges(
                connection,
                Asked(between=between, party=party, text=text),
                as_of=as_of_day(connection, as_of),
                by=by,
                to=to,
                outcome=outcome,
            )
        return table_of("pledges", rows[:limit])


def show_entry(connection: duckdb.DuckDBPyConnection, id: str, as_of: str | None) -> Row:
    """Everything about an agreement, dispute or pledge. Raises UsageError where there is none, or was none by then."""
    kind, key = entry_of(connection, id)
    when = as_of_day(connection, as_of)
    found = SHOW[kind](connection, key, as_of=when)
    if found is None:
        raise UsageError(f"{id}: no page had told of it by {when}; give a later --as-of")
    return found


def _known(name: str, value: str | None, values: tuple[str, ...]) -> None:
    if value is not None and value not in values:
        raise UsageError(f"no {name} {value!r}; there are {', '.join(values)}")

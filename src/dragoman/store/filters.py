"""What a question asks for, as conditions in SQL with their values apart."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from dragoman.errors import UsageError
from dragoman.record import Auxiliary, EventType

ACTUAL: tuple[Auxiliary, ...] = ("actual",)
Condition = tuple[list[str], list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions on events; what is None or empty asks for nothing. See ``Store.events``."""

    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    types: tuple[str, ...] = ()
    mode: str | None = None
    quad: int | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    text: str | None = None
    auxiliary: tuple[str, ...] | None = ACTUAL
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if wrong := set(self.types) - set(get_args(EventType)):
            raise UsageError(
                f"no event type {', '.join(sorted(wrong))}; the types are {', '.join(get_args(EventType))}"
            )
        if self.quad is not None and self.quad not in (1, 2, 3, 4):
            raise UsageError(f"no quad {self.quad}; quads are 1 to 4")
        if wrong := set(self.auxiliary or ()) - set(get_args(Auxiliary)):
            raise UsageError(f"no auxiliary {', '.join(sorted(wrong))}; there are {', '.join(get_args(Auxiliary))}")

    def common(self) -> Condition:
        """Conditions on the columns that ``events`` and ``pairs`` share."""
        where: list[str] = [] if self.withdrawn else ["NOT withdrawn"]
        values: list[Any] = []
        if self.auxiliary is not None:
            where.append(f"auxiliary IN ({', '.join('?' * len(self.auxiliary)) or 'NULL'})")
            values += self.auxiliary
        if self.types:
            where.append(f"type IN ({', '.join('?' * len(self.types))})")
            values += self.types
        for value, condition in (
            (self.quad, "quad = ?"),
            (day(self.since, last=False), "day >= ?"),
            (day(self.until, last=True), "day <= ?"),
        ):
            if value is not None:
                where.append(condition)
                values.append(value)
        return where, values

    def of_events(self) -> Condition:
        """All conditions, on the columns of ``events``."""
        where, values = self.common()
        if self.mode is not None:
            where.append("mode = ?")
            values.append(self.mode)
        for value, column in (
            (self.actor, "actors"),
            (self.recipient, "recipients"),
            (self.party, "list_concat(actors, recipients)"),
        ):
            if value is not None:
                where.append(f"len(list_filter({column}, lambda x: {_IS_OF})) > 0")
                values += [value, value, value]
        if self.place is not None:
            where.append("(country = ? OR lower(place) = lower(?))")
            values += [self.place, self.place]
        if self.text is not None:
            where.append(
                "event IN (SELECT er.event FROM event_reports er JOIN reports r ON r.report = er.report AND r.current"
                " WHERE contains(lower(r.evidence), lower(?)))"
            )
            values.append(self.text)
        return where, values


_IS_OF = "x = ? OR starts_with(x, ? || '.') OR starts_with(x, ? || ':')"


def between(first: str, second: str) -> Condition:
    """Conditions on ``pairs`` for two powers, whoever acts: a column at a time, so that whole blocks are skipped."""
    where = ["source IN (?, ?)", "target IN (?, ?)"]
    return where if first == second else [*where, "source <> target"], [first, second, first, second]


def day(text: str | None, *, last: bool) -> date | None:
    """The day that YYYY, YYYY-MM or YYYY-MM-DD begins with, or ends with if ``last``.

    Raises UsageError for anything else.
    """
    if text is None:
        return None
    try:
        parts = [int(part) for part in text.split("-")]
        if len(parts) > 3:
            raise ValueError
        year, month, number = (*parts, 0, 0)[:3]
        month = month or (12 if last else 1)
        return date(year, month, number or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        raise UsageError(f"{text!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY") from None


def clause(where: list[str]) -> str:
    """``WHERE …`` with all the conditions, or nothing."""
    return "WHERE " + " AND ".join(where) if where else ""

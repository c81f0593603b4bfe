"""Questions about the ledger for pages: entries with their lives, claims and fates, and the pages that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.store.ledger import agreements as agreement_rows
from dragoman.store.ledger import disputes as dispute_rows
from dragoman.store.ledger import pledges as pledge_rows
from dragoman.store.ledger.entries import Asked
from dragoman.store.ledger.kinds import days_of
from dragoman.store.tables import answer
from dragoman.web.words import words

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

SOON = 90  # days within which an agreement's end or a pledge's due date is news
_ARTICLES = """
SELECT p.source, v.bytes AS article FROM pages p JOIN revisions v ON v.page = p.page AND v.latest
WHERE p.source IN (SELECT unnest(?::VARCHAR[]))
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """An agreement's life between two days: its stages as shares of the width, where it ends, and where today is."""

    stages: list[tuple[float, float, str, str]]  # where it begins, how wide it is (percent), how it is drawn, its words
    end: float | None
    now: float


def articles_at(connection: duckdb.DuckDBPyConnection, sources: Iterable[str]) -> dict[str, str]:
    """The article of each page by its source, in its latest text."""
    rows = answer(connection, _ARTICLES, [sorted(set(sources))]).to_pylist()
    return {row["source"]: row["article"] for row in rows}


def with_lives(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], asked: Asked, *, as_of: date) -> list[Row]:
    """Agreements with every step of their lives, and bars over one span of time."""
    lives = agreement_rows.lives(connection, asked, as_of=as_of)
    full = [{**row, "life": lives[row["id"]]} for row in rows]
    low, high = bounds(full, as_of)
    for row in full:
        row["bar"] = bar_of(row, low, high, as_of)
    return full


def bounds(rows: Iterable[Row], as_of: date) -> tuple[date, date]:
    """The days that bars run between: from a while before the first page that tells of any, to the last end."""
    firsts, lasts = [as_of], [as_of]
    for row in rows:
        firsts.append(row["first"] or as_of)
        end = days_of(row["expires"])
        if end and end[1] < plus(as_of, 3660):
            lasts.append(end[1])
    margin = max(30, (max(lasts) - min(firsts)).days // 12)
    return plus(min(firsts), -margin), plus(max(lasts), margin)


def plus(day: date, days: int) -> date:
    """So many days after a day, or before it; the calendar's first or last day where it ends."""
    return date.fromordinal(min(date.max.toordinal(), max(1, day.toordinal() + days)))


def bar_of(row: Mapping[str, Any], low: date, high: date, as_of: date) -> Bar:
    """An agreement's bar. A stage lasts from its step to the next one or to today; steps without a day are left out."""
    steps = sorted((step for step in row["life"] if step["news"]), key=lambda step: step["news"])
    stages: list[tuple[float, float, str, str]] = []
    for number, step in enumerate(steps):
        until = steps[number + 1]["news"] if number + 1 < len(steps) else as_of
        start, end = _share(step["news"], low, high), _share(max(until, step["news"]), low, high)
        if end > start or number + 1 == len(steps):
            text = f"{step['status']}, {step['date'] or 'date not said'}"
            stages.append((start, max(0.6, round(end - start, 2)), words().statuses[step["status"]], text))
    ends = days_of(row["expires"])
    return Bar(
        stages, _share(ends[1], low, high) if ends and low <= ends[1] <= high else None, _share(as_of, low, high)
    )


def ticks(low: date, high: date) -> list[tuple[float, str]]:
    """Years, or half-years and months where the span is short, along the top of the bars."""
    months = (high.year - low.year) * 12 + high.month - low.month
    step = next((size for size in (1, 3, 6, 12, 24, 60, 120, 1200) if months / size <= 9), 12_000)
    found, number = [], (low.year * 12 + low.month - 1) // step * step + step
    while number < 9999 * 12 and (day := date(number // 12, number % 12 + 1, 1)) < high:
        found.append((_share(day, low, high), str(day.year) if step >= 12 else f"{day:%b %Y}"))
        number += step
    return found


def _share(day: date, low: date, high: date) -> float:
    return round(100 * min(1.0, max(0.0, (day - low) / (high - low))), 2)


def agreements(connection: duckdb.DuckDBPyConnection, asked: Asked, *, as_of: date, **wanted: Any) -> list[Row]:
    """Agreements as they stand, those with news first."""
    rows = agreement_rows.agreements(connection, asked, as_of=as_of, **wanted)
    return sorted(rows, key=lambda row: (row["last"] or date.min, row["pages"]), reverse=True)


def disputes(connection: duckdb.DuckDBPyConnection, asked: Asked, *, as_of: date, **wanted: Any) -> list[Row]:
    """Disputes with their course, those that turned last first."""
    rows = dispute_rows.disputes(connection, asked, as_of=as_of, **wanted)
    return sorted(rows, key=lambda row: (row["last"] or date.min, row["pages"], row["acts"]), reverse=True)


def pledges(connection: duckdb.DuckDBPyConnection, asked: Asked, *, as_of: date, **wanted: Any) -> list[Row]:
    """Pledges with their fate, the last made first."""
    rows = pledge_rows.pledges(connection, asked, as_of=as_of, **wanted)
    return sorted(rows, key=lambda row: (row["made"] or date.min, row["id"]), reverse=True)


def lapsing(connection: duckdb.DuckDBPyConnection, *, as_of: date) -> list[Row]:
    """Agreements that end within ``SOON`` days, the first to end first."""
    return agreement_rows.agreements(connection, Asked(), as_of=as_of, expiring=SOON)


def due(connection: duckdb.DuckDBPyConnection, *, as_of: date) -> list[Row]:
    """Pledges that fall due within ``SOON`` days or are overdue, by due date, the latest overdue before older ones."""
    rows = pledge_rows.pledges(connection, Asked(), as_of=as_of)
    edge = plus(as_of, SOON)
    coming = [row for row in rows if row["outcome"] == "open" and row["due_end"] and _day(row["due_end"]) <= edge]
    late = [row for row in rows if row["outcome"] == "overdue"]
    late.sort(key=lambda row: str(row["due_end"]), reverse=True)
    return sorted(coming, key=lambda row: str(row["due_end"])) + late


def heating(connection: duckdb.DuckDBPyConnection, *, as_of: date) -> list[Row]:
    """Disputes that escalate, or opened within ``SOON`` days, the last to turn first."""
    rows = dispute_rows.disputes(connection, Asked(), as_of=as_of)
    hot = [row for row in rows if row["course"] == "escalating" or _opened_lately(row, as_of)]
    return sorted(hot, key=lambda row: (str(row["course_since"]), row["acts"], row["pages"]), reverse=True)


def _opened_lately(row: Row, as_of: date) -> bool:
    since = row["course_since"]
    return row["course"] == "opened" and since is not None and since >= plus(as_of, -SOON)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[:10])


def sides_of(dispute: Mapping[str, Any]) -> list[tuple[str, list[Row]]]:
    """Both parties' claims face to face: each claim once, the newest first, the parties with most claims first."""
    said: dict[str, dict[str, Row]] = {party: {} for party in dispute["parties"]}
    for claim in dispute["claims"]:
        known = said.setdefault(claim["party"], {}).setdefault(claim["claim"].casefold(), dict(claim, times=0))
        known["times"] += 1
    sides = [(p, sorted(c.values(), key=lambda row: str(row["published"]), reverse=True)) for p, c in said.items()]
    return [side for side in sides if side[1] or side[0] in dispute["parties"]]

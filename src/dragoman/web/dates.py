"""Days as people read them."""

from __future__ import annotations

from datetime import date, timedelta

_GRAINS = {"week", "month", "season", "quarter", "year", "decade"}


def as_date(value: date | str | None) -> date | None:
    """A day from what the store or a record holds; None for what is none."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def long_day(value: date | str | None) -> str:
    """22 November 2019; "undated" where nothing is known."""
    found = as_date(value)
    return f"{found.day} {found:%B} {found.year}" if found else "undated"


def short_day(value: date | str | None) -> str:
    """22 Nov 2019."""
    found = as_date(value)
    return f"{found.day} {found:%b} {found.year}" if found else "undated"


def month_of(value: date | str | None) -> str:
    """November 2019."""
    found = as_date(value)
    return f"{found:%B} {found.year}" if found else "undated"


def span(start: date | str | None, end: date | str | None, granularity: str | None = "day") -> str:
    """An event's date as finely as it is known: 22 Nov 2019, November 2019, 2019, or two days with a dash."""
    first, last = as_date(start), as_date(end)
    if first is None:
        return "undated"
    if granularity == "year":
        return str(first.year)
    if granularity == "month":
        return month_of(first)
    if granularity == "decade":
        return f"{first.year // 10 * 10}s"
    if last is None or first == last:
        return short_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


def month_end(first: date) -> date:
    """The last day of a month."""
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < 9999 else date.max
    return after - timedelta(days=1)

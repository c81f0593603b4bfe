"""Periods of whole days and how they move: the arithmetic under dates in news."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.record import Granularity

Unit = Literal["hour", "day", "week", "fortnight", "weekend", "month", "quarter", "year", "decade"]
Tense = Literal["past", "future"]
_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_IN: dict[str, int] = {"hour": 0, "day": 1, "week": 7, "weekend": 7, "fortnight": 14}
# Weekends and fortnights are ranges of days and of weeks; an hour is never finer than its day.
GRANULARITY_OF: dict[Unit, Granularity] = {
    "hour": "day",
    "day": "day",
    "weekend": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
}


# From so long ago on a sentence that goes on in months and days is history.
LONG_PAST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Period:
    """An inclusive range of days, and how exactly it was told."""

    start: date
    end: date
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative words refer to: the day of publication, the tense of the clause, the event told just before.

    ``beside`` is a date that the same sentence told before.
    """

    published: date | None
    tense: Tense | None = None
    anchor: Period | None = None
    beside: Period | None = None

    @property
    def then(self) -> Period | None:
        """What the sentence told before, where that is long past: "on 1 September 1939 … on the 17th of September"."""
        told = self.beside
        return told if told and self.published and told.end < self.published - LONG_PAST else None


# What a date phrase means once it is known what it refers to; None where it cannot be resolved.
Meaning = Callable[[Reference], Period | None]


def day(value: date) -> Period:
    """The one day as a period."""
    return Period(value, value, "day")


def month(year: int, number: int) -> Period:
    """A calendar month; ``number`` 1 to 12."""
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")


def quarter(year: int, number: int) -> Period:
    """A calendar quarter; ``number`` 1 to 4."""
    return Period(date(year, 3 * number - 2, 1), month(year, 3 * number).end, "quarter")


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def season(year: int, first_month: int) -> Period:
    """A meteorological season of the north; winter (12) runs into the next year."""
    last = move_months(date(year, first_month, 1), 2)
    return Period(date(year, first_month, 1), month(last.year, last.month).end, "season")


def around(value: date, unit: Unit) -> Period:
    """The calendar unit that ``value`` lies in; weeks begin on Monday; a weekend is that of the week of ``value``."""
    monday = value - timedelta(days=value.weekday())
    if unit == "week":
        return Period(monday, monday + timedelta(days=6), "week")
    if unit == "fortnight":
        return Period(monday, monday + timedelta(days=13), "week")
    if unit == "weekend":
        return Period(monday + timedelta(days=5), monday + timedelta(days=6), "day")
    if unit == "month":
        return month(value.year, value.month)
    if unit == "quarter":
        return quarter(value.year, (value.month + 2) // 3)
    if unit == "year":
        return whole_year(value.year)
    if unit == "decade":
        first = value.year // 10 * 10
        return Period(date(first, 1, 1), date(first + 9, 12, 31), "decade")
    return day(value)


def move_months(value: date, count: int) -> date:
    """``value`` moved by months; the 31st becomes the last day of a shorter month."""
    year, index = divmod(value.year * 12 + value.month - 1 + count, 12)
    return date(year, index + 1, min(value.day, calendar.monthrange(year, index + 1)[1]))


def move(value: date, unit: Unit, count: int) -> date:
    """``value`` moved by ``count`` units, back where negative."""
    if unit in _DAYS_IN:
        return value + timedelta(days=_DAYS_IN[unit] * count)
    return move_months(value, _MONTHS_IN[unit] * count)


def part(period: Period, low: float, high: float) -> Period:
    """The part of ``period`` between two fractions of it, in whole months where it is a quarter of a year or more."""
    length = (period.end - period.start).days + 1
    if length < 80:
        first = period.start + timedelta(days=int(length * low))
        last = period.start + timedelta(days=max(int(length * high) - 1, int(length * low)))
        return Period(first, last, period.granularity)
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    first = move_months(period.start, round(months * low))
    after = move_months(period.start, max(round(months * high), round(months * low) + 1))
    return Period(first, after - timedelta(days=1), period.granularity)


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    return date(year, (h + m - 7 * n + 114) // 31, (h + m - 7 * n + 114) % 31 + 1)


def islamic(year: int, number: int, day_: int) -> date:
    """A day of the Islamic year by the tabular calendar; a moon that is seen earlier or later shifts it by a day."""
    julian = (11 * year + 3) // 30 + 354 * year + 30 * number - (number - 1) // 2 + day_ + 1_948_440 - 385
    return date.fromordinal(julian - 1_721_425)


def nth_weekday(year: int, number: int, *, which: int, weekday: int) -> date:
    """The ``which``-th (-1: last) ``weekday`` (Monday 0) of a month."""
    if which < 0:
        last = month(year, number).end
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))

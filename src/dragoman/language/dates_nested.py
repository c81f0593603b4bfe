"""The part of the date grammar whose phrases hold another one: "the end of June", "two days after Christmas".

Productions take a text, a position, and ``parse``, which reads the phrase inside; they return what begins there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from dragoman.language import calendars as cal
from dragoman.language import relative_patterns as patterns
from dragoman.language.calendars import GRANULARITY_OF, Period, Reference, Unit
from dragoman.language.dates_patterns import Found, compiled, count, published, unit_of, weekday_number
from dragoman.language.dates_relative import anchored, plain, shifted
from dragoman.language.vocabulary import vocabulary

Parse = Callable[[str, int], Found | None]


def day_around(text: str, position: int, parse: Parse) -> Found | None:
    """ "the day after", "the day before the vote", "three weeks after Christmas": from a date or the event told."""
    match = compiled(patterns.DAY_AROUND).match(text, position)
    number = 1
    whole = match is not None
    if match is None:
        match = compiled(patterns.SHIFT).match(text, position)
        if match is None or not match["n"] or plain(match["way"]) not in {"before", "after", "prior"}:
            return None
        number = count(match["n"])
    way = plain(match["way"])
    name, sign = unit_of(match["unit"]), 1 if way in {"after", "later"} else -1
    space = re.compile(r"\s+(?:to\s+)?").match(text, match.end())
    inner = parse(text, space.end()) if space and way in {"before", "after", "prior"} else None

    def meaning(reference: Reference) -> Period | None:
        base = inner.meaning(reference) if inner else _told(reference) if whole and sign < 0 else anchored(reference)
        moved = shifted(base, name, sign * number, sign * number) if base else None
        if base and moved and not whole and name == "week" and base.granularity == "day" and base.start == base.end:
            return cal.day(moved.start + timedelta(days=base.start.weekday()))
        return moved

    return Found(inner.end if inner else match.end(), meaning)


def _told(reference: Reference) -> Period:
    """The event just told, or else the story of the page itself: "they had spoken the day before"."""
    told = reference.anchor
    return told if told and told.granularity in {"day", "week", "month"} else cal.day(published(reference))


def portion(text: str, position: int, parse: Parse) -> Found | None:
    """ "the first nine months (of 2019)", "the last three months of the year"; without a year the last that is over."""
    match = compiled(patterns.PORTION).match(text, position)
    if match is None:
        return None
    number, name, first = count(match["n"]), unit_of(match["unit"]), match["which"].lower() in {"first", "opening"}
    of = re.compile(r"\s+of\s+").match(text, match.end())
    inner = parse(text, of.end()) if of else None
    if not first and (inner is None or match["which"].lower() == "last"):
        return None if inner is None else _portion_found(inner, number, name, first=first)
    if inner:
        return _portion_found(inner, number, name, first=first)

    def meaning(reference: Reference) -> Period:
        today = published(reference)
        whole = cal.whole_year(today.year)
        told = _from_start(whole, number, name)
        over = told.end < today or reference.tense == "future"
        return told if over else _from_start(cal.whole_year(today.year - 1), number, name)

    return Found(match.end(), meaning) if name in {"month", "quarter"} else None


def _from_start(whole: Period, number: int, name: Unit) -> Period:
    return Period(whole.start, cal.move(whole.start, name, number) - timedelta(days=1), GRANULARITY_OF[name])


def _portion_found(inner: Found, number: int, name: Unit, *, first: bool) -> Found:
    def meaning(reference: Reference) -> Period | None:
        whole = inner.meaning(reference)
        if whole is None or first:
            return whole and _from_start(whole, number, name)
        return Period(cal.move(whole.end + timedelta(days=1), name, -number), whole.end, GRANULARITY_OF[name])

    return Found(inner.end, meaning)


def nth(text: str, position: int, parse: Parse) -> Found | None:
    """ "the second week of May", "the last day of 2019", "the first Monday of October"."""
    match = compiled(patterns.NTH).match(text, position) or compiled(patterns.NTH_WEEKDAY, ignore_case=False).match(
        text, position
    )
    inner = parse(text, match.end()) if match else None
    if match is None or inner is None:
        return None
    which = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4}.get(match["which"].lower(), -1)
    groups = match.groupdict()

    def meaning(reference: Reference) -> Period | None:
        whole = inner.meaning(reference)
        if whole is None or whole.granularity == "day":
            return None
        if groups.get("weekday"):
            number = weekday_number(groups["weekday"])
            return cal.day(cal.nth_weekday(whole.start.year, whole.start.month, which=which, weekday=number))
        if groups["unit"].lower() == "half":
            return cal.part(whole, 0.5, 1) if which != 1 else cal.part(whole, 0, 0.5)
        return _nth_unit(whole, unit_of(groups["unit"]), which)

    return Found(inner.end, meaning)


def _nth_unit(whole: Period, name: Unit, which: int) -> Period:
    if which < 0:
        return cal.around(whole.end, name)
    first = cal.around(whole.start, name)
    # The first week of a month is the first that has its greater part in it.
    late = name == "week" and whole.start.weekday() > 3
    return cal.around(cal.move(first.start, name, which - 1 + late), name)


def part(text: str, position: int, parse: Parse) -> Found | None:
    """ "mid-December", "the end of June", "early next year", "late Friday", "year-end"."""
    if match := compiled(patterns.YEAR_END).match(text, position):
        name = unit_of(match["unit"] or match["closed"] or match["mid"])
        which = "mid" if match["mid"] else "end"
        return Found(
            match.end(), lambda reference: cal.part(cal.around(published(reference), name), *vocabulary().parts[which])
        )
    match = compiled(patterns.PART).match(text, position)
    inner = parse(text, match.end()) if match else None
    if match is None or inner is None:
        return None
    low, high = vocabulary().parts[match["part"].lower()] if match["part"] else (0, 0.1)

    def meaning(reference: Reference) -> Period | None:
        whole = inner.meaning(reference)
        if whole is None or whole.start == whole.end:
            return whole
        return cal.part(whole, low, high)

    return Found(inner.end, meaning)


def earlier_in(text: str, position: int, parse: Parse) -> Found | None:
    """ "earlier this week" (up to the day of publication), "later this year" (from it on), "sometime next month"."""
    match = compiled(patterns.SINCE_PART).match(text, position)
    inner = parse(text, match.end()) if match else None
    if match is None or inner is None:
        return None
    way = match["way"].lower()

    def meaning(reference: Reference) -> Period | None:
        whole, today = inner.meaning(reference), reference.published
        if whole is None or today is None or not whole.start <= today <= whole.end:
            return whole
        start, end = (today, whole.end) if way == "later" else (whole.start, today)
        return Period(start, end, whole.granularity) if way in {"earlier", "later"} else whole

    return Found(inner.end, meaning)


def clock(text: str, position: int, parse: Parse) -> Found | None:
    """ "midnight on Friday", "5 p.m. GMT on 3 May": the day alone counts."""
    match = compiled(patterns.CLOCK_OF).match(text, position)
    inner = parse(text, match.end()) if match else None
    return Found(inner.end, inner.meaning) if inner else None


def clock_alone(text: str) -> Found | None:
    """A phrase that is nothing but a time of day: that of the day of publication."""
    match = compiled(patterns.BARE_CLOCK).fullmatch(text)
    return Found(match.end(), lambda reference: cal.day(published(reference))) if match else None


def bounded(text: str, position: int, parse: Parse) -> Found | None:
    """ "the week of Oct. 16", "the quarter ended Sept. 30", "the year to March 2019"."""
    match = compiled(patterns.BOUNDED).match(text, position)
    inner = parse(text, match.end()) if match else None
    if match is None or inner is None:
        return None
    name, begins = unit_of(match["unit"]), (match["way"] or "").lower().startswith(("begin", "start"))
    number = count(match["n"]) if match["n"] else 1

    def meaning(reference: Reference) -> Period | None:
        limit = inner.meaning(reference)
        if limit is None or not match["way"] or (name in {"week", "weekend"} and number == 1):
            return limit and cal.around(limit.start, name)
        if begins:
            return Period(limit.start, cal.move(limit.start, name, number) - timedelta(days=1), GRANULARITY_OF[name])
        after = limit.end + timedelta(days=1)
        return Period(cal.move(after, name, -number), limit.end, GRANULARITY_OF[name])

    return Found(inner.end, meaning)


def first_of(text: str, position: int, parse: Parse) -> Found | None:
    """ "the first of the year", "the first of next month"."""
    match = compiled(patterns.FIRST_OF).match(text, position)
    inner = parse(text, match.end()) if match else None
    if match is None or inner is None:
        return None

    def meaning(reference: Reference) -> Period | None:
        whole = inner.meaning(reference)
        return whole and cal.day(whole.start)

    return Found(inner.end, meaning)


def from_day(text: str, position: int, parse: Parse) -> Found | None:
    """ "a week from Friday": the Friday to come, and the time on top."""
    match = compiled(patterns.FROM_DAY).match(text, position)
    inner = parse(text, match.end()) if match else None
    if match is None or inner is None:
        return None
    number, name = count(match["n"]), unit_of(match["unit"])

    def meaning(reference: Reference) -> Period | None:
        first = inner.meaning(Reference(reference.published, "future", reference.anchor))
        return first and cal.day(cal.move(first.start, name, number))

    return Found(inner.end, meaning)


PRODUCTIONS = (bounded, first_of, from_day, day_around, portion, nth, part, earlier_in, clock)

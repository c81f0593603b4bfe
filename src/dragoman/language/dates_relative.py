"""The half of the date grammar that counts from the day of publication or from the event told just before.

Productions take a text and a position, and return what begins there or None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.language import calendars as cal
from dragoman.language import relative_patterns as patterns
from dragoman.language.calendars import GRANULARITY_OF, Meaning, Period, Reference, Unit
from dragoman.language.dates_absolute import doubtful_here
from dragoman.language.dates_patterns import Found, compiled, count, published, unit_of, weekday_number
from dragoman.language.vocabulary import vocabulary

_FINENESS = ("day", "week", "month", "season", "quarter", "year", "decade")
_RELATIVE_DAYS = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "overnight": 0,
    "the day after tomorrow": 2,
    "the day before yesterday": -2,
}


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())


def anchored(reference: Reference) -> Period:
    """The event just told. Raises ``LookupError`` where there is none."""
    if reference.anchor is None:
        raise LookupError("no event to count from")
    return reference.anchor


def _base(reference: Reference) -> date:
    """The event just told, or else the day of publication."""
    return reference.anchor.start if reference.anchor else published(reference)


def now(text: str, position: int) -> Found | None:
    """ "today", "yesterday evening", "overnight", "now"."""
    match = compiled(patterns.NOW).match(text, position)
    if match is None:
        return None
    shift = _RELATIVE_DAYS.get(plain(match["word"]), 0)
    return Found(match.end(), lambda reference: cal.day(published(reference) + timedelta(days=shift)))


def daypart(text: str, position: int) -> Found | None:
    """ "this morning", "last night", "later in the day", "that evening"."""
    match = compiled(patterns.DAYPART).match(text, position) or compiled(patterns.IN_THE_DAY).match(text, position)
    if match is None:
        return None
    word = plain(match["mod"]).split()[-1]

    def meaning(reference: Reference) -> Period:
        if word in {"this", "last", "the"}:
            start = _base(reference) if word == "the" else published(reference)
            return cal.day(start - timedelta(days=word == "last"))
        steps = {"previous": -1, "next": 1, "following": 1}
        start = _base(reference) if word == "previous" else anchored(reference).start
        return cal.day(start + timedelta(days=steps.get(word, 0)))

    return Found(match.end(), meaning)


def weekday(text: str, position: int) -> Found | None:
    """ "Saturday", "next Tuesday morning", "Friday of last week": by tense, the day of publication included."""
    match = compiled(patterns.WEEKDAY, ignore_case=False).match(text, position)
    if match is None:
        return None
    alone = position == 0 and match.end() == len(text) and match["weekday"].lower() not in {"sun", "sat", "mon"}
    bare = not (match["mod"] or match["week"] or alone)
    if bare and doubtful_here(text, position, match.end(), match["weekday"]) and not match["weekday"].endswith("."):
        return None
    number, modifier, week = weekday_number(match["weekday"]), plain(match["mod"] or ""), plain(match["week"] or "")
    weeks_back = bool(match["back"])

    def meaning(reference: Reference) -> Period:
        if week:
            steps = {"last": -1, "next": 1, "the previous": -1, "the following": 1, "the coming": 1}
            base = _base(reference) if week.startswith("th") and week != "this" else published(reference)
            monday = cal.around(base, "week").start + timedelta(days=7 * steps.get(week, 0))
            return cal.day(monday + timedelta(days=number))
        return cal.day(_weekday(reference, number, modifier) - timedelta(days=7 * weeks_back))

    return Found(match.end(), meaning)


def _weekday(reference: Reference, number: int, modifier: str) -> date:
    word = modifier.split()[-1] if modifier else ""
    today = (
        anchored(reference).start if modifier in {"the following", "following", "the next"} else published(reference)
    )
    if word == "previous":
        today = _base(reference)
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    if word in {"last", "past", "previous"}:
        return today - timedelta(days=back or 7)
    if word == "next" and modifier == "next":
        # On a Monday "next Friday" is the one of the week after: this week's is "this Friday", or just "Friday".
        return cal.around(today, "week").end + timedelta(days=1 + number)
    if word in {"next", "following", "coming"}:
        return today + timedelta(days=ahead or 7)
    if word == "this":
        return (
            today + timedelta(days=number - today.weekday())
            if reference.tense != "future"
            else today + timedelta(days=ahead)
        )
    if (then := reference.then) and then.granularity == "day":
        return then.start + timedelta(days=(number - then.start.weekday()) % 7)
    return today + timedelta(days=ahead) if reference.tense == "future" else today - timedelta(days=back)


def weeks_ago(text: str, position: int) -> Found | None:
    """ "two weeks ago Tuesday": so many weeks before the last Tuesday."""
    match = compiled(patterns.AGO_WEEKDAY, ignore_case=False).match(text, position)
    if match is None:
        return None
    number, weeks = weekday_number(match["weekday"]), count(match["n"])

    def meaning(reference: Reference) -> Period:
        today = published(reference)
        return cal.day(today - timedelta(days=(today.weekday() - number) % 7 + 7 * weeks))

    return Found(match.end(), meaning)


def half_ago(text: str, position: int) -> Found | None:
    """ "a year and a half ago", "half a century ago", "two centuries ago"."""
    match = compiled(patterns.HALF_AGO).match(text, position)
    if match is None:
        return None
    if match["half"] or match["of"]:
        years = 50 if match["half"] else 100 * count(match["of"])
        return Found(match.end(), lambda reference: cal.around(cal.move(published(reference), "year", -years), "year"))
    months = 12 * (count(match["n"]) if match["n"] else 1) + 6
    return Found(match.end(), lambda reference: cal.around(cal.move(published(reference), "month", -months), "month"))


def unit(text: str, position: int) -> Found | None:
    """ "this year", "last month", "the previous day", "the following week", "the weekend"."""
    match = compiled(patterns.UNIT).match(text, position)
    if match is None:
        return None
    name = unit_of(match["unit"])
    if match["past"]:
        return Found(match.end(), _past_unit(name, plain(match["past"])))
    if match["future"]:
        return Found(
            match.end(), _future_unit(name, plain(match["future"]), "the" in text[position : position + 3].lower())
        )
    return Found(match.end(), _present_unit(name, plain(match["present"])))


def _past_unit(name: Unit, word: str) -> Meaning:
    def meaning(reference: Reference) -> Period:
        if word == "past" and name != "weekend":
            today = published(reference)
            return Period(cal.move(today, name, -1), today, GRANULARITY_OF[name])
        if word in {"previous", "preceding", "prior"}:
            return cal.around(cal.move(_base(reference), name, -1), name)
        today = published(reference)
        if name == "weekend":
            return _past_weekend(today)
        return cal.around(cal.move(today, name, -1), name)

    return meaning


def _past_weekend(today: date) -> Period:
    return cal.around(today - timedelta(days=7), "weekend")


def _future_unit(name: Unit, word: str, definite: bool) -> Meaning:
    def meaning(reference: Reference) -> Period:
        # "the next day" and "the following week" count from the event just told, "next week" from the page.
        told = word == "following" or (word == "next" and definite)
        start = (
            anchored(reference).start
            if told and name in {"day", "weekend"}
            else _base(reference)
            if told
            else published(reference)
        )
        if word == "following" and reference.anchor is None:
            raise LookupError("no event to count from")
        return cal.around(cal.move(start, name, 1), name)

    return meaning


def _present_unit(name: Unit, word: str) -> Meaning:
    def meaning(reference: Reference) -> Period:
        if "same" in word or word.startswith("that"):
            return cal.around(anchored(reference).start, name)
        today = published(reference)
        if name == "quarter" and word == "the" and reference.tense != "future":
            # A bare "the quarter" is the one whose results are told: the last that is over.
            return cal.around(cal.move(today, "quarter", -1), "quarter")
        if name == "weekend" and word == "the" and reference.tense != "future" and today.weekday() < 5:
            return _past_weekend(today)
        return cal.around(today, name)

    return meaning


def shift(text: str, position: int) -> Found | None:
    """ "two years ago", "a week earlier", "three days later", "six months from now"."""
    match = compiled(patterns.SHIFT).match(text, position)
    if match is None:
        return None
    name, way = unit_of(match["unit"]), plain(match["way"])
    low = high = count(match["n"]) if match["n"] else 0
    if name == "hour" and low >= 24:
        name, low, high = "day", low // 24, low // 24
    if match["few"]:
        low, high = 2, 5
    if way == "on" and not match["n"]:
        return None
    backward = way in {"ago", "earlier", "before", "previously", "prior", "beforehand", "back"}
    from_page = way in {"ago", "back", "from now", "from today", "hence"}

    def meaning(reference: Reference) -> Period:
        if from_page:
            base = cal.day(published(reference))
        elif way in {"earlier", "previously"}:
            base = reference.anchor or cal.day(published(reference))
        else:
            base = anchored(reference)
        moved = shifted(base, name, -high if backward else low, -low if backward else high)
        return _same_weekday(base, moved, reference)

    return Found(match.end(), meaning)


def _same_weekday(base: Period, moved: Period, reference: Reference) -> Period:
    """A number of weeks from a day that the text tells leads to a day; from that of the page, to some day of a week."""
    if base is reference.anchor and base.granularity == "day" and base.start == base.end and _is_one_week(moved):
        return cal.day(moved.start + timedelta(days=base.start.weekday()))
    return moved


def _is_one_week(period: Period) -> bool:
    return period.granularity == "week" and (period.end - period.start).days == 6


def shifted(base: Period, name: Unit, low: int, high: int) -> Period:
    """``base`` moved by ``low`` to ``high`` units: as exact as the unit, or as a coarser base."""
    if _FINENESS.index(GRANULARITY_OF[name]) < _FINENESS.index(base.granularity):
        # Four days after a month is some day of that month or the next: the month is all that is known.
        return base
    scale: Unit = name
    if name == "decade":
        scale, low, high = "year", low * 10, high * 10
    if scale == "fortnight":
        scale, low, high = "week", low * 2, high * 2
    if scale == "weekend":
        scale = "week"
    kept: dict[str, Unit] = {"quarter": "quarter", "month": "month"}
    grain: Unit = kept.get(base.granularity, scale) if scale == "year" else scale
    first, last = (
        cal.around(cal.move(base.start, scale, low), grain),
        cal.around(cal.move(base.start, scale, high), grain),
    )
    return Period(first.start, last.end, first.granularity)


def window(text: str, position: int) -> Found | None:
    """ "the past three years", "recent months", "the next few days": a range up to publication or from it."""
    match = compiled(patterns.WINDOW).match(text, position)
    if match is None:
        return None
    way, name = match["way"].lower(), unit_of(match["unit"])
    number = count(match["n"]) if match["n"] else 0
    if not number and not match["few"] and way not in {"recent", "coming", "past", "upcoming", "previous", "preceding"}:
        return None
    scale: Unit = "week" if name == "weekend" else name
    reach = number or (3 if match["few"] else vocabulary().reach.get(scale, 1))
    if name == "hour":
        scale, reach = "day", (reach + 23) // 24

    def meaning(reference: Reference) -> Period:
        today = _base(reference) if way in {"previous", "preceding", "following"} else published(reference)
        if way in {"next", "coming", "following", "upcoming"}:
            return Period(today, cal.move(today, scale, reach), GRANULARITY_OF[scale])
        return Period(cal.move(today, scale, -reach), today, GRANULARITY_OF[scale])

    return Found(match.end(), meaning)


def within(text: str, position: int) -> Found | None:
    """ "within two weeks", "in three days' time"; "in two years" is a duration unless the clause looks forward."""
    match = compiled(patterns.WITHIN).match(text, position)
    if match is None:
        return None
    name, ranged = unit_of(match["unit"]), match["within"].lower() != "in" or match["next"] is not None
    low, high = (count(match["n"]),) * 2 if match["n"] else (2, 5)
    sure = ranged or match["time"]

    def meaning(reference: Reference) -> Period | None:
        today = published(reference)
        if ranged:
            return Period(today, cal.move(today, name, high), GRANULARITY_OF[name])
        if not sure and reference.tense != "future":
            return None
        return shifted(cal.day(today), name, low, high)

    return Found(match.end(), meaning)


def year_ago(text: str, position: int) -> Found | None:
    """ "the year-ago quarter", "the same period last year": the last period that is over, a year before."""
    match = compiled(patterns.AGO_PERIOD).match(text, position)
    if match is None:
        return None
    words: dict[str, Unit] = {"quarter": "quarter", "month": "month", "week": "week", "day": "day"}
    name = words.get((match["unit"] or match["same"] or match["bare"]).lower(), "year")

    def meaning(reference: Reference) -> Period:
        today = published(reference)
        over = cal.move(today, name, -1) if name in {"quarter", "month"} else today
        return cal.around(cal.move_months(over, -12), name)

    return Found(match.end(), meaning)


def before_last(text: str, position: int) -> Found | None:
    """ "the week before last", "the year after next"."""
    match = compiled(patterns.BEFORE_LAST).match(text, position)
    if match is None:
        return None
    name, steps = unit_of(match["unit"]), -2 if plain(match["way"]) == "before last" else 2
    return Found(match.end(), lambda reference: cal.around(cal.move(published(reference), name, steps), name))


PRODUCTIONS = (before_last, weeks_ago, half_ago, now, daypart, weekday, unit, shift, window, within, year_ago)

"""Feasts and days of remembrance: fixed ones, those that hang on Easter or a weekday, and those of the Islamic year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.language import calendars as cal
from dragoman.language.calendars import Period, Reference
from dragoman.language.dates_patterns import RELATIVE_YEAR, Found, compiled, nearest, published, year_word
from dragoman.language.vocabulary import vocabulary

_HOLIDAY = (
    r"(?:the\s+)?(?:(?P<mod>last|past|next|this\s+past|this\s+coming|coming|this)\s+)?(?P<holiday><holiday>)(?!\w)"
    rf"(?:['’]s?)?(?:,?\s+(?P<year><year>)|{RELATIVE_YEAR})?"
)
Rule = list[int | str]
# "Ramadan 1438" counts by the Islamic year.
LAST_ISLAMIC_YEAR = 1600


def holiday(text: str, position: int, alone: bool) -> Found | None:
    """ "Christmas Eve", "last Ramadan", "New Year's Day 2020": the nearest one that the tense allows."""
    match = compiled(_HOLIDAY).match(text, position)
    # "the Good Friday Agreement", "Christmas Island" are no days.
    named = match is not None and re.match(r"\s+[A-Z]", text[match.end() :]) is not None
    if match is None or not (alone or (match["holiday"][0].isupper() and not named)):
        return None
    rule, year_of = vocabulary().holidays[match["holiday"].lower().replace("’", "'")], year_word(match)
    modifier = (match["mod"] or "").lower().split(" ")[-1]

    def meaning(reference: Reference) -> Period:
        known = year_of(reference)
        if known:
            return _feasts(rule, known)[0]
        today = published(reference)
        nearby = [each for step in (-1, 0, 1) for each in _feasts(rule, today.year + step)]
        if modifier in {"last", "past"}:
            return max((each for each in nearby if each.start < today), key=lambda each: each.start)
        if modifier in {"next", "coming"} or reference.tense == "future":
            return min((each for each in nearby if each.end >= today), key=lambda each: each.start)
        if reference.tense == "past" and not modifier:
            return max((each for each in nearby if each.start <= today), key=lambda each: each.start)
        day = nearest([each.start for each in nearby], today)
        return next(each for each in nearby if each.start == day)

    return Found(match.end(), meaning)


def _feasts(rule: Rule, year: int) -> list[Period]:
    """The feasts of a rule that begin in a year: none or two may, where the feast's own year is shorter."""
    if rule[0] == "islamic" and year < LAST_ISLAMIC_YEAR:
        first = cal.islamic(year, int(rule[1]), int(rule[2]))
        return [Period(first, first + timedelta(days=int(rule[3]) - 1), "day")]
    if rule[0] == "islamic":
        return [each for each in _islamic(year, int(rule[1]), int(rule[2]), int(rule[3])) if each.start.year == year]
    if rule[0] == "easter":
        return [cal.day(cal.easter(year) + timedelta(days=int(rule[1])))]
    if rule[0] == "nth":
        return [cal.day(cal.nth_weekday(year, int(rule[3]), which=int(rule[1]), weekday=int(rule[2])))]
    return [cal.day(date(year, int(rule[0]), int(rule[1])))]


def _islamic(year: int, month: int, day: int, length: int) -> list[Period]:
    first = (year - 622) * 33 // 32
    starts = [cal.islamic(number, month, day) for number in range(first - 1, first + 3)]
    return [Period(start, start + timedelta(days=length - 1), "day") for start in starts]

"""What histories and calendars name beside the dates of news: old years, centuries, days of a month told before."""

from __future__ import annotations

import re
from datetime import date

from dragoman.language import calendars as cal
from dragoman.language.calendars import Period, Reference
from dragoman.language.dates_patterns import Found, compiled, leading_number, published, weekday_number
from dragoman.language.vocabulary import alternatives, vocabulary

_ERA = r"(?:A\.?D\.?\s*(?P<after>\d{1,4})|(?P<before>\d{1,4})\s*(?:A\.?D\.?|C\.?E\.?)(?!\w))(?!\d)"
_OLD_YEAR = (
    r"(?:the\s+)?(?:year\s+)?(?P<year>1[0-7]\d\d)(?![\d%]|[.,:]\d|s\b)(?:\s*[-–]\s*(?P<until>(?:1[0-9])?\d\d)(?!\d))?"
)
_LED_BY = re.compile(r"\b(?:in|since|until|by|year|circa|summer|winter|spring|autumn|early|late)\s+\Z", re.IGNORECASE)
_ENDED_BY = re.compile(
    r"\s*(?:[.,;:)–—]|\Z|\s(?:by|when|and|after|as|to|the|at|with|under|until|for|he|she|they|it)\b)"
)
_OLD_DECADE = r"(?:the\s+)?(?P<year>1[0-7]\d0)['’]?s\b"
_CENTURY = (
    r"(?:the\s+)?(?:(?P<part>early|late|mid|first\s+half\s+of\s+the|second\s+half\s+of\s+the|end\s+of\s+the"
    r"|beginning\s+of\s+the|middle\s+of\s+the)[\s-]+)?(?:(?P<n>\d{1,2})(?:st|nd|rd|th)|(?P<word><nth>))[\s-]+century\b(?!\s+B)"
)
_TURN = r"(?:the\s+)?turn\s+of\s+the\s+(?P<what>century|millennium|year)\b"
_DAY_ONLY = (
    r"(?:(?P<weekday><weekday>),?\s+)?the\s+(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?!\s+(?:century|of|[A-Z]"
    r"|[a-z]+(?:\s+[a-z]+)?\s+(?:of|in)\b)|[\w-])"
)
_DAY_LED_BY = re.compile(r"\b(?:on|by|until|from|since|till|to|of|before|after)\s+\Z", re.IGNORECASE)
_PARTS = {"early": (0, 0.34), "late": (0.67, 1), "mid": (0.34, 0.67), "first": (0, 0.5), "second": (0.5, 1)}
_PARTS |= {"end": (0.75, 1), "beginning": (0, 0.25), "middle": (0.34, 0.67)}
# A day of a month falls on each weekday within so many months.
MOST_MONTHS = 30


def old_year(text: str, position: int, alone: bool) -> Found | None:
    """ "1453", "1618-48", "AD 410": in running text only where the words around it make it a year."""
    if era := compiled(_ERA, ignore_case=False).match(text, position):
        number = int(era["after"] or era["before"])
        return Found(era.end(), lambda _: cal.whole_year(number)) if 0 < number < 2100 else None
    match = compiled(_OLD_YEAR).match(text, position)
    if match is None:
        return None
    before, after = text[max(0, position - 20) : position], text[match.end() : match.end() + 20]
    if not alone and not (_LED_BY.search(before) and _ENDED_BY.match(after)):
        return None
    first, until = int(match["year"]), match["until"]
    last = int(match["year"][: 4 - len(until)] + until) if until else first
    return Found(match.end(), lambda _: Period(date(first, 1, 1), date(max(first, last), 12, 31), "year"))


def old_decade(text: str, position: int, alone: bool) -> Found | None:
    """ "the 1640s"."""
    match = compiled(_OLD_DECADE).match(text, position)
    return Found(match.end(), lambda _: cal.around(date(int(match["year"]), 1, 1), "decade")) if match else None


def century(text: str, position: int, alone: bool) -> Found | None:
    """ "the 19th century", "the late eighteenth century", "the turn of the century"; the 19th begins with 1800."""
    if turn := compiled(_TURN).match(text, position):
        return Found(turn.end(), lambda reference: _turn(reference, turn["what"].lower()))
    match = compiled(_CENTURY.replace("<nth>", alternatives(vocabulary().centuries))).match(text, position)
    if match is None:
        return None
    number = int(match["n"]) if match["n"] else vocabulary().centuries[match["word"].lower().replace(" ", "-")]
    if not 1 <= number <= 21:
        return None
    first = max(1, (number - 1) * 100)
    whole = Period(date(first, 1, 1), date((number - 1) * 100 + 99, 12, 31), "decade")
    part = re.split(r"[\s-]", match["part"].lower())[0] if match["part"] else None
    return Found(match.end(), lambda _: cal.part(whole, *_PARTS[part]) if part else whole)


def _turn(reference: Reference, what: str) -> Period:
    today = published(reference)
    if what == "year":
        first = today.year + (today.month > 6)
        return Period(date(first - 1, 12, 31), date(first, 1, 1), "day")
    return cal.whole_year((today.year + 50) // 100 * 100 if what == "century" else 2000)


def day_alone(text: str, position: int, alone: bool) -> Found | None:
    """ "the 20th", "Friday the 13th": of the month told before, or the nearest that the tense and the weekday allow."""
    match = compiled(_DAY_ONLY, ignore_case=False).match(text, position)
    if match is None or not (alone or match["weekday"] or _DAY_LED_BY.search(text[max(0, position - 12) : position])):
        return None
    number, weekday = leading_number(match["day"]), match["weekday"]

    def meaning(reference: Reference) -> Period | None:
        today = published(reference)
        told = reference.anchor if not weekday else None
        if told and told.granularity in {"day", "month"}:
            return cal.day(date(told.start.year, told.start.month, number))
        wanted = weekday_number(weekday) if weekday else None
        ahead = reference.tense == "future"
        steps = range(MOST_MONTHS) if ahead else range(0, -MOST_MONTHS, -1)
        for step in steps:
            month = cal.move_months(today.replace(day=1), step)
            if number > cal.month(month.year, month.month).end.day:
                continue
            day = month.replace(day=number)
            if (
                (day < today and ahead)
                or (day > today and not ahead)
                or (wanted is not None and day.weekday() != wanted)
            ):
                continue
            return cal.day(day)
        return None

    return Found(match.end(), meaning)


PRODUCTIONS = (old_year, old_decade, century, day_alone)

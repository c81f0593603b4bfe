"""Days that stand on a page as dates: of publication, of an update, of a dateline."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"({MONTH_NAMES})\b\.?"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_ISO = re.compile(rf"(?<!\d){_YEAR}[-/.](\d\d?)[-/.](\d\d?)(?!\d)")
_EAST_ASIAN = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日일]")
_DAY_FIRST = re.compile(rf"(?<![\d.])(\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[\s\-/.]*{_MONTH}[\s,\-/.]*(?:{_YEAR})?", re.I)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}[\s\-/.]*(\d\d?)(?:st|nd|rd|th)?(?![\d:])(?:\s*,?\s*(?:at\s+[\d:.]+\s*(?:[ap]\.?m\.?)?,?\s*)?{_YEAR})?",
    re.I,
)
_NUMBERS = re.compile(rf"(?<![\d/.])(\d\d?)[/.\-](\d\d?)[/.\-]{_YEAR}")
_AMERICAN = re.compile(r"\b(?:E[SD]T|C[SD]T|M[SD]T|P[SD]T|ET|PT)\b")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.I)


class Day(NamedTuple):
    """A day, its year unknown if the page did not print it."""

    year: int | None
    month: int
    day: int

    def iso(self) -> str | None:
        """ISO 8601, or None without a year."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else None


def _day(year: str | None, month: int, day: int) -> Day | None:
    try:
        date(int(year) if year else 2000, month, day)
    except ValueError:
        return None
    return Day(int(year) if year else None, month, day)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _numeric(text: str) -> Day | None:
    """A date in figures; where both orders would do, weekday or American time zone decides, else None."""
    match = _NUMBERS.search(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first == second or second > 12:
        return _day(year, first, second)
    if first > 12 or "." in match.group():  # with full stops the day leads, in every country that writes so
        return _day(year, second, first)
    named = _WEEKDAY.search(text)
    if named:
        weekday = _WEEKDAYS.index(named[1][:3].lower())
        fits = [
            (month, day)
            for month, day in ((second, first), (first, second))
            if date(int(year), month, day).weekday() == weekday
        ]
        return _day(year, *fits[0]) if len(fits) == 1 else None
    return _day(year, first, second) if _AMERICAN.search(text) else None


def find_day(text: str) -> Day | None:
    """The first day that a short text names, with a year if it gives one.

    >>> find_day("Updated: 17/06/2018 21:18").iso()
    '2018-06-17'
    """
    text = text[:400]
    for pattern in (_ISO, _EAST_ASIAN):
        if match := pattern.search(text):
            return _day(match[1], int(match[2]), int(match[3]))
    found = [
        (match.start(), day)
        for pattern, month, number in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1))
        for match in pattern.finditer(text)
        if (day := _day(match[3], _month(match[month]), int(match[number])))
    ]
    with_year = [item for item in found if item[1].year]
    if with_year or found:
        return min(with_year or found)[1]
    return _numeric(text)


def all_days(text: str) -> list[Day]:
    """Every day with a year that a text names in words or in ISO form."""
    days = [_day(m[1], int(m[2]), int(m[3])) for m in _ISO.finditer(text)]
    days += [_day(m[3], _month(m[1]), int(m[2])) for m in _MONTH_FIRST.finditer(text) if m[3]]
    days += [_day(m[3], _month(m[2]), int(m[1])) for m in _DAY_FIRST.finditer(text) if m[3]]
    return [day for day in days if day]


_TIME_WORDS = re.compile(
    r"^(?:published|posted|updated|last updated|last modified|modified|first published|created|issued|"
    r"released|date|on|at|in|by|"
    r"and|the|ago|hours?|minutes?|mins?|days?|am|pm|a|p|m|hrs?|o'clock|time|local|noon|midnight|edition|online|print|"
    r"[a-z]{2,4}t|utc|gmt|bst|ist|pkt|kst|jst|hkt|sgt|cet|cest|eet|eest|msk|wib|wat|eat|cat|sast|gst|ast|trt|mon|tue|tues|wed|thu|"
    r"thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|"
    r"february|march|april|june|july|august|september|october|november|december|st|nd|rd|th|z|t)$"
)


def is_date_line(line: str) -> bool:
    """Whether a line holds a date or a time and hardly anything else."""
    if len(line) > 140 or not any(character.isdigit() for character in line):
        return bool(
            re.match(r"(?i)^(?:updated|published|posted|last updated)\b.{0,40}(?:ago|yesterday|today)\W*$", line)
        )
    words = re.findall(r"[^\W\d_]+(?:'[a-z]+)?", line.lower())
    rest = [word for word in words if not _TIME_WORDS.match(word)]
    dated = find_day(line) is not None or _NUMBERS.search(line) is not None
    timed = bool(re.search(r"\d{1,2}[:.]\d\d|\bago\b", line)) and len(words) > 0
    stamped = bool(re.match(r"(?i)^\W*(?:first |last )?(?:published|posted|updated|modified|date)\b", line))
    if dated and len(rest) <= 3 and len(words) <= 5 and (_NUMBERS.search(line) or _ISO.search(line)):
        return True  # in figures, whatever the language of the words around
    return (dated and len(rest) <= 1) or (timed and not rest) or (stamped and (dated or timed) and len(rest) <= 4)

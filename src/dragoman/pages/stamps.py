"""The day of a timestamp as feeds and corpora write it."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
_MAIL = re.compile(r"\s*(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3})[a-z]*[\s-](\d{4}|\d{2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIVOT = 70  # two digits below it are of this century (RFC 822 had only two)
_LONGEST = 64


def day_of(text: str | None) -> str | None:
    """The day as the timestamp's own clock has it, YYYY-MM-DD; None for what is none or could be two (03/04/2019).

    Read are ISO 8601 (also with slashes or points), YYYYMMDD with or without a time, and the form of mail and RSS.
    """
    if not text:
        return None
    text = text[:_LONGEST]
    if found := _ISO.match(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.match(text):
        return _day(*(int(part) for part in found.groups()))
    found = _MAIL.match(text)
    if found is None or found[2].lower() not in _MONTHS:
        return None
    year = int(found[3])
    if year < 100:
        year += 2000 if year < _PIVOT else 1900
    return _day(year, _MONTHS.index(found[2].lower()) + 1, int(found[1]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

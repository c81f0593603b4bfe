"""The half of the date grammar that names months, days, years, quarters, decades and feasts.

Each production takes a text, a position, and whether the phrase was handed over by itself (``alone``) rather than
looked for in running text; it returns what begins there or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.language import calendars as cal
from dragoman.language.calendars import Meaning, Period, Reference
from dragoman.language.dates_patterns import (
    RELATIVE_YEAR,
    Found,
    century_of,
    compiled,
    group,
    leading_number,
    month_number,
    nearest,
    published,
    year_word,
)
from dragoman.language.vocabulary import vocabulary

_AFTER_MONTH = rf"(?:(?:,?\s+(?:of\s+|in\s+)?|-)(?P<year><year>)|\s+['’](?P<short>\d\d)(?!\d)|{RELATIVE_YEAR})?"
_WEEKDAY_LEAD = r"(?:<weekday>,?\s+(?:the\s+)?)?"
_DAY_RANGE = r"(?:\s*(?:-|–|—|to|and|through|or)\s*(?P<last><day>))?"
_RELATIVE_MONTH = r"(?:(?P<mod>(?i:last|past|next|this\s+past|this\s+coming|coming|this|that|previous))\s+)?"
_MONTH_FIRST = (
    rf"{_WEEKDAY_LEAD}{_RELATIVE_MONTH}(?P<month><month>)\s+(?:the\s+)?(?P<day><day>){_DAY_RANGE}{_AFTER_MONTH}"
)
_DAY_FIRST = rf"{_WEEKDAY_LEAD}(?:the\s+)?(?P<day><day>){_DAY_RANGE}[\s-]+(?:of\s+)?(?P<month><month>){_AFTER_MONTH}"
_MONTH_ONLY = rf"{_RELATIVE_MONTH}(?P<month><month>){_AFTER_MONTH}"
_ISO = (
    r"(?P<year>(?:1[89]|20)\d\d)([-/.]?)(?P<month>0[1-9]|1[0-2])(?:\2(?P<day>0[1-9]|[12]\d"
    r"|3[01]))?(?:T[\d:.]+Z?)?(?![\d-])"
)
_NUMERIC = r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d\d))?(?![\d/]|[.,]\d)"
_YEAR = (
    r"(?:(?:the\s+)?(?:<fiscal>(?:year\s+)?|year\s+|FY\s?))?(?P<year><year>)(?!s\b)(?:\s*[-–/]\s*(?P<until>"
    r"(?:1[89]|20)?\d\d)(?!\d))?"
)
_SHORT_YEAR = r"['’](?P<year>\d\d)(?![\ds])"
_DECADE = r"(?:the\s+)?(?:(?P<full>(?:1[89]|20)\d0)|['’](?P<short>[2-9]0))['’]?s\b|the\s+(?P<word><tens>)\b"
_BARE_DECADE = r"the\s+(?P<bare>[2-9]0)s\b"
_WHICH_YEAR = (
    r"(?:(?:\s+of|,|\s+in)?\s+(?:the\s+)?<fiscal>?(?:year\s+)?(?P<year><year>)"
    r"|(?:\s+of|\s+in)?\s+(?P<rel>last|this|next|the(?:\s+(?:current|previous|same"
    r"|following))?|that)\s+<fiscal>?year\b)?"
)
_YEAR_FIRST = (
    r"(?:(?:(?:<fiscal>(?:year\s+)?)?(?P<before><year>)(?:['’]s)?"
    r"|(?P<before_rel>last|this|next|the\s+(?:current|previous|following))\s+<fiscal>?year['’]s)\s+)?"
)
_QUARTER = (
    rf"(?:the\s+)?{_YEAR_FIRST}(?:<fiscal>)?(?:(?P<ordinal><ordinal>)[\s-]+<fiscal>?quarter\b|Q(?P<q>[1-4])\b"
    rf"|(?P<n>[1-4])Q){_WHICH_YEAR}"
)
_HALF = (
    rf"(?:the\s+)?{_YEAR_FIRST}(?:(?P<ordinal>first|second|1st|2nd|latter)[\s-]+half\b|H(?P<h>[12])\b|(?P<n>[12])H\b)"
    rf"{_WHICH_YEAR}"
)
_SEASON = (
    r"(?:the\s+)?(?:(?P<mod>last|past|next|this\s+past|this\s+coming|coming|this"
    rf"|previous)\s+)?(?P<season><season>)(?!\w){_WHICH_YEAR}"
)
FARTHEST_DAY = 270
Production = Callable[[str, int, bool], Found | None]


def _stepped(modifier: str | None, past: Period, future: Period, plain: Period) -> Period:
    if modifier is None:
        return plain
    word = modifier.lower().split()[-1]
    return {"last": past, "past": past, "previous": past, "next": future, "coming": future}.get(word, plain)


def _month_of(reference: Reference, number: int, modifier: str | None) -> Period:
    day = published(reference)
    past = cal.month(day.year - (number >= day.month), number)
    future = cal.month(day.year + (number <= day.month), number)
    if modifier and modifier.lower() == "this":
        return cal.month(day.year, number)
    if modifier and modifier.lower() == "that":
        return cal.month((reference.anchor.start if reference.anchor else day).year, number)
    return _stepped(modifier, past, future, _bare_month(reference, day, number))


def _bare_month(reference: Reference, day: date, number: int) -> Period:
    if then := reference.then:
        return cal.month(_year_after(then, number, 28), number)
    ahead = (number - day.month) % 12
    # Without a tense a month just ahead is more often the coming one: past ones are named with the year.
    looks_ahead = reference.tense == "future" or (reference.tense is None and ahead <= 3)
    return cal.month(day.year + (number < day.month if looks_ahead else -(number > day.month)), number)


def _day_of(reference: Reference, number: int, day: int, modifier: str | None) -> date:
    """The day of a month without a year: the nearest one that the tense allows."""
    today = published(reference)
    if (then := reference.then) and not modifier:
        return date(_year_after(then, number, day), number, day)
    nearby = [
        date(year, number, day) for year in (today.year - 1, today.year, today.year + 1) if _exists(year, number, day)
    ]
    word = modifier.lower().split()[-1] if modifier else ""
    if word in {"last", "past"} or (word == "" and reference.tense == "past"):
        # A day or two ahead is told in the past tense by a page whose date is that of its first version.
        return max(value for value in nearby if (value - today).days <= (0 if word else 2))
    if word in {"next", "coming"}:
        return min(value for value in nearby if value >= today)
    if word == "" and reference.tense == "future":
        # Nobody names a day most of a year ahead without its year: "promised a pullout on March 5", in April.
        return min((v for v in nearby if 0 <= (v - today).days <= FARTHEST_DAY), default=nearest(nearby, today))
    return nearest(nearby, today)


def _year_after(then: Period, number: int, day: int) -> int:
    """The year of a month and day that a story of the past goes on with."""
    later = then.granularity in {"day", "month"} and (number, day) < (then.start.month, then.start.day)
    return then.start.year + later


def _exists(year: int, number: int, day: int) -> bool:
    return day <= 28 or day <= cal.month(year, number).end.day


def month_and_day(text: str, position: int, alone: bool) -> Found | None:
    """ "Nov. 23", "Saturday, 23 November 2019", "May 3-5", "the 3rd of May last year"."""
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        if match := compiled(pattern, ignore_case=False).match(text, position):
            return Found(match.end(), _month_day_meaning(match))
    return None


def _month_day_meaning(match: re.Match[str]) -> Meaning:
    number, first = month_number(match["month"]), leading_number(match["day"])
    last = leading_number(match["last"]) if match["last"] else first
    year_of, modifier = year_word(match), group(match, "mod")

    def meaning(reference: Reference) -> Period | None:
        year = year_of(reference)
        start = date(year, number, first) if year else _day_of(reference, number, first, modifier)
        end = start + timedelta(days=last - first)
        return Period(start, end, "day") if end >= start and end.month == start.month else None

    return meaning


def month_alone(text: str, position: int, alone: bool) -> Found | None:
    """ "May 2019", "last November", "in March": a month that is also a word needs a preposition before it."""
    match = compiled(_MONTH_ONLY, ignore_case=False).match(text, position)
    if match is None:
        return None
    bare = not (match["mod"] or match["year"] or match["short"] or match["rel"])
    if bare and not alone and doubtful_here(text, position, match.end(), match["month"]):
        return None
    number, year_of, modifier = month_number(match["month"]), year_word(match), match["mod"]

    def meaning(reference: Reference) -> Period | None:
        year = year_of(reference)
        return cal.month(year, number) if year else _month_of(reference, number, modifier)

    return Found(match.end(), meaning)


def doubtful_here(text: str, start: int, end: int, word: str) -> bool:
    """Whether the name of a month or weekday may be another word here ("May said", "the Sun", "March on Rome")."""
    if word.lower().rstrip(".") not in vocabulary().doubtful:
        return False
    before = re.search(r"([\w]+)[\s-]+\Z", text[max(0, start - 20) : start])
    if before is None or before.group(1).lower() not in vocabulary().date_leads | vocabulary().months.keys():
        return True
    return re.match(r"['’]s\b|\s+[A-Z]", text[end : end + 3]) is not None


def numeric(text: str, position: int, alone: bool) -> Found | None:
    """ "2019-11-23", "20191123", "23/11/2019", "11/23/89"; month before day where both could be, as in American use."""
    if match := compiled(_ISO).match(text, position):
        year, number, day = int(match["year"]), int(match["month"]), match["day"]
        if match[2] or day:
            return Found(
                match.end(), lambda _: cal.day(date(year, number, int(day))) if day else cal.month(year, number)
            )
    match = compiled(_NUMERIC).match(text, position)
    if match is None or (not match["year"] and not (alone and match["mark"] == "/")):
        return None
    first, second = int(match["first"]), int(match["second"])
    european = match["mark"] == "." or (match["mark"] == "-" and len(match["year"] or "") == 4)
    day_leads = first > 12 or (european and second <= 12)
    number, day_number = (second, first) if day_leads else (first, second)
    written = match["year"]

    def meaning(reference: Reference) -> Period:
        if not written:
            return cal.day(_day_of(reference, number, day_number, None))
        year = int(written) if len(written) == 4 else century_of(int(written), reference)
        return cal.day(date(year, number, day_number))

    return Found(match.end(), meaning)


def year(text: str, position: int, alone: bool) -> Found | None:
    """ "2019", "fiscal 2020", "1990-93", "'89"."""
    if match := compiled(_SHORT_YEAR).match(text, position):
        short = int(match["year"])
        led = alone or text[max(0, position - 3) : position].lower() in {"in ", "of ", "ce "}
        return Found(match.end(), lambda reference: cal.whole_year(century_of(short, reference))) if led else None
    match = compiled(_YEAR).match(text, position)
    if match is None or (not alone and _is_number(text, match.start("year"), match.end())):
        return None
    first, until = int(match["year"]), match["until"]
    if first < 1800:
        return None  # left to ``old_year``, which wants more to take a number for a year
    last = int(match["year"][: 4 - len(until)] + until) if until else first
    if last < first:
        return None
    return Found(match.end(), lambda _: Period(date(first, 1, 1), date(last, 12, 31), "year"))


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether four digits in running text count or number something."""
    words = vocabulary()
    before = re.search(r"([\w.]+(?:\s[\w.]+)?)\s*\Z", text[max(0, start - 30) : start])
    after = re.match(r"[\s-]*([\w.]+)", text[end : end + 30])
    if start and (text[start - 1] in "$€£¥#№.,:/-–'’" or text[start - 1].isalnum()):
        return True
    lead = before.group(1).lower() if before else ""
    if lead in words.no_year_after or (lead.split(" ")[-1:] and lead.split(" ")[-1] in words.no_year_after):
        return True
    return bool(after) and after.group(1).lower().rstrip(".") in words.no_year_before  # type: ignore[union-attr]


def decade(text: str, position: int, alone: bool) -> Found | None:
    """ "the 1990s", "the '80s", "the sixties"."""
    match = compiled(_DECADE).match(text, position) or (compiled(_BARE_DECADE).match(text, position) if alone else None)
    if match is None:
        return None
    if "bare" in match.groupdict():
        tens = int(match["bare"])
        return Found(match.end(), lambda _: cal.around(date(1900 + tens, 1, 1), "decade"))
    first = int(match["full"] or 0)
    short = int(match["short"] or (vocabulary().tens[match["word"].lower()] if match["word"] else 0))
    return Found(match.end(), lambda _: cal.around(date(first or 1900 + short, 1, 1), "decade"))


def quarter(text: str, position: int, alone: bool) -> Found | None:
    """ "the third quarter of 2019", "1989 fourth quarter", "Q3", "fiscal second quarter"; without a year by tense."""
    match = compiled(_QUARTER).match(text, position)
    if match is None:
        return None
    digit = match["q"] or match["n"]
    number = int(digit) if digit else vocabulary().ordinals[match["ordinal"].lower()]
    year_of = year_word(match)

    def meaning(reference: Reference) -> Period:
        known = year_of(reference)
        if known:
            return cal.quarter(known, number)
        today = published(reference)
        ahead = reference.tense == "future"
        passed = cal.quarter(today.year, number).end < today if ahead else cal.quarter(today.year, number).start > today
        return cal.quarter(today.year + (passed if ahead else -passed), number)

    return Found(match.end(), meaning)


def half(text: str, position: int, alone: bool) -> Found | None:
    """ "the first half of 2019", "second half of the year"."""
    match = compiled(_HALF).match(text, position)
    if match is None:
        return None
    which, year_of = match["h"] or match["n"] or match["ordinal"].lower(), year_word(match)
    second = which not in {"first", "1st", "1"}

    def meaning(reference: Reference) -> Period:
        known = year_of(reference) or published(reference).year
        return cal.part(cal.whole_year(known), 0.5 if second else 0, 1 if second else 0.5)

    # "the second half of May" is left to the part of a period; "of the match" is no date.
    return None if re.match(r"\s+of\b", text[match.end() : match.end() + 5]) else Found(match.end(), meaning)


def season(text: str, position: int, alone: bool) -> Found | None:
    """ "last summer", "the winter of 1990"; a bare one only after a preposition ("spring" and "fall" are words)."""
    match = compiled(_SEASON).match(text, position)
    if match is None:
        return None
    bare = not (match["mod"] or match["year"] or match["rel"])
    if (
        bare
        and not alone
        and not re.search(r"\b(?:in|since|until|by|of|during|early|late|mid)[\s-]\s*\Z", text[:position][-12:])
    ):
        return None
    first, modifier, year_of = vocabulary().seasons[match["season"].lower()], match["mod"], year_word(match)

    def meaning(reference: Reference) -> Period:
        known = year_of(reference)
        return cal.season(known, first) if known else _season_of(reference, first, modifier)

    return Found(match.end(), meaning)


def _season_of(reference: Reference, first: int, modifier: str | None) -> Period:
    today = published(reference)
    seasons = [cal.season(today.year + step, first) for step in (-2, -1, 0, 1)]
    past = [each for each in seasons if each.end < today][-1]
    future = next(each for each in seasons if each.start > today)
    current = next((each for each in seasons if each.start <= today <= each.end), None)
    if modifier is None and reference.tense == "future":
        return current or future
    if modifier is not None and modifier.lower() == "this":
        return current or next(each for each in seasons if each.start.year == today.year)
    return _stepped(modifier, past, future, current or past)


PRODUCTIONS: tuple[Production, ...] = (
    month_and_day,
    month_alone,
    numeric,
    quarter,
    half,
    season,
    decade,
    year,
)

"""The grammar of date phrases: what begins at a position of a text, and all that a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from dragoman.language import dates_absolute, dates_feasts, dates_history, dates_nested, dates_relative
from dragoman.language.calendars import Meaning, Period, Reference
from dragoman.language.dates_patterns import Found, compiled, published
from dragoman.language.vocabulary import vocabulary

DEEPEST = 3
_WORD = re.compile(r"[A-Za-z]+|\d+")
# How far from its first word on a phrase may come to the word that makes it a date.
CORE_REACH = 60
_SHORT_YEAR = re.compile(r"['’]\d\d\b")
_JOIN = re.compile(r"\s*(?:[-–—]|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*")
# "every second Thursday" is no day.
_REPEATED = re.compile(r"\b(?:every|each|alternate)\s+(?:other\s+|second\s+|third\s+|\d+\s+)?\Z")
_AND = re.compile(r"\s+and\s+")
_LEAD = re.compile(
    r"(?:(?P<since>since|from|starting|beginning|effective)|(?P<between>between)|"
    r"(?:on|in|by|until|till|at|during|for|over|before|after|around|about|through|of|to|as\s+of|only|(?:up\s+)?to|dated|no\s+later\s+than))\s+",
    re.IGNORECASE,
)


def parse(text: str, position: int, *, alone: bool = False, depth: int = 0) -> Found | None:
    """The longest date phrase that begins at ``position``; ``alone`` where the text is nothing but the phrase."""
    if depth > DEEPEST:
        return None

    def inner(piece: str, start: int) -> Found | None:
        return parse(piece, start, alone=True, depth=depth + 1)

    absolute = (*dates_absolute.PRODUCTIONS, *dates_history.PRODUCTIONS, dates_feasts.holiday)
    found = [production(text, position, alone) for production in absolute]
    found += [production(text, position) for production in dates_relative.PRODUCTIONS]
    found += [production(text, position, inner) for production in dates_nested.PRODUCTIONS]
    # Of two readings of one length the later production is the more particular one.
    return max(reversed([each for each in found if each]), key=lambda each: each.end, default=None)


def phrase(text: str) -> Meaning | None:
    """The meaning of a phrase that was picked out by hand: its prepositions aside, the whole or else what it holds."""
    words = text.strip().strip("\"“”'’,;:.()").strip()
    if _SHORT_YEAR.match(text.strip()):
        words = "'" + words
    lead = _LEAD.match(words)
    found = parse(words, 0, alone=True) or dates_nested.clock_alone(words)
    start = 0
    if lead and (found is None or found.end < len(words)):
        start = lead.end()
        found = parse(words, start, alone=True) or found
    if found is None:
        found = next((each for _, each in scan(words)), None)
        return found.meaning if found else None
    ranged = _range(words, found, between=bool(lead and lead["between"]), alone=True)
    if lead and lead["since"] and lead["since"].lower() == "since":
        return since(ranged.meaning)
    return ranged.meaning


def scan(text: str) -> Iterator[tuple[int, Found]]:
    """Every date phrase of running text with its start, in order, the longest first where they overlap."""
    cores = [m.start() for m in _WORD.finditer(text) if m.group()[0].isdigit() or m.group().lower() in _cores()]
    if not cores:
        return
    position = core = 0
    for match in _triggers().finditer(text):
        start = match.start()
        while core < len(cores) and cores[core] < start:
            core += 1
        if core == len(cores):
            return
        if start < position or cores[core] > start + CORE_REACH:
            continue
        found = parse(text, start)
        if found is None:
            continue
        before = text[max(0, start - 20) : start].lower()
        if _REPEATED.search(before):
            position = found.end
            continue
        found = _range(text, found, between=before.endswith("between "), alone=False)
        if before.endswith("since "):
            found = Found(found.end, since(found.meaning))
        position = found.end
        yield start, found


def _range(text: str, first: Found, *, between: bool, alone: bool) -> Found:
    """``first`` drawn out to the end of a range ("Monday to Friday"), if one begins with it."""
    joint = _JOIN.match(text, first.end) or (_AND.match(text, first.end) if between else None)
    second = parse(text, joint.end(), alone=alone) if joint and joint.end() > joint.start() else None
    if second is None:
        return first

    def meaning(reference: Reference) -> Period | None:
        start, end = first.meaning(reference), second.meaning(reference)
        if start is None or end is None:
            return start
        if start.start > end.end and start.granularity == end.granularity == "month":
            # "January-March": the end tells the year.
            back = start.start.month > end.start.month
            start = Period(start.start.replace(year=end.start.year - back), start.end, start.granularity)
        if start.start > end.end and start.granularity == "day" and (start.start - end.end).days < 7:
            # "Monday through Friday", on a Tuesday: next week's.
            end = Period(end.start + timedelta(days=7), end.end + timedelta(days=7), "day")
        return Period(start.start, end.end, end.granularity) if start.start <= end.end else start

    return Found(second.end, meaning)


def since(inner: Meaning) -> Meaning:
    """From the beginning of a period to the day of publication."""

    def meaning(reference: Reference) -> Period | None:
        start = inner(reference)
        if start is None:
            return None
        return Period(start.start, max(published(reference), start.end), start.granularity)

    return meaning


@cache
def _cores() -> frozenset[str]:
    """The words of which every date phrase without a digit holds one: most sentences need no more reading."""
    words = vocabulary()
    cores = {*words.months, *words.weekdays, *words.seasons, *words.units, *words.tens, *words.cores}
    cores |= {word.split(" ")[0].rstrip(".").removesuffix("'s") for word in words.holidays}
    return frozenset(cores | {f"{word}s" for word in cores})


@cache
def _triggers() -> re.Pattern[str]:
    """Where a date phrase may begin: a digit, or one of the words that one begins with."""
    words = vocabulary()
    starts = {
        word.split(" ")[0] for word in (*words.numbers, *words.past_words, *words.future_words, *words.present_words)
    }
    starts |= {*words.months, *words.weekdays, *words.seasons, *words.parts, *words.ordinals}
    starts |= {word.split(" ")[0] for word in words.holidays}
    starts |= words.leads | {*words.centuries, "ad", "a.d"}
    options = "|".join(sorted((re.escape(word) for word in starts), key=lambda word: (-len(word), word)))
    return compiled(rf"(?<![\w$€£])(?:(?:{options})\b|\d|['’]\d\d)")

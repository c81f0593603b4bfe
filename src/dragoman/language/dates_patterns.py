"""The pieces of pattern that both halves of the date grammar are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from dragoman.language.calendars import Meaning, Reference, Unit
from dragoman.language.vocabulary import alternatives, vocabulary

YEAR = r"(?:1\d|20)\d\d(?![\d%]|[.,]\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%a-z]|[.,:]\d)"
DAYPART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|midnight|noon|lunchtime|daytime)\b)"
CLOCK_TAIL = r"(?:,?\s+at\s+(?:noon|midnight|dawn|dusk|\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?|GMT|hours)?))"
RELATIVE_YEAR = (
    r"(?:,?\s+(?:of\s+)?(?P<rel>(?:last|this|next|that|the\s+same|the\s+previous|the\s+following)\s+year"
    r"|(?:a|one)\s+year\s+(?:ago|earlier|before))\b)"
)
# Short names of months that are no short forms.
_FULL = frozenset({"march", "april", "may", "june", "july"})


class Found(NamedTuple):
    """A date phrase in a text: where it ends, and what it means."""

    end: int
    meaning: Meaning


def published(reference: Reference) -> date:
    """The day of publication. Raises ``LookupError`` where it is not known: the phrase then has no date."""
    if reference.published is None:
        raise LookupError("no publication date")
    return reference.published


def cased(words: Iterable[str]) -> str:
    """A pattern for names of months or weekdays: doubtful ones ("may", "sun") need their capital, the others do not.

    Only a short form takes a full stop along: that of a long one ends the sentence.
    """
    doubtful = vocabulary().doubtful
    forms = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        stop = r"\.?" if len(word) <= 5 and word not in _FULL else ""
        name = f"(?:{word.title()}|{word.upper()})" if word in doubtful else f"(?i:{word})"
        forms.append(rf"{name}\b{stop}")
    return f"(?:{'|'.join(forms)})"


@cache
def compiled(pattern: str, *, ignore_case: bool = True) -> re.Pattern[str]:
    """``pattern`` with the names in angle brackets filled in: <month>, <weekday>, <n> and the like."""
    return re.compile(_filled(pattern), re.IGNORECASE if ignore_case else 0)


def _filled(pattern: str) -> str:
    # "(?P<day>" names a group; "<day>" alone stands for a piece.
    return re.sub(r"(?<!\?P)<(\w+)>", lambda match: _pieces()[match.group(1)], pattern)


@cache
def _pieces() -> dict[str, str]:
    words = vocabulary()
    return {
        "month": cased(words.months),
        "weekday": cased(words.weekdays),
        "year": YEAR,
        "day": DAY,
        "daypart": DAYPART,
        "clock": CLOCK_TAIL,
        "n": rf"(?:{alternatives(words.numbers.keys() - {'the'})}|\d{{1,3}})",
        "few": r"(?:(?:a\s+)?few|several|many|some|a\s+number\s+of)",
        "unit": alternatives(words.units),
        "ordinal": alternatives(words.ordinals),
        "season": alternatives(words.seasons),
        "tens": alternatives(words.tens),
        "part": alternatives(words.parts),
        "past": alternatives(words.past_words),
        "future": alternatives(words.future_words),
        "present": alternatives(words.present_words),
        "holiday": alternatives(words.holidays).replace("'", "['’]"),
        "fiscal": r"(?:(?:fiscal|financial|calendar|academic|business|school)\s+)",
    }


def month_number(word: str) -> int:
    """1 to 12 for the name of a month."""
    return vocabulary().months[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for the name of a weekday."""
    return vocabulary().weekdays[word.lower().rstrip(".")]


def count(word: str) -> int:
    """The number that a word or digits tell."""
    plain = re.sub(r"\s+", " ", word.lower())
    return int(plain) if plain.isdigit() else vocabulary().numbers[plain]


def unit_of(word: str) -> Unit:
    """The unit that a noun names, singular or plural."""
    unit: Unit = vocabulary().units[word.lower().removesuffix("s")]
    return unit


def leading_number(text: str) -> int:
    """The number that ``text`` begins with ("3rd": 3)."""
    match = re.match(r"\d+", text)
    return int(match.group()) if match else 0


def group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def year_word(match: re.Match[str]) -> Callable[[Reference], int | None]:
    """The year that a match names outright or by a word; None from the function where it names none."""
    year = group(match, "year") or group(match, "before")
    short, word = group(match, "short"), group(match, "rel") or group(match, "before_rel")
    if year:
        return lambda _: int(year)
    if short:
        return lambda reference: century_of(int(short), reference)
    if not word:
        return lambda _: None
    shifts = {"last": -1, "next": 1, "the previous": -1, "the following": 1, "this": 0, "the": 0, "the current": 0}
    plain = re.sub(r"\s+", " ", word.lower()).removesuffix(" year")
    if plain.endswith(("ago", "earlier", "before")):
        plain = "last"

    def relative(reference: Reference) -> int | None:
        anchored = reference.anchor is not None and plain not in {"last", "next", "this", "the", "the current"}
        if plain in {"that", "the same", "the following"} and not anchored:
            raise LookupError("no event to count from")
        base = reference.anchor.start if anchored and reference.anchor else published(reference)
        return base.year + shifts.get(plain, 0)

    return relative


def century_of(short: int, reference: Reference) -> int:
    """A year of two digits: not more than twenty years after publication."""
    latest = (reference.published.year if reference.published else 2030) + 20
    return max(year for year in (1800 + short, 1900 + short, 2000 + short) if year <= latest)


def nearest(days: list[date], today: date) -> date:
    """The nearest of ``days``, none being more than four months ahead: news names a later one with its year."""
    return min((value for value in days if (value - today).days <= 120), key=lambda value: abs((value - today).days))

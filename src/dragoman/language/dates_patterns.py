"""The pieces of pattern that both halves of the date grammar are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from dragoman.language.calendars import Meaning, Reference, Unit
from dragoman.language.vocabulary import alternatives, vocabulary

YEAR = r"(?:1[89]|20)\d\d(?![\d%]|[.,]\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%a-z]|[.,:]\d)"
DAYPART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|midnight|noon|lunchtime|daytime)\b)"
CLOCK_TAIL = r"(?:,?\s+at\s+(?:noon|midnight|dawn|dusk|\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?|GMT|hours)?))"
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

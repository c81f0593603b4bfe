"""The words of dates and tenses, read from the YAML tables once and turned into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import DataError
from dragoman.language import tables

_MAPS = (
    "months",
    "weekdays",
    "numbers",
    "ordinals",
    "tens",
    "seasons",
    "units",
    "parts",
    "centuries",
    "reach",
    "holidays",
)
_LISTS = (
    "doubtful",
    "date_leads",
    "past_words",
    "future_words",
    "present_words",
    "no_year_after",
    "no_year_before",
    "leads",
    "cores",
)


@dataclass(frozen=True)
class Vocabulary:
    """``data/dates.yaml``; the maps go from the word to its number, part or rule."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    tens: dict[str, int]
    seasons: dict[str, int]
    units: dict[str, Any]
    parts: dict[str, tuple[float, float]]
    reach: dict[str, int]
    centuries: dict[str, int]
    holidays: dict[str, list[Any]]
    doubtful: frozenset[str]
    date_leads: frozenset[str]
    past_words: frozenset[str]
    future_words: frozenset[str]
    present_words: frozenset[str]
    no_year_after: frozenset[str]
    no_year_before: frozenset[str]
    leads: frozenset[str]
    cores: frozenset[str]


@dataclass(frozen=True)
class TenseWords:
    """``data/tense.yaml``."""

    future: frozenset[str]
    past: frozenset[str]
    promises: frozenset[str]
    infinitives: frozenset[str]
    no_infinitive_after: frozenset[str]
    not_past: frozenset[str]
    standing: frozenset[str]
    between: frozenset[str]
    bound: frozenset[str]
    nouns: frozenset[str]
    determiners: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words of dates. Raises ``DataError`` where the table lacks a key, has another, or one of the wrong kind."""
    table = tables.load("dates.yaml")
    if set(table) != {*_MAPS, *_LISTS}:
        raise DataError(f"dates.yaml:1: wrong or missing keys: {', '.join(sorted({*_MAPS, *_LISTS} ^ set(table)))}")
    for key, value in table.items():
        if not isinstance(value, dict if key in _MAPS else list):
            raise DataError(f"dates.yaml:{tables.line_of('dates.yaml', key)}: {key} is of the wrong kind")
    values: dict[str, Any] = {key: table[key] if key in _MAPS else frozenset(table[key]) for key in table}
    return Vocabulary(**values)


@cache
def tense_words() -> TenseWords:
    """The words of tense."""
    table = tables.string_lists("tense.yaml", keys=TenseWords.__annotations__.keys())
    return TenseWords(**{key: frozenset(words) for key, words in table.items()})


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first; a space in a word stands for any run of spaces or a hyphen."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in ordered) + ")"

"""The words that report speech, read from ``data/speech.yaml`` and checked on load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError

TABLE = "speech.yaml"
FRAMES = frozenset(
    {"clause", "fact", "that", "hearer", "to", "infinitive", "of", "as", "call", "object", "quote", "words"}
)
PATTERNS = ("refusals",)
_LISTS = """
    not_after not_before between openers joiners asides prepositions finite passive no_source audiences occasions titles
    particles feminine masculine naming bodies days ly_nouns determiners pronouns objects times months media links
    leading irregular remarks subject_ends adjuncts occasion_leads hearer_ends adjectives
"""
LISTS = tuple(_LISTS.split())


@dataclass(frozen=True)
class Speech:
    """The table. ``verbs`` maps each form to what it takes; ``lists`` holds the closed classes of words by name."""

    verbs: dict[str, frozenset[str]]
    nouns: frozenset[str]
    lists: dict[str, frozenset[str]]
    refusals: re.Pattern[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@cache
def words_of(*names: str) -> frozenset[str]:
    """The words of several lists together; ``verbs`` stands for every form of a verb of speech."""
    speech = load_speech()
    return frozenset().union(*(speech.verbs if name == "verbs" else speech[name] for name in names))


@cache
def load_speech() -> Speech:
    """Read and check the table; raises DataError with its line."""
    import yaml

    text = files("dragoman.ledger").joinpath("data", TABLE).read_text("utf-8")
    try:
        return parse_speech(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{TABLE}:{line}: {error.problem}") from error


def parse_speech(text: str) -> Speech:
    """The table in ``text``; raises DataError for an unknown key or frame, a form that stands twice, or no list."""
    import yaml

    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    wanted = {"verbs", *LISTS, *PATTERNS}
    if not isinstance(raw, dict) or set(raw) != wanted:
        found = sorted(map(str, raw)) if isinstance(raw, dict) else "no mapping"
        raise DataError(f"{TABLE}:1: wanted the keys {sorted(wanted)}, found {found}")
    verbs: dict[str, frozenset[str]] = {}
    for form, frames, line in _forms(raw["verbs"], text):
        if form in verbs:
            raise DataError(f"{TABLE}:{line}: the verb form {form!r} stands twice")
        verbs[form] = frames
    for name in (*LISTS, *PATTERNS):
        if not isinstance(raw[name], list) or not all(isinstance(word, str) for word in raw[name]):
            raise DataError(f"{TABLE}:{_line(text, name)}: {name} wants a list of strings")
    return Speech(
        verbs=verbs,
        nouns=frozenset(form for entry in raw["verbs"].values() for form in entry.get("noun", ())),
        lists={name: frozenset(raw[name]) for name in LISTS},
        refusals=re.compile(rf"\b(?:{'|'.join(raw['refusals'])})\b"),
    )


def _forms(verbs: dict[str, dict[str, Any]], text: str) -> Iterator[tuple[str, frozenset[str], int]]:
    for name, entry in verbs.items():
        line = _line(text, f"  {name}")
        if not isinstance(entry, dict) or not set(entry) <= {"forms", "takes", "noun"}:
            raise DataError(f"{TABLE}:{line}: {name} wants forms, takes and perhaps noun")
        frames = frozenset(entry.get("takes", ()))
        if not frames or not frames <= FRAMES:
            raise DataError(f"{TABLE}:{line}: {name} takes {sorted(frames - FRAMES)}, wanted some of {sorted(FRAMES)}")
        for form in entry.get("forms", ()):
            yield form, frames, line


def _line(text: str, key: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f"{key}:")), 1)

"""PLOVER contexts: what an article and an act are about, by the cues of ``data/contexts.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from dragoman.errors import DataError
from dragoman.tables import load_mapping

ENOUGH = 2  # cues in an article before its events carry the context: one word may be a passing one
_WORD = re.compile(r"\w+")
_STEM = 3  # letters by which cues with an open ending are looked up


@cache
def load_contexts() -> dict[str, re.Pattern[str]]:
    """One pattern a context, in the table's order. Raises DataError for an empty context."""
    patterns = {}
    for name, cues in _table().items():
        if not cues:
            raise DataError(f"contexts.yaml: {name} has no cues")
        # a cue may end in * for any ending; cues match whole words otherwise
        words = "|".join(re.escape(cue).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]") for cue in cues)
        patterns[name] = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return patterns


@cache
def _table() -> dict[str, list[str]]:
    raw = load_mapping(__package__, "contexts.yaml")["contexts"]
    return {name: [str(cue) for cue in cues or ()] for name, cues in raw.items()}


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    """The contexts that have a cue beginning with a word, or with a stem of up to three letters and ``*``."""
    found: dict[str, dict[str, None]] = {}
    for name, cues in _table().items():
        for cue in cues:
            word = _WORD.match(cue.casefold())
            if word is None:
                raise DataError(f"contexts.yaml: {name}: the cue {cue!r} does not begin with a word")
            open_ = cue[word.end() :].startswith("*")
            found.setdefault(word[0][:_STEM] + "*" if open_ else word[0], {})[name] = None
    return {key: tuple(names) for key, names in found.items()}


@lru_cache(maxsize=65536)
def _may_open(word: str) -> tuple[str, ...]:
    """The contexts of which a word of a text may begin a cue."""
    keys = (word, *(word[:length] + "*" for length in range(1, _STEM + 1)))
    return tuple(dict.fromkeys(name for key in keys for name in _openings().get(key, ())))


def _cues(text: str) -> Iterator[tuple[str, str]]:
    """Each context and cue in ``text``, those of one context not overlapping.

    Running all patterns over a page took longer than any other stage but the encoder; most words begin no cue.
    """
    ends: dict[str, int] = {}
    for word in _WORD.finditer(text):
        for name in _may_open(word[0].casefold()):
            if word.start() >= ends.get(name, 0) and (match := load_contexts()[name].match(text, word.start())):
                ends[name] = match.end()
                yield name, match[0].lower()


def article_contexts(title: str | None, body: str) -> list[str]:
    """The contexts that the article as a whole is about."""
    found: dict[str, set[str]] = {}
    for name, cue in _cues(f"{title or ''}\n{body}"):
        found.setdefault(name, set()).add(cue)
    return [name for name in load_contexts() if len(found.get(name, ())) >= ENOUGH]


def find_contexts(sentence: str, article: Sequence[str]) -> list[str]:
    """The contexts of an event: those of its article that its sentence shows too, else the sentence's own."""
    shown = {name for name, _ in _cues(sentence)}
    own = [name for name in load_contexts() if name in shown]
    both = [name for name in own if name in article]
    return both or own

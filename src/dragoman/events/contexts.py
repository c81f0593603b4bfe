"""PLOVER contexts: what an article and an act are about, by the cues of ``data/contexts.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.errors import DataError
from dragoman.tables import load_mapping

ENOUGH = 2  # cues in an article before its events carry the context: one word may be a passing one


@cache
def load_contexts() -> dict[str, re.Pattern[str]]:
    """One pattern a context, in the table's order. Raises DataError for an empty context."""
    raw = load_mapping(__package__, "contexts.yaml")["contexts"]
    patterns = {}
    for name, cues in raw.items():
        if not cues:
            raise DataError(f"contexts.yaml: {name} has no cues")
        # a cue may end in * for any ending; cues match whole words otherwise
        words = "|".join(re.escape(str(cue)).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]") for cue in cues)
        patterns[name] = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return patterns


def article_contexts(title: str | None, body: str) -> list[str]:
    """The contexts that the article as a whole is about."""
    text = f"{title or ''}\n{body}"
    found = {name: len({m.lower() for m in pattern.findall(text)}) for name, pattern in load_contexts().items()}
    return [name for name, count in found.items() if count >= ENOUGH]


def find_contexts(sentence: str, article: Sequence[str]) -> list[str]:
    """The contexts of an event: those of its article that its sentence shows too, else the sentence's own."""
    own = [name for name, pattern in load_contexts().items() if pattern.search(sentence)]
    both = [name for name in own if name in article]
    return both or own

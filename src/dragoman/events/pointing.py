"""Acts aimed at an act told before: "The decision was welcomed by Washington"."""

from __future__ import annotations

import re
from functools import cache

from dragoman.tables import load_mapping

REACH = 60  # code points between the trigger and the words that are its object


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = load_mapping(__package__, "pointing.yaml")
    determiners, nouns, pronouns = ("|".join(raw[key]) for key in ("determiners", "nouns", "pronouns"))
    phrase = rf"(?:{determiners})\s+(?:[\w-]+\s+)?(?:{nouns})\b"
    return (
        re.compile(rf"\s+(?:{phrase}|(?:{pronouns})\b)", re.IGNORECASE),
        re.compile(rf"\b{phrase}[^.;,]{{0,{REACH}}}\b(?:was|were|been|being|is|are)\s+(?:\w+\s+)?\Z", re.IGNORECASE),
    )


def points_back(sentence: str, start: int, end: int) -> bool:
    """Whether the object of the trigger at ``sentence[start:end]``, or its passive's subject, is an act told before."""
    after, before = _patterns()
    return after.match(sentence, end) is not None or before.search(sentence[:start]) is not None

"""How the verb of an act is put: told as a story, as done by now, as done before that, or as only thought of.

The rule is of our own and looks at the auxiliaries right before the verb; a verb joined on with "and" shares those of
the one before it ("has arrested the captain and seized the catch").
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from dragoman.language.vocabulary import alternatives, tense_words

Aspect = Literal["past", "perfect", "pluperfect", "modal", "future", "present", "noun"]

REACH = 60
_LEAD = re.compile(
    r"(?:(?:had|has|have|would|will|was|were|is|are|been|not|could|should|may|might|to|never|also|already)\s+)+",
    re.IGNORECASE,
)
_JOINED_ON = re.compile(
    r"\b(?P<word>had|has|have|would|will)\s+(?:\w+ly\s+|already\s+|also\s+)?\w+(?:ed|en|t|d|n)\b[^,;:.“”]{0,60}"
    r"(?:,\s+)?(?:and|or|but)\s+(?:\w+ly\s+)?\Z",
    re.IGNORECASE,
)
_JOINED_ASPECT: dict[str, Aspect] = {"had": "pluperfect", "has": "perfect", "have": "perfect", "would": "modal"}


def aspect_at(text: str, start: int, end: int) -> Aspect:
    """How the verb ``text[start:end]`` is put; "noun" where it looks like no finite verb."""
    words, before = text[start:end], text[max(0, start - REACH) : start]
    lead = _LEAD.match(words)
    for part in (before, before + lead.group() if lead else before):
        for aspect, pattern in _auxiliaries():
            if pattern.search(part):
                return aspect
    if joined := _JOINED_ON.search(text[max(0, start - 2 * REACH) : start]):
        return _JOINED_ASPECT.get(joined["word"].lower(), "future")
    table = tense_words()
    each = words.lower().split()
    if each and each[0] in table.standing:
        return "present"
    return "past" if any(word in table.past or (len(word) > 3 and word.endswith("ed")) for word in each) else "noun"


@cache
def _auxiliaries() -> tuple[tuple[Aspect, re.Pattern[str]], ...]:
    words = tense_words()
    rest = rf"(?:\s+(?:{alternatives(words.between)}|\w+ly)\b){{0,3}}\s*\Z"
    bound = rf"(?:is|are|was|were)\s+(?:{alternatives(words.bound)}\s+)?to"
    patterns: tuple[tuple[Aspect, str], ...] = (
        ("pluperfect", r"\b(?:had|having|hadn['’]t)"),
        ("perfect", r"(?:\b(?:has|have|hasn['’]t|haven['’]t)|['’]ve)"),
        ("modal", r"\b(?:would|could|should|might|may|must|can)"),
        ("future", rf"(?:\b(?:will|shall|won['’]t|{bound}|(?:plans?|intends?|hopes?)\s+to)|['’]ll)"),
        ("past", r"\b(?:was|were|did|didn['’]t)"),
        ("present", r"\b(?:is|are|does|do)"),
    )
    return tuple((aspect, re.compile(pattern + rest, re.IGNORECASE)) for aspect, pattern in patterns)

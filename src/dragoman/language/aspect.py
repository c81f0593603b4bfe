"""How the verb of an act is put: told as a story, as done by now, as done before that, or as only thought of.

The rule is of our own and looks at the auxiliaries right before the verb; a verb joined on with "and" or a comma
shares those of the one before it ("has arrested the captain and seized the catch").
"""

from __future__ import annotations

import re
from typing import Literal

Aspect = Literal["past", "perfect", "pluperfect", "modal", "future", "present", "noun"]

REACH = 60
_BETWEEN = r"(?:\s+(?:not|never|already|also|now|just|only|since|long|often|even|again|been|being|have|be|\w+ly|not\s+yet)\b){0,3}\s*\Z"
_AUXILIARIES: tuple[tuple[Aspect, re.Pattern[str]], ...] = (
    ("pluperfect", re.compile(rf"\b(?:had|having|hadn['’]t){_BETWEEN}", re.IGNORECASE)),
    ("perfect", re.compile(rf"(?:\b(?:has|have|hasn['’]t|haven['’]t)|['’]ve){_BETWEEN}", re.IGNORECASE)),
    ("modal", re.compile(rf"\b(?:would|could|should|might|may|must|can){_BETWEEN}", re.IGNORECASE)),
    ("future", re.compile(rf"(?:\b(?:will|shall|won['’]t)|['’]ll|\b(?:is|are|was|were)\s+(?:due|set|expected|scheduled|planned|about|ready|preparing)?\s*to|\b(?:plans?|intends?|hopes?)\s+to){_BETWEEN}", re.IGNORECASE)),
    ("past", re.compile(rf"\b(?:was|were|did|didn['’]t){_BETWEEN}", re.IGNORECASE)),
    ("present", re.compile(rf"\b(?:is|are|does|do){_BETWEEN}", re.IGNORECASE)),
)
_JOINED_ON = re.compile(r"\b(had|has|have|would|will)\s+(?:\w+ly\s+|already\s+|also\s+)?\w+(?:ed|en|t|d|n)\b[^,;:.“”]{0,60}(?:,\s+)?(?:and|or|but)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_PAST = re.compile(r"\w{2,}ed\Z|(?:met|held|took|gave|made|sent|struck|hit|shot|led|won|lost|broke|put|cut|spoke|flew|sat|stood|drew|threw|wrote|kept|sought|fled|shut|drove|withdrew|said|told|began|went|came|left|let|swore|stole|tore|seized|quit|fought|brought|bought|fell|urged|backed|hailed|vowed|overthrew|overran|blew|burnt|sank|paid|saw|found|set)\Z", re.IGNORECASE)
_PRESENT = re.compile(r"(?:says|demands|accuses|urges|wants|denies|refuses|supports|backs|threatens|warns|calls|rejects|opposes|insists|blames|claims)\b", re.IGNORECASE)


def aspect_at(text: str, start: int, end: int) -> Aspect:
    """How the verb ``text[start:end]`` is put; "noun" where it looks like no finite verb."""
    words = text[start:end]
    for part in (text[max(0, start - REACH) : start], text[max(0, start - REACH) : start] + _lead(words)):
        for aspect, pattern in _AUXILIARIES:
            if pattern.search(part):
                return aspect
    if joined := _JOINED_ON.search(text[max(0, start - 2 * REACH) : start]):
        word = joined.group(1).lower()
        return {"had": "pluperfect", "has": "perfect", "have": "perfect", "would": "modal"}.get(word, "future")  # type: ignore[return-value]
    first = words.split(" ")[0] if words.split() else ""
    if _PRESENT.match(words):
        return "present"
    return "past" if _PAST.search(first) or any(_PAST.search(w) for w in words.split()) else "noun"


def _lead(words: str) -> str:
    """The auxiliaries that a trigger itself begins with ("had agreed to halt")."""
    match = re.match(r"(?:(?:had|has|have|would|will|was|were|is|are|been|not|could|should|may|might|to|never|also|already)\s+)+", words, re.IGNORECASE)
    return match.group() if match else ""

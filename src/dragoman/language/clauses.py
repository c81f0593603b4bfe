"""Where the clause of one act ends and that of another begins.

The rule is of our own: at "to" with a verb, at "that", "which", "after" and the like, at quotation marks and dashes.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.language.vocabulary import alternatives, tense_words

_JOINED = re.compile(r",?\s+(?:and|but|or|then)\s+", re.IGNORECASE)


def parted(between: str) -> bool:
    """Whether the text between two words parts them into clauses of different acts."""
    return _bar().search(between) is not None


def joins(between: str) -> int:
    """How often the text between two words goes on over "and", "but" or "or"."""
    return len(_JOINED.findall(between))


@cache
def _bar() -> re.Pattern[str]:
    return re.compile(
        rf"\bto\s+(?:\w+ly\s+)?{alternatives(tense_words().infinitives)}\b"
        r"|\b(?:that|which|who|whose|whom|when|while|after|before|because|although|though|unless|if|where|as|since|until)\b"
        r"|[;:“”\"]|\s[–—]\s",
        re.IGNORECASE,
    )

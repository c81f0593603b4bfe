"""Where the clause of one act ends and that of another begins.

The rule is of our own: at "to" with a verb, at "that", "which", "after" and the like, at quotation marks and dashes.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.language.vocabulary import alternatives, tense_words

_JOINED = re.compile(r",?\s+(?:and|but|or|then)\s+", re.IGNORECASE)
# What these open is of the same time as what they hang on: "lost a partner on Sunday when Honduras switched sides".
_SAME_TIME = re.compile(r"\b(?:when|while|as|where)\b", re.IGNORECASE)
# "after a chase of several hours, arrested": a phrase without a verb, closed by a comma, parts nothing.
_PHRASE = re.compile(r"\b(?:after|before|since|until)\s+(?P<rest>[^,;:“”\"]{1,60}),", re.IGNORECASE)
_VERB = re.compile(r"\b(?:\w+ed|had|has|have|was|were|is|are|will|would|\w+ing)\b", re.IGNORECASE)
# "is to gather on August 4": verb and infinitive are one.
_LEADS_ON = re.compile(
    r"\b(?:is|are|was|were|plans?|intends?|hopes?|due|set|expected|scheduled|has|have|going)\Z", re.IGNORECASE
)
SAME_TIME = 2


def parted(between: str) -> bool:
    """Whether the text between two words parts them into clauses of different acts."""
    return _bar().search(between) is not None


def joins(between: str) -> int:
    """How often the text between two words goes on over "and", "but" or "or"."""
    return len(_JOINED.findall(between))


def distance(between: str, *, act: str, promised: bool = False) -> int | None:
    """How far a date is from its act over the text between: 0 in one clause, more where it is joined on, None beyond.

    ``act`` is the verb, where the text follows it. ``promised``: what follows the verb in the infinitive is its content
    and parts nothing, as the past date in "vowed to open ties during her 2021 campaign".
    """
    text = _infinitive().sub(" ", between) if promised else between
    if act and _LEADS_ON.search(act):
        text = re.sub(r"\A\s+(?:\w+ly\s+)?to\s+", " ", text)
    text = _PHRASE.sub(lambda match: match.group() if _VERB.search(match["rest"]) else ",", text)
    same = len(_SAME_TIME.findall(text))
    if parted(_SAME_TIME.sub(" ", text)):
        return None
    return joins(text) + SAME_TIME * same


@cache
def _bar() -> re.Pattern[str]:
    return re.compile(
        rf"{_infinitive().pattern}"
        r"|\b(?:that|which|who|whose|whom|when|while|after|before|because|although|though|unless|if|where|as|since|until)\b"
        r"|[;:“”\"]|\s[–—]\s",
        re.IGNORECASE,
    )


@cache
def _infinitive() -> re.Pattern[str]:
    return re.compile(rf"\bto\s+(?:\w+ly\s+)?{alternatives(tense_words().infinitives)}\b", re.IGNORECASE)

"""Which way the clause around a date looks: back or forward.

The rule is of our own: the cue nearest before the date decides, and with none before it the nearest after. Cues are the
words of ``data/tense.yaml``, forms in -ed, and "to" with a verb.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from dragoman.language.calendars import Tense
from dragoman.language.vocabulary import TenseWords, alternatives, tense_words

REACH = 240
_DEADLINE = re.compile(r"\b(?:by|until|till|before|no later than|ahead of)\s+(?:the\s+)?\Z", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the\s+|late\s+|early\s+)?\Z", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:be|being|get)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_GRACE = re.compile(r"\b(?:given|gave\s+\w+|has|have|deadline\s+of)\s+until\s+(?:the\s+)?\Z", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|in case)\b[^,]*\Z", re.IGNORECASE)
_SEEN_FROM_PAST = re.compile(r"\b(?:was|were|been)\s+(?:\w+\s+)?(?:to\s+)?\Z", re.IGNORECASE)
_CONTENT = re.compile(r"\b(?!(?:on|in|at|by|for|the|a|an|to|of|late|early)\b)\w+", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:]|[.?!][\"”’']?\s|\n\s*\n|\s[–—]\s|[”\"],?\s")


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """The tense of the clause that ``text[start:end]`` stands in; None where no cue is near, or it speaks both ways."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    cuts = [match.end() for match in _CLAUSE_END.finditer(before)]
    before = before[cuts[-1] :] if cuts else before
    if ending := _CLAUSE_END.search(after):
        after = after[: ending.start()]
    told_before = _cues(before)
    # "… by Friday", "until Monday": the preposition itself looks forward, unless the verb before it looked back.
    if _DEADLINE.search(before) and (not told_before or told_before[-1] == "future"):
        return "future"
    if _GRACE.search(before):
        return "future"
    if _SINCE.search(before):
        return "past"
    cues = told_before[-1:] or _cues(after, ahead=True)[:1]
    # "if he won the election on April 30" is no past.
    return None if not cues or (cues[0] == "past" and _CONDITION.search(before)) else cues[0]


def _cues(text: str, *, ahead: bool = False) -> list[Tense | None]:
    """What each cue in ``text`` tells, in order; ``ahead``: the date stands before the text, not after it."""
    words = tense_words()
    return [kind for match in _pattern().finditer(text) if (kind := _kind(match, text, words, ahead=ahead)) != "none"]


def _kind(match: re.Match[str], text: str, words: TenseWords, *, ahead: bool) -> Tense | Literal["none"] | None:
    """The tense that a cue tells; None where it is told from a past day ("was due"), "none" where it is no cue."""
    lead = text[max(0, match.start() - 40) : match.start()]
    if match.group().lower() in words.nouns and (
        _last_word(lead) in words.determiners or lead.rstrip()[-2:] in {"'s", "’s"}
    ):
        return "none"
    if (match["past"] or match["ed"]) and _PASSIVE.search(lead):
        return "none"  # "will be paid": the word before tells
    if match["future"] or match["infinitive"] or match["progressive"]:
        if match["infinitive"] and _last_word(lead) in words.no_infinitive_after:
            return "none"
        return None if _SEEN_FROM_PAST.search(lead) else "future"
    if match["promise"]:
        # "promised on Tuesday" tells when the promise was made, "promised a vote in the autumn" when it falls due.
        return "future" if not ahead and _CONTENT.search(text[match.end() :]) else "past"
    if match["past"]:
        return "past"
    return "none" if match["ed"].lower() in words.not_past else "past"


def _last_word(text: str) -> str:
    words = text.split()
    return words[-1].lower() if words else ""


@cache
def _pattern() -> re.Pattern[str]:
    words = tense_words()
    return re.compile(
        rf"(?:\b(?P<past>{alternatives(words.past)})\b|\b(?P<promise>{alternatives(words.promises)})\b|(?<!\w)(?P<future>{alternatives(words.future)})(?!\w)"
        rf"|\bto\s+(?:\w+ly\s+)?(?P<infinitive>{alternatives(words.infinitives)})\b"
        rf"|\b(?:is|are)\s+(?P<progressive>\w+ing)\b"
        r"|\b(?P<ed>[a-z][a-z-]{2,20}ed)\b)",
        re.IGNORECASE,
    )

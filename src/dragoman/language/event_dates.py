"""Which of a sentence's dates belongs to an act.

The rules are of our own. A sentence is parted where another act begins: at "to" with a verb, at "that", "which",
"after" and the like, at quotation marks and dashes. The date nearest to the trigger inside its part belongs to it,
so that in "agreed on Saturday to hold talks next month" the agreement is of Saturday and the talks of next month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.language.clauses import joins, parted
from dragoman.language.dates import DateMention
from dragoman.language.sentences import Sentence

# A date of these words' own: "officials said on Friday" does not date what they spoke of.
_SPEECH = re.compile(
    r"\b(?:said|says|told|added|announced|reported|confirmed|wrote|tweeted|stated|according\s+to|quoted)\b"
    r"(?:\s+\w+){0,3}?\s*(?:on|in|late|early|earlier)?\s*(?:late\s+|early\s+)?\Z",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\Z|['’]s?\s")
_BOUND_TO_NOUN = re.compile(r"\b(?:the|a|an|its|their|his|her)\s+\Z", re.IGNORECASE)
NOUN_REACH = 30


def date_of(
    mentions: Sequence[DateMention],
    *,
    sentence: Sentence,
    trigger_start: int,
    trigger_end: int,
    evidence: tuple[int, int] | None = None,
) -> DateMention | None:
    """The resolved date phrase of ``sentence`` that belongs to the act at the trigger, or None.

    ``mentions`` come from ``find_dates``; all offsets are of the body. ``evidence`` is the clause of the act, if known:
    a date inside it is preferred to one outside. A date that only joins on over "and" counts where no other does.
    """
    inside = [each for each in mentions if sentence.start <= each.start and each.end <= sentence.end and each.value]
    best: tuple[tuple[int, int, int], DateMention] | None = None
    for mention in inside:
        bars = _bars(sentence, mention, trigger_start, trigger_end)
        if bars is None:
            continue
        away = 0 if evidence is None or (evidence[0] <= mention.start and mention.end <= evidence[1]) else 1
        after = mention.start >= trigger_end
        distance = mention.start - trigger_end if after else trigger_start - mention.end
        rank = (bars, away, distance)
        if best is None or rank < best[0]:
            best = (rank, mention)
    return best[1] if best else None


def _bars(sentence: Sentence, mention: DateMention, trigger_start: int, trigger_end: int) -> int | None:
    """How many clauses are joined on between act and date; None where the date is of another act."""
    if mention.start < trigger_end and trigger_start < mention.end:
        return None
    body_at = sentence.start
    text, first, last = sentence.text, mention.start - body_at, mention.end - body_at
    act_first, act_last = trigger_start - body_at, trigger_end - body_at
    if _belongs_to_noun(text, mention, first, last):
        return 0 if 0 <= act_first - last <= NOUN_REACH and not parted(text[last:act_first]) else None
    between = text[act_last:first] if first >= act_last else text[last:act_first]
    if parted(between):
        return None
    speech = _SPEECH.search(text[:first])
    if speech and not (speech.start() <= act_last and act_first < first and act_first >= speech.start()):
        return None
    return joins(between)


def _belongs_to_noun(text: str, mention: DateMention, first: int, last: int) -> bool:
    """Whether the date qualifies the noun that follows it ("Monday's attack", "the 1965 treaty")."""
    if _POSSESSIVE.search(mention.text):
        return True
    year = mention.text.isdigit() and len(mention.text) == 4
    return year and bool(_BOUND_TO_NOUN.search(text[:first])) and re.match(r"\s+[a-z]", text[last:]) is not None

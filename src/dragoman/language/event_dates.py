"""Which of a sentence's dates belongs to an act.

The rules are of our own. A sentence is parted where another act begins: at "to" with a verb, at "that", "which",
"after" and the like, at quotation marks and dashes. The date nearest to the trigger inside its part belongs to it,
so that in "agreed on Saturday to hold talks next month" the agreement is of Saturday and the talks of next month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.language.clauses import distance, parted
from dragoman.language.dates import APPOSED, COUNTED, DateMention
from dragoman.language.sentences import Sentence

# A date of these words' own: "officials said on Friday" does not date what they spoke of.
_SPEECH = re.compile(
    r"\b(?:said|says|told|added|announced|reported|confirmed|wrote|tweeted|stated|according\s+to|quoted)\b"
    r"(?:\s+\w+){0,3}?\s*(?:on|in|late|early|earlier)?\s*(?:late\s+|early\s+)?\Z",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\Z|['’]s?\s")
_BOUND_TO_NOUN = re.compile(r"\b(?:the|a|an|its|their|his|her)\s+\Z", re.IGNORECASE)
# "during her 2021 campaign" tells when the act was, although the year stands before a noun.
_TIME_OF_NOUN = re.compile(r"\b(?:during|at|in|since|throughout)\s+(?:the|a|an|its|their|his|her)\s+\Z", re.IGNORECASE)
_OF_NOUN = re.compile(r"\w\s+of\s+\Z")
# "a deal, signed in 2016, by which": the date is that of the participle.
_PARTICIPLE = re.compile(
    r"(?:,|\b(?:deal|pact|treaty|accord|agreement|law|protocol|resolution|truce|ceasefire|text|plan))\s+(?:first\s+|\w+ly\s+)?"
    r"(?!and\b|but\b|or\b)\w+(?:ed|wn|ck|gn|ade|eld|uck)\s+(?:\w+\s+){0,4}?(?:in|on|since|late|early|last)?\s*\Z"
)
# "… began talks of its own in April, welcomed": a clause that a relative opened before the date and a comma closes.
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|where|until|after|before|since|because|although)\s(?!.*,\s)[^,]*\Z")
_FRONTED = re.compile(r"(?:\A|[;:]\s|\b(?:and|but)\s)\W*(?:\w+\s+){0,4}\Z")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_AT_DATE = re.compile(r"\s+(?:before|after|since|until)\s+\Z", re.IGNORECASE)
NOUN_REACH = 30
# A date before the act that another clause may own costs as much as a clause joined on.
COMMA = 1


def date_of(
    mentions: Sequence[DateMention],
    *,
    sentence: Sentence,
    trigger_start: int,
    trigger_end: int,
    evidence: tuple[int, int] | None = None,
    promised: bool = False,
) -> DateMention | None:
    """The resolved date phrase of ``sentence`` that belongs to the act at the trigger, or None.

    ``mentions`` come from ``find_dates``; all offsets are of the body. ``evidence`` is the clause of the act, if known:
    a date inside it is preferred to one outside. A date that only joins on over "and" counts where no other does.
    ``promised``: dates after the act's infinitive may be the act's too.
    """
    best: tuple[tuple[int, int, int], DateMention] | None = None
    for mention in dates_in(mentions, sentence):
        bars = _bars(sentence, mention, trigger_start, trigger_end, promised)
        if bars is None:
            continue
        away = 0 if evidence is None or (evidence[0] <= mention.start and mention.end <= evidence[1]) else 1
        after = mention.start >= trigger_end
        distance = mention.start - trigger_end if after else trigger_start - mention.end
        rank = (bars, away, distance)
        if best is None or rank < best[0]:
            best = (rank, mention)
    return best[1] if best else None


def dates_in(mentions: Sequence[DateMention], sentence: Sentence) -> list[DateMention]:
    """The resolved date phrases of a sentence."""
    return [each for each in mentions if sentence.start <= each.start and each.end <= sentence.end and each.value]


def frame_of(mentions: Sequence[DateMention], sentence: Sentence) -> DateMention | None:
    """The date of the sentence's main clause, where it tells one: the first that no other clause or noun holds."""
    text = _QUOTED.sub(lambda match: "_" * len(match.group()), sentence.text)
    for mention in dates_in(mentions, sentence):
        first, last = mention.start - sentence.start, mention.end - sentence.start
        if not parted(text[:first]) and not is_of_noun(text, mention.text, first, last):
            return mention
    return None


def is_of_noun(text: str, phrase: str, first: int, last: int) -> bool:
    """Whether the date at ``text[first:last]`` qualifies a noun: "Monday's attack", "the pact of 1965"."""
    return _before_noun(text, phrase, first, last) or _OF_NOUN.search(text[:first]) is not None


def _before_noun(text: str, phrase: str, first: int, last: int) -> bool:
    if _POSSESSIVE.search(phrase):
        return True
    year = phrase.isdigit() and len(phrase) == 4 and re.match(r"\s+[a-z]", text[last:]) is not None
    return year and bool(_BOUND_TO_NOUN.search(text[:first])) and not _TIME_OF_NOUN.search(text[:first])


def _bars(sentence: Sentence, mention: DateMention, trigger_start: int, trigger_end: int, promised: bool) -> int | None:
    """How many clauses are joined on between act and date; None where the date is of another act."""
    if mention.start < trigger_end and trigger_start < mention.end:
        return None
    text, first, last = sentence.text, mention.start - sentence.start, mention.end - sentence.start
    act_first, act_last = trigger_start - sentence.start, trigger_end - sentence.start
    if _before_noun(text, mention.text, first, last):
        return 0 if 0 <= act_first - last <= NOUN_REACH and not parted(text[last:act_first]) else None
    if first >= act_last:
        # "struck on Tuesday, a day after Moscow quit": the phrase dates what follows it.
        told_of_next = COUNTED.search(mention.text) and APPOSED.search(text[:first])
        return None if told_of_next else _after_act(text, first, act_first, act_last, promised)
    return _before_act(text, first, last, act_first)


def _after_act(text: str, first: int, act_first: int, act_last: int, promised: bool) -> int | None:
    between = text[act_last:first]
    if _OF_NOUN.search(text[:first]) and between.strip() != "of":
        return None
    if is_of_participle(text, first, act_last):
        return None
    speech = _SPEECH.search(text[:first])
    if speech and act_first < speech.start():
        return None
    return distance(_AT_DATE.sub(" ", between), act=text[act_first:act_last], promised=promised)


def is_of_participle(text: str, first: int, act_last: int) -> bool:
    """Whether the date at ``first`` is that of a participle after the act: "scrapped a deal, signed in 2016"."""
    participle = _PARTICIPLE.search(text[:first])
    return participle is not None and participle.start() >= act_last


def _before_act(text: str, first: int, last: int, act_first: int) -> int | None:
    between, before = text[last:act_first], text[:first]
    # "the agreement of March 1913, in which Britain had given up": the act is of the noun's own time.
    when = re.match(r",?\s+(?:when|in\s+which|during\s+which|at\s+which)\b", between)
    if when:
        bars = distance(between[when.end() :], act="")
        return None if bars is None else bars + COMMA
    if _OF_NOUN.search(before) and between.strip():
        return None
    if between.startswith(",") and _RELATIVE.search(before) and not re.match(r",?\s+\w+ing\b", text[last:]):
        return None
    speech = _SPEECH.search(before)
    if speech and not re.match(r"\W+\w+ing\b", text[last:]):
        return None
    bars = distance(between, act="")
    if bars is not None and "," in between and not _FRONTED.search(before):
        bars += COMMA
    return bars

"""What a cue reports: the span of the claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from dragoman.ledger.adjuncts import REACH, hearers, skip_adjuncts
from dragoman.ledger.cues import load_speech
from dragoman.ledger.framing import Frame, Token
from dragoman.ledger.phrases import is_clause
from dragoman.ledger.reporting import PASSIVE, REFUSAL, SOURCE, Cue

FEWEST_WORDS = 2
_UNNAMED = re.compile(r"not to be (?:named|identified|quoted) ")
# Verbs of these kinds may follow what they report, or interrupt it.
_AFTERTHOUGHTS = frozenset({"clause", "fact", "that", "hearer", "passive", "quote"})


class Claim(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) of the claim; None for both where a cue has only an audience."""

    first: int
    last: int


def claim_of(frame: Frame, cues: Sequence[Cue], place: int, starts: Collection[int]) -> Claim | None:
    """The claim of the cue ``cues[place]``; None where it reports only quoted words, or nothing."""
    cue, tokens = cues[place], frame.tokens
    if cue.takes == REFUSAL:
        return _worth(tokens, cue.first, _limit(tokens, cues, place))
    if cue.takes == SOURCE:
        return _by_source(tokens, cue)
    first = _after_hearers(tokens, cue, starts)
    if _trails(tokens, first) and "as" not in cue.takes:
        return _before(tokens, cue, first) if cue.takes & _AFTERTHOUGHTS else None
    if cue.inverted:
        return None
    limit = _limit(tokens, cues, place)
    start = _content(tokens, cue, first, limit)
    if start is not None and _UNNAMED.match("".join(f"{t.low} " for t in tokens[start : start + 4])):
        return None  # "asked not to be named"
    return None if start is None else _worth(tokens, start, limit)


def _limit(tokens: Sequence[Token], cues: Sequence[Cue], place: int) -> int:
    """Where the claim after a cue ends: at the cue joined to it, at the one outside it, or with the sentence."""
    cue, joiners = cues[place], load_speech()["joiners"]
    for other in cues[place + 1 :]:
        begin = other.begin
        if begin <= cue.after or begin == 0:
            continue
        before = tokens[begin - 1]
        if before.text == "," and _trails(tokens, other.after):
            return begin - 1
        if other.shared:
            while begin > cue.after + 1 and (
                tokens[begin - 1].stop or tokens[begin - 1].low in joiners | load_speech()["between"]
            ):
                begin -= 1
            return begin
        if (
            before.text == ","
            and other.subject is not None
            and other.subject.first == begin
            and _lists(tokens, cues, place)
        ):
            return begin - 1
        if before.low in joiners and begin > 1 and tokens[begin - 2].text in ",;":
            return begin - 2
        if before.text == ";":
            return begin - 1
    colons = (i for i in range(cue.after + 1, len(tokens) - 1) if tokens[i].text == ":" and tokens[i + 1].mark)
    return next(colons, len(tokens))


def _lists(tokens: Sequence[Token], cues: Sequence[Cue], place: int) -> bool:
    """Whether three reports and more follow one another: "the army said two had died, the rebels said …, and …"."""
    plain = [c for c in cues[place:] if c.subject is not None and not c.inverted and "clause" in c.takes]
    return len(plain) > 2 and not any(_trails(tokens, c.after) for c in plain)


def _trails(tokens: Sequence[Token], first: int) -> bool:
    """Whether nothing is left after a cue but the end, a comma, or when and where it was said."""
    index = skip_adjuncts(tokens, first)
    return (
        index >= len(tokens)
        or tokens[index].text in ",.;—–)!?"
        or tokens[index].low in ("as", "after", "while", "when")
    )


def _before(tokens: Sequence[Token], cue: Cue, after: int) -> Claim | None:
    """The claim of a cue that ends its sentence, or stands as a remark inside it."""
    begin = cue.begin
    if begin == 0 or tokens[begin - 1].text not in ",—–" or cue.shared:
        return None
    if tokens[begin - 2].mark and tokens[begin - 3].hidden and begin >= 3 and not _outside(tokens[: begin - 1]) > 2:
        return None
    if tokens[1:] and tokens[1].hidden and not is_clause(tokens[3 : begin - 1]):
        return None  # nothing but the speaker stands between a quotation and its cue
    index = skip_adjuncts(tokens, after)
    rest = tokens[index + 1 :]
    goes_on = index < len(tokens) and tokens[index].text in ",—–" and _goes_on(rest) and not rest[0].mark
    return _worth(tokens, 0, len(tokens) if goes_on else begin - 1)


def _goes_on(rest: Sequence[Token]) -> bool:
    """Whether the claim goes on after the comma that closes a remark ("The aim, it said, was to …")."""
    speech = load_speech()
    if rest and rest[0].low in ("that", "whether", "if", "to"):
        return True
    if (
        not rest
        or rest[0].low.endswith("ing")
        or rest[0].low in speech["joiners"] | speech["asides"] | speech["openers"]
    ):
        return False
    return any(t.low in speech["finite"] or t.low.endswith("ed") for t in rest[:REACH])


def _by_source(tokens: Sequence[Token], cue: Cue) -> Claim | None:
    end = cue.after
    if cue.first <= 1:
        while end < len(tokens) and tokens[end].stop and _apposed(tokens, end):
            end = next(i for i in range(end + 1, len(tokens)) if tokens[i].stop)
        return _worth(tokens, end, len(tokens))
    inside = end < len(tokens) - 2 and tokens[end].text == "," and tokens[cue.first - 1].text == ","
    if inside and tokens[cue.first - 2].low in ("which", "that", "where", "whom", "when", "because", "although", "but"):
        return _worth(tokens, end, len(tokens))  # "…, at which, according to diplomats, nothing was agreed"
    if inside and _goes_on(tokens[end + 1 :]):
        return _worth(tokens, 0, len(tokens))
    return _worth(tokens, 0, cue.first)


def _apposed(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the phrase after a comma tells of the source: it has no verb, and another comma closes it."""
    speech = load_speech()
    last = next((i for i in range(comma + 1, min(comma + 20, len(tokens))) if tokens[i].stop), None)
    if last is None or last == comma + 1:
        return False
    inside = tokens[comma + 1 : last]
    return inside[0].low in ("who", "which", "whose") or (
        inside[0].low in load_speech()["determiners"]
        and not any(t.low in speech["finite"] or t.low.endswith("ed") for t in inside)
    )


def _after_hearers(tokens: Sequence[Token], cue: Cue, starts: Collection[int]) -> int:
    found = hearers(tokens, cue, starts)
    return found[1] if found and found[0] >= cue.after else cue.after


def _content(tokens: Sequence[Token], cue: Cue, first: int, limit: int) -> int | None:
    """Where the claim after a cue begins, by what its verb takes."""
    index = first if "call" in cue.takes else skip_adjuncts(tokens, first)
    if index >= limit:
        return None
    if "as" in cue.takes and tokens[index].low == "as":
        return index + 1
    if "call" in cue.takes and cue.begin and tokens[cue.begin - 1].low in ("that", "which", "what"):
        return index
    if tokens[index].low == "that":
        return index + 1
    if cue.takes == PASSIVE or tokens[index].text == ":":
        return None
    for frame in ("clause", "fact", "hearer", "infinitive", "to", "of", "as", "call", "object", "words"):
        if frame in cue.takes and _fits(frame, tokens, cue, index, limit):
            if frame == "object" and (limit - index < FEWEST_WORDS + 1 or tokens[index + 1].stop):
                return cue.first
            return index + 1 if frame == "call" and tokens[index].low in ("for", "on") else index
    return None


def _fits(frame: str, tokens: Sequence[Token], cue: Cue, index: int, limit: int) -> bool:
    """Whether the tokens from ``index`` can be what a verb of this kind takes."""
    speech, token, near = load_speech(), tokens[index], tokens[index : min(limit, index + REACH)]
    lows = [t.low for t in near]
    led = token.low in speech["prepositions"] | {"and", "but", "or"}
    if frame in ("clause", "hearer"):
        return not led and is_clause(tokens[index : min(limit, index + 2 * REACH)])
    if frame == "words":
        return not led and token.low not in ("little", "nothing", "much", "so", "more", "hello", "goodbye", "anything")
    if frame == "fact":
        return token.low in speech["pronouns"] or (not led and any(low in speech["finite"] for low in lows[1:]))
    if frame == "infinitive":
        return token.low == "to" or (token.low == "not" and "to" in lows[1:2])
    if frame == "to":
        return (
            "to" in lows[1:]
            and not is_clause(near[: lows.index("to", 1)])
            and token.low not in ("about", "for", "whether")
        )
    if frame == "of":
        return "of" in lows[1:] and not led
    if frame == "as":
        return "as" in lows[1:] or any(t.hidden for t in near[:8])
    if frame == "call":
        if token.low in ("for", "on"):
            return True
        named = any(low in ("a", "an") for low in lows[1:8]) or any(t.hidden for t in near[1:10])
        return named and (token.capital or token.low in speech["objects"] | speech["determiners"])
    return token.low != "to"


def _outside(tokens: Sequence[Token]) -> int:
    return sum(token.word for token in tokens)


def _worth(tokens: Sequence[Token], first: int, last: int) -> Claim | None:
    """The claim without the marks around it, if it has words of its own beside quoted ones."""
    while first < last and (tokens[first].stop or tokens[first].text == "."):
        first += 1
    while first < last - 1 and tokens[first].mark and not tokens[first + 1].hidden:
        first += 1  # a mark that nothing closes
    while last > first and (tokens[last - 1].stop or tokens[last - 1].text in ".!?"):
        last -= 1
    while last > first + 1 and tokens[last - 1].mark and not tokens[last - 2].hidden:
        last -= 1  # a mark that opens what is never closed
    while last > first and tokens[last - 1].text in ".?!":
        last -= 1
    hidden = any(token.hidden for token in tokens[first:last])
    return Claim(first, last) if _outside(tokens[first:last]) >= (1 if hidden else FEWEST_WORDS) else None

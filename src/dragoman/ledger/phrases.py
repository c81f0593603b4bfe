"""Phrases of a sentence without a parser: where they are cut, where a noun phrase begins, and what is a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.ledger.cues import load_speech
from dragoman.ledger.framing import Token

MOST_WORDS = 22  # a longer noun phrase is none


class Phrase(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) of a frame; ``name`` is where they hold a name set off by commas."""

    first: int
    last: int
    name: tuple[int, int] | None = None


def is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a phrase is nothing but a name, with its particles and titles."""
    if not 0 < last - first <= 9 or not tokens[first].capital or tokens[first].low in load_speech()["determiners"]:
        return False
    particles = load_speech()["particles"]
    return tokens[last - 1].capital and all(
        token.capital or token.low in particles or token.text in ".’'&" for token in tokens[first:last]
    )


def is_adverb(token: Token) -> bool:
    """Whether a word ends as adverbs do and is no noun."""
    return token.text.islower() and token.low.endswith("ly") and token.low not in load_speech()["ly_nouns"]


def chunks(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    found = []
    for index in range(first, last):
        if tokens[index].stop:
            found.append((first, index))
            first = index + 1
    return [*found, (first, last)]


def without_adverbs(tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of a phrase without adverbs and auxiliaries, and without when and where it was said."""
    speech = load_speech()
    adverbs = speech["between"]
    while last > first:
        token = tokens[last - 1]
        if last - first > 2 and f"{tokens[last - 2].low} {token.low}" in speech["remarks"]:
            last -= 2
        elif token.low in adverbs or token.mark or is_adverb(token):
            last -= 1
        elif (
            last - first >= 2 and token.low in speech["days"] and tokens[last - 2].low in ("on", "late", "early")
        ) or (last - first > 2 and token.low in ("week", "month", "year") and tokens[last - 2].low in ("this", "last")):
            last -= 2
        elif (place := _occasion(tokens, first, last)) is not None:
            last = place
        else:
            return last
    return last


def _occasion(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where "in a statement" begins, if a phrase ends with the like and something stands before it."""
    if tokens[last - 1].low in load_speech()["occasions"]:
        for index in range(last - 2, max(first, last - 6), -1):
            if tokens[index].low in ("in", "at", "during"):
                return index
    return None


def noun_phrase(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    """The noun phrase at the end of a stretch of tokens that may hold a whole clause before it."""
    if tokens[last - 1].low in load_speech()["pronouns"]:
        return Phrase(last - 1, last)
    relative = next((i for i in range(first + 1, last) if tokens[i].low == "who"), last)  # "people who are close to it"
    start = last
    while start > first:
        if start <= relative and _closes_clause(tokens, start - 1, first, last):
            break
        start -= 1
    if first + 1 < start < last and tokens[start - 1].low in ("that", "which", "who") and _verb_at(tokens, start, last):
        return noun_phrase(tokens, first, start - 1)  # "a group that supports the labourers / warned"
    return _from_determiner(tokens, start, last)


def _verb_at(tokens: Sequence[Token], place: int, last: int) -> bool:
    """Whether a relative clause begins with its verb: "that / supports the labourers"."""
    speech, token = load_speech(), tokens[place]
    if not token.text.islower() or place + 1 >= last:
        return False
    object_ = tokens[place + 1].low in speech["determiners"] | speech["prepositions"]
    return token.low in speech["finite"] | speech["irregular"] or (token.low.endswith(("s", "ed")) and object_)


def _closes_clause(tokens: Sequence[Token], place: int, first: int, last: int) -> bool:
    """Whether a noun phrase that ends at ``last`` can only begin after the token at ``place``."""
    speech, token = load_speech(), tokens[place]
    if token.low in ("and", "but", "or", "yet"):
        return holds_clause(tokens, first, place)
    opener = token.low in speech["openers"] and not _known_as(tokens, place, first)
    return opener or token.hidden or token.low in speech["finite"] or _reports(tokens, place, last)


def _reports(tokens: Sequence[Token], place: int, last: int) -> bool:
    """Whether a form is a verb of its own and no participle: "signed by", "accused in Algeria of"."""
    speech, token = load_speech(), tokens[place]
    participle = place + 1 < last and tokens[place + 1].low in speech["prepositions"] | {"of"}
    return token.text.islower() and token.low in speech.verbs and token.low not in speech.nouns and not participle


def _known_as(tokens: Sequence[Token], place: int, first: int) -> bool:
    return (
        tokens[place].low == "as" and place > first and tokens[place - 1].low in ("known", "such", "serving", "acting")
    )


def holds_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    speech = load_speech()
    phrase = speech["prepositions"] | load_speech()["determiners"] | {"of"}
    return any(
        t.low in speech["finite"] | speech["irregular"]
        or (t.text.islower() and (t.low in speech.verbs or t.low.endswith("ed")))
        for before, t in zip([None, *tokens[first:last]], tokens[first:last], strict=False)
        if before is None or before.low not in phrase
    )


def _from_determiner(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    """A phrase without what leads into it: "But in Wellington the minister" begins at "the"."""
    speech = load_speech()
    while first < last and (tokens[first].mark or tokens[first].low in speech["joiners"] | load_speech()["leading"]):
        first += 1
    if first < last and tokens[first].low in speech["prepositions"] | {"last", "this", "next"}:
        first = _after_adverbial(tokens, first, last)
    while first < last and is_adverb(tokens[first]):
        first += 1
    lows = [t.low for t in tokens[first : min(first + 3, last)]]
    if (
        len(lows) == 3
        and lows[2] in ("later", "earlier", "before", "after", "ago")
        and lows[1].rstrip("s") in speech["times"] | {"hour", "minute", "decade"}
    ):
        first += 3  # "a month later / the court"
    while first < last and tokens[first].low in ("been", "being"):
        first += 3 if first + 2 < last and tokens[first + 2].low == "by" else 1
    while last > first and tokens[last - 1].low in speech["openers"] | {"who"}:
        last -= 1
    if first < last and (tokens[first].low in speech["between"] or tokens[first].low == "of"):
        return None
    if not 0 < last - first <= MOST_WORDS or not any(token.word for token in tokens[first:last]):
        return None
    return Phrase(first, last)


def _after_adverbial(tokens: Sequence[Token], first: int, last: int) -> int:
    if tokens[first].low == "with":
        return first + 1
    if tokens[first].low in ("last", "this") and last - first == 1:
        return first
    rest = range(first + 2, last)
    pronoun = next((i for i in rest if tokens[i].low in ("he", "she", "it", "they")), None)
    determiner = next((i for i in rest if tokens[i].low in load_speech()["determiners"]), None)
    if tokens[first].low in ("last", "this", "next"):
        return min(first + 2, last)
    return pronoun or determiner or max(_name_start(tokens, first + 1, last), min(first + 2, last - 1))


def _name_start(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the capitals at the end of a phrase begin, if plain words stand before them."""
    start = last
    while start > first and (tokens[start - 1].capital or tokens[start - 1].low in load_speech()["particles"] - {"of"}):
        start -= 1
    return start if first < start < last else first


def is_role(tokens: Sequence[Token], role: Phrase) -> bool:
    """Whether a phrase describes somebody in words that are no name: "the president of Panama"."""
    plain = [
        t for t in tokens[role.first : role.last] if t.text.islower() and t.low not in load_speech()["determiners"]
    ]
    return any(t.low not in load_speech()["particles"] | load_speech()["prepositions"] for t in plain)


def is_aside(tokens: Sequence[Token], first: int, last: int) -> bool:
    return (
        first == last
        or tokens[first].low in load_speech()["asides"]
        or is_number(tokens, first, last)
        or all(token.low in load_speech()["between"] or token.low.endswith("ly") for token in tokens[first:last])
    )


def is_number(tokens: Sequence[Token], first: int, last: int) -> bool:
    return first < last <= first + 2 and tokens[first].text.isdigit()


def begins_phrase(token: Token) -> bool:
    return (
        token.capital
        or token.low in load_speech()["determiners"]
        or token.low in ("he", "she", "they", "it", "another", "no", "any")
    )


def is_clause(tokens: Sequence[Token]) -> bool:
    speech = load_speech()
    window = tokens[:30]
    return any(
        t.low in speech["finite"]
        or (t.low in speech.verbs and t.low not in speech.nouns)
        or (t.text.islower() and t.low.endswith(("ed", "n't", "n’t", "s")))
        for t in window[1:]
    ) or any(t.low in load_speech()["pronouns"] for t in window[:1])

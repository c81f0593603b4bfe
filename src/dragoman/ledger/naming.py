"""Names of speakers: found in a phrase, freed from titles, and made full from the rest of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from dragoman.ledger.cues import load_speech, words_of
from dragoman.ledger.framing import Frame, Token
from dragoman.ledger.phrases import Phrase, is_name


def name_in(tokens: Sequence[Token], phrase: Phrase) -> tuple[int, int] | None:
    """The tokens of the name that a phrase holds, titles left out; None where it names nobody by name."""
    first, last = phrase.name or (phrase.first, phrase.last)
    if phrase.name is None and not is_name(tokens, first, last):
        found = _name_after_role(tokens, first, last) or _name_before_owner(tokens, first, last)
        if found is None:
            return None
        first, last = found
    return _untitled(tokens, first, last)


def _name_after_role(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """ "Bulgarian energy minister Kiril Antonov": the capitals after the last plain noun."""
    speech, start = load_speech(), last
    while start > first and (
        tokens[start - 1].capital or (tokens[start - 1].low in speech["particles"] and start < last)
    ):
        start -= 1
    while start < last and not tokens[start].capital and tokens[start].low in ("of", "and", "e", "y"):
        start += 1
    if start in (first, last) or not tokens[start - 1].text.islower():
        return None
    before = tokens[start - 1].low
    if any(t.low in speech["prepositions"] for t in tokens[first:start]):
        return None  # "rebels in eastern Congo": the name is not the head's
    if before in speech["prepositions"] | {"of", "the", "a", "an", "and", "or"} or not is_name(tokens, start, last):
        return None
    return None if tokens[last - 1].low in speech["bodies"] and last - start > 1 else (start, last)


def _name_before_owner(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """ "Hanan Zayyad of the Liberation Organisation": two names or more before whom they belong to."""
    for index in range(first + 2, min(last - 1, first + 7)):
        owned = tokens[index].low in ("from", "at", "with") or (
            tokens[index].low == "of" and tokens[index + 1].low == "the"
        )
        if owned or tokens[index].stop:
            named = is_name(tokens, first, index) and tokens[index - 1].low not in load_speech()["bodies"]
            return (first, index) if named else None
    return None


def _untitled(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    speech = load_speech()
    if tokens[last - 1].low in words_of("bodies", "titles"):
        return first, last
    start = first
    while start < last - 1 and (tokens[start].low in speech["titles"] or tokens[start].text == "."):
        start += 1
    if start == first:
        # "Israeli Prime Minister Yael Ben-Horin": the name follows the last title
        titles = [i for i in range(first, last - 1) if tokens[i].low in speech["titles"]]
        start = titles[-1] + 1 if titles and titles[-1] > first else first
    return start, last


def full_names(frames: Sequence[Frame]) -> dict[str, str]:
    """Names of two words or more by their last word, and by their first with a caret before it."""
    found: dict[str, str] = {}
    for frame in frames:
        for first, last in _runs(frame.tokens):
            name = " ".join(t.text for t in frame.tokens[first:last])
            found.setdefault(frame.tokens[last - 1].low.removeprefix("al-"), name)
            if frame.tokens[first].text.isalpha():
                found.setdefault("^" + frame.tokens[first].low, name)
    return found


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    speech = load_speech()
    idle = words_of("openers", "prepositions", "between", "days", "joiners", "asides")
    particles = speech["particles"] - {"of"}
    index = 0
    while index < len(tokens):
        last = index
        while last < len(tokens) and (
            (tokens[last].capital and tokens[last].low not in idle) or (last > index and tokens[last].low in particles)
        ):
            last += 1
        if last > index:
            first, end = _untitled(tokens, index, last)
            while end > first and not tokens[end - 1].capital:
                end -= 1
            if (
                end - first >= 2
                and tokens[first].low not in ("the", "a", "an", "his", "her", "its")
                and tokens[end - 1].low not in speech["bodies"]
            ):
                yield first, end
        index = max(last, index + 1)


def plain(name: str) -> str:
    """A name without case, accents and hyphens."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c)).replace(
        "-", " "
    )

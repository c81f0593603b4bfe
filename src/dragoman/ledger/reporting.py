"""Cues: the verbs and phrases of a frame that report speech, each with the words of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.ledger.cues import load_speech, words_of
from dragoman.ledger.framing import MARKS, Frame, Token
from dragoman.ledger.phrases import Phrase, is_adverb
from dragoman.ledger.subjects import subject_after, subject_before, with_name

REFUSAL, SOURCE, PASSIVE = frozenset({"refusal"}), frozenset({"source"}), frozenset({"passive"})
# Only these turn round without a quotation: "The quotas had been cut, said Bjerke."
_INVERTIBLE = frozenset({"said", "says", "say", "added", "wrote"})
_TO_BE = frozenset({"is", "are", "was", "were", "been", "has", "have", "had", "being"})
_PASSIVE = re.compile(r"\b[Ii]t (?:was|is|has been|had been)(?: \w+ly| also| later| now)? (\w+)")
_SOURCE = re.compile(r"\b[Aa]ccording to\s")


class Cue(NamedTuple):
    """A report: the tokens ``first`` to ``last`` of its verb, and of its subject; ``shared`` where that is the subject
    of what stands before ("…, saying", "… and said")."""

    first: int
    last: int
    verb: str
    takes: frozenset[str]
    subject: Phrase | None
    inverted: bool = False
    shared: bool = False

    @property
    def begin(self) -> int:
        """The first token of verb and subject together."""
        return self.first if self.subject is None or self.shared else min(self.first, self.subject.first)

    @property
    def after(self) -> int:
        """The first token after verb and inverted subject."""
        return max(self.last, self.subject.last) if self.inverted and self.subject else self.last


def find_cues(frame: Frame, hidden: str) -> list[Cue]:
    """The cues of ``frame`` outside its quotations, in order."""
    refusals = list(_refusals(frame, hidden))
    taken = {index for cue in refusals for index in range(cue.first, cue.last)}
    others = [cue for cue in _verbs(frame.tokens) if cue.first not in taken]
    text = hidden[frame.start : frame.tokens[-1].end] if frame.tokens else ""
    others += [*_sources(frame, text), *_passives(frame, text)]
    return sorted([*refusals, *others], key=lambda cue: cue.first)


def follows_quotation(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token at ``index`` comes right after the mark that closes a quotation, or after its comma."""
    if index > 1 and tokens[index - 1].text == ",":
        index -= 1
    return index > 1 and tokens[index - 1].mark and tokens[index - 2].hidden


def _verbs(tokens: Sequence[Token]) -> Iterator[Cue]:
    speech = load_speech()
    if tokens and tokens[0].low in speech.verbs and len(tokens) > 2 and tokens[1].capital:
        subject = subject_after(tokens, 1, len(tokens))  # "Asked Orban: “…”"
        if subject is not None and subject.last < len(tokens) and tokens[subject.last].text == ":":
            yield Cue(0, 1, tokens[0].low, speech.verbs[tokens[0].low], subject, inverted=True)
    for index, token in enumerate(tokens):
        if not token.text.islower():
            continue
        following = tokens[index + 1].low if index + 1 < len(tokens) else ""
        for form, count in ((f"{token.low} {following}", 2), (token.low, 1)):
            if form in speech.verbs:
                cue = _verb(tokens, index, index + count, form)
                if cue is not None:
                    yield cue
                break


def _verb(tokens: Sequence[Token], first: int, last: int, form: str) -> Cue | None:
    takes = load_speech().verbs[form]
    if form == "saying" and first and tokens[first - 1].low == "as":
        return _quoted_as_saying(tokens, first, last)
    if not _finite(tokens, first, last, form):
        return None
    if follows_quotation(tokens, first) and not form.endswith("ing"):
        subject = subject_after(tokens, last, len(tokens))
        if subject is not None:
            return Cue(first, last, form, takes, subject, inverted=True)
    elif first and tokens[first - 1].text == "," and form in _INVERTIBLE:
        subject = _turned_round(tokens, first, last)
        if subject is not None:
            return Cue(first, last, form, takes, subject, inverted=True)
    if form.endswith("ing"):
        return _participle(tokens, first, last, form, takes)
    subject = subject_before(tokens, _floor(tokens, first), first)
    if subject is not None and _speaks(tokens, subject):
        return Cue(first, last, form, takes, subject)
    before = tokens[_before_adverbs(tokens, first)] if first else None
    joined = before is not None and (
        before.low in load_speech()["joiners"] or (subject is not None and before.text == ",")
    )
    return Cue(first, last, form, takes, None, shared=True) if joined else None


def _speaks(tokens: Sequence[Token], subject: Phrase) -> bool:
    """Whether words can be a subject: "described it as reckless, accused …" has none of its own there."""
    token = tokens[subject.first]
    if subject.last - subject.first > 1 or token.capital or token.low in load_speech()["pronouns"]:
        return True
    known = load_speech()["bodies"] | load_speech()["audiences"] | load_speech()["occasions"]
    plural = token.low.endswith("s") and not token.low.endswith(("ss", "us", "is"))
    return plural or token.low in known or not token.text.isalpha() or len(tokens) < 4


def _finite(tokens: Sequence[Token], first: int, last: int, form: str) -> bool:
    """Whether a verb form is one that reports: no noun, no adjective, no infinitive, no passive."""
    speech = load_speech()
    place = _before_adverbs(tokens, first)
    before = tokens[place] if place >= 0 else None
    following = tokens[last].low if last < len(tokens) else ""
    if f"{form} {following}" in speech["not_before"] or (following == "of" and "of" in speech.verbs[form]):
        return False
    if following == "to" and "to" in speech.verbs[form]:
        return False  # "asked to comment", "urged to leave"
    if (
        before is not None
        and (before.low in words_of("not_after", "prepositions") or before.low in ("not", "n't"))
        and form[-3:] != "ing"
    ):
        return False
    owned = before is not None and before.low.endswith(("'s", "’s"))
    if owned and form in speech["adjectives"] and following != "that":
        return False  # "the country's alleged use of mercenaries"
    if form in speech.nouns:
        named = before is not None and (before.capital or before.low in ("he", "she", "it", "they", "who"))
        plural = before is not None and form[-1:] != "s" and before.low.endswith("s")
        known = speech["bodies"] | speech["occasions"]
        if (
            form in ("reads", "read")
            and following in {":", ",", *MARKS}
            and before is not None
            and before.text.islower()
        ):
            return before.low not in speech["determiners"]
        noun = before is not None and following == "that" and (before.low in known or form not in ("states", "demands"))
        return bool(named or plural or (noun and before is not None and before.text.islower()))
    return not (before is not None and before.text == "-") and following != "-"


def _before_adverbs(tokens: Sequence[Token], index: int) -> int:
    """The token before the adverbs and auxiliaries that lead a verb; -1 where there is none."""
    adverbs = load_speech()["between"]
    index -= 1
    while index >= 0 and (tokens[index].low in adverbs or is_adverb(tokens[index])):
        index -= 1
    return index


def _floor(tokens: Sequence[Token], verb: int) -> int:
    """Where the words of the verb's clause begin: after the last quotation, unless that is part of the subject."""
    floor = next((i + 1 for i in range(verb - 1, -1, -1) if tokens[i].hidden), 0)
    words = [t for t in tokens[floor:verb] if t.word and t.low not in load_speech()["between"]]
    return floor if words else 0


def _turned_round(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    subject = subject_after(tokens, last, len(tokens))
    if subject is None or tokens[subject.first].low in ("he", "she", "it", "they", "that"):
        return None
    speech = load_speech()
    inside = tokens[subject.first : subject.last]
    if any(t.low in speech["finite"] | speech.verbs.keys() | {"that", "to"} or _past(t) for t in inside):
        return None
    closes = (
        subject.last == len(tokens)
        or not tokens[subject.last].word
        or tokens[subject.last].low in speech["openers"] | {"on", "in", "at", "who"}
    )
    before = tokens[:first]
    return subject if closes and any(t.hidden or t.low in speech["finite"] or _past(t) for t in before) else None


def _past(token: Token) -> bool:
    return token.text.islower() and token.low.endswith("ed")


def _participle(tokens: Sequence[Token], first: int, last: int, form: str, takes: frozenset[str]) -> Cue | None:
    """ "…, saying that", "with diplomats saying that"."""
    before = tokens[_before_adverbs(tokens, first)] if first else None
    if (
        before is None
        or before.stop
        or before.mark
        or before.low in load_speech()["joiners"] | load_speech()["occasions"] | {"while", "by", "after", "before"}
    ):
        return Cue(first, last, form, takes, None, shared=True)
    start = next((i for i in range(first - 1, max(first - 14, -1), -1) if tokens[i].stop), -1) + 1
    place = next((i for i in range(start, first) if tokens[i].low == "with"), None)
    if place is None or place + 1 == first:
        return None
    return Cue(first, last, form, takes, Phrase(place + 1, first))


def _quoted_as_saying(tokens: Sequence[Token], first: int, last: int) -> Cue | None:
    """ "Sorokin was quoted by Interfax as saying", "Interfax quoted Sorokin as saying"."""
    takes = load_speech().verbs["saying"]
    for index in range(first - 2, max(first - 14, -1), -1):
        if tokens[index].low in ("quoted", "cited", "quotes"):
            start = index
            while start and tokens[start - 1].low in _TO_BE:
                start -= 1
            if start == index:
                return (
                    Cue(index, last, "quoted", takes, Phrase(index + 1, first - 1)) if index + 1 < first - 1 else None
                )
            subject = subject_before(tokens, _floor(tokens, start), start)
            return Cue(index, last, "quoted", takes, subject) if subject else None
    return None


def _refusals(frame: Frame, hidden: str) -> Iterator[Cue]:
    for match in load_speech().refusals.finditer(hidden, frame.start, frame.end):
        first, last = frame.at(match.start()), frame.at(match.end())
        subject = subject_before(frame.tokens, _floor(frame.tokens, first), first)
        yield Cue(first, last, match[0], REFUSAL, subject, shared=subject is None)


def _sources(frame: Frame, text: str) -> Iterator[Cue]:
    speech = load_speech()
    for match in _SOURCE.finditer(text):
        first, last = frame.at(frame.start + match.start()), frame.at(frame.start + match.end())
        end = last
        while (
            end < len(frame.tokens) and not frame.tokens[end].stop and frame.tokens[end].text != "." and end - last < 24
        ):
            end += 1
        if last < end and frame.tokens[end - 1].low not in speech["no_source"]:
            yield Cue(first, last, "according to", SOURCE, with_name(frame.tokens, Phrase(last, end)), inverted=True)


def _passives(frame: Frame, text: str) -> Iterator[Cue]:
    for match in _PASSIVE.finditer(text):
        if match[1] in load_speech()["passive"]:
            first, last = frame.at(frame.start + match.start()), frame.at(frame.start + match.end(1))
            yield Cue(first, last, match[1], PASSIVE, None)

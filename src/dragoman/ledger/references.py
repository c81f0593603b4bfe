"""Where a sentence names an agreement: by its title ("Treaty on …", "… Agreement (ABC)") or a phrase ("the pact")."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.actors import Mention
from dragoman.language.sentences import Sentence
from dragoman.ledger.pacts import load_pacts

_LEADING = re.compile(r"^(?:The|A|An|Under|In|With|By|On|If)\s+")
_ENDS_PHRASE = re.compile(
    r"(?:to|with|of|on|in|for|from|by|that|and|or|after|before|under|is|was|were|has|had|over|as|signed|struck|reached"
    r"|which|said|into)|.*[,;:]"
)
_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "this"})
_IDLE = frozenset(
    {"the", "its", "their", "his", "her", "for", "and", "with", "that", "this", "new", "from", "military"}
)
_APPOSED = re.compile(r"\s*(?:\([A-Z][\w-]*\)|,)?\s*(?:(?:the|an|a|its)\s+)?")


@dataclass
class Reference:
    """One mention of an agreement: offsets in the body; ``named`` if it is its title or acronym."""

    start: int
    end: int
    text: str
    sentence: Sentence
    acronym: str | None
    named: bool

    @property
    def words(self) -> frozenset[str]:
        """The words that describe it, its head noun and function words aside."""
        found = re.findall(r"[a-z]{3,}|\d{4}", self.text.lower())
        return frozenset(w for w in found if w not in _IDLE and w not in load_pacts().kinds)


def find_references(sentence: Sentence, acronyms: Collection[str]) -> list[Reference]:
    """The agreements that ``sentence`` mentions, in order; ``acronyms`` are those explained so far."""
    table = load_pacts()
    found: list[Reference] = []
    for match in table.names(sentence.text):
        text = _LEADING.sub("", re.sub(r"\s+\([A-Z].*\)$", "", match[0]))
        start = match.start() + match[0].index(text)
        if " " in text:
            found.append(_reference(sentence, start, start + len(text), match[1], named=True))
    for match in table.phrases(sentence.text):
        start, end = _noun_phrase(match[0], match.start())
        words = sentence.text[start:end].lower().split()
        if words[-1] not in table.only_in_names and not set(words[:-1]) & table.not_with:
            _add(found, _reference(sentence, start, end, None, named=False))
    for acronym in acronyms:
        for match in re.finditer(rf"\b{re.escape(acronym)}\b", sentence.text):
            _add(found, _reference(sentence, match.start(), match.end(), acronym, named=True))
    found.sort(key=lambda r: r.start)
    return found


def outside_titles(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions that are no part of an agreement's title: "General" in "General Security … Agreement" is nobody."""
    table = load_pacts()
    titles = [(s.start + m.start(), s.start + m.end()) for s in sentences for m in table.names(s.text)]
    return [m for m in mentions if not any(start < m.end and m.start < end for start, end in titles) or _state(m)]


def _state(mention: Mention) -> bool:
    return any(actor.kind == "state" for actor in mention.actors)


def apposed(body: str, first: Reference, second: Reference) -> bool:
    """Whether ``second`` follows ``first`` as another word for it: "the Agreement (ABC) intelligence pact"."""
    gap = body[first.end : second.start]
    return first.sentence == second.sentence and first.end <= second.start and _APPOSED.fullmatch(gap) is not None


def _add(found: list[Reference], new: Reference) -> None:
    if not any(f.start < new.end and new.start < f.end for f in found):
        found.append(new)


def _reference(sentence: Sentence, start: int, end: int, acronym: str | None, *, named: bool) -> Reference:
    return Reference(sentence.start + start, sentence.start + end, sentence.text[start:end], sentence, acronym, named)


def _noun_phrase(text: str, offset: int) -> tuple[int, int]:
    """Cut the words before the phrase's own determiner or first preposition away."""
    words = list(re.finditer(r"\S+", text))
    first = len(words) - 1
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0].lower().strip("“\"'‘(")
        if index < len(words) - 1 and (_ENDS_PHRASE.fullmatch(word) or word.endswith(")")):
            break
        first = index
        if word in _DETERMINERS:
            break
    return offset + words[first].start(), offset + words[-1].end()

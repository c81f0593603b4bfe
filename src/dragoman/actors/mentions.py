"""Mentions of actors in sentences: the longest noun phrases that hold a name or a word for an agent.

There is no parser here. A phrase begins at a determiner, a modifier or a name, and goes on while its words are of a
kind
that may stand inside one; it ends with its last head or name, a short apposition ("South Korea's foreign minister, Kang
Kyung-wha") and its owner ("of Brazil", "at the foreign ministry") included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from dragoman.actors import senses as c
from dragoman.actors.chunking import phrase, with_adjectives
from dragoman.actors.entities import Actor
from dragoman.actors.extending import extended
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.readings import Context, home
from dragoman.actors.resolving import resolve_segments
from dragoman.actors.segments import MARK, UNKNOWN_NAME, Segment, segments
from dragoman.actors.tokens import POSSESSIVE

MentionKind = Literal["name", "description", "pronoun", "adjective", "place"]

# Longer "sentences" are not prose; their tail is not searched.
LONGEST_SENTENCE = 20_000


class Sentence(Protocol):
    """A stretch of the body."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase at ``body[start:end] == text`` and the actors that it stands for; none where they are not known."""

    start: int
    end: int
    text: str
    actors: tuple[Actor, ...] = ()
    kind: MentionKind = "name"
    sentence: int = 0


def find_mentions(sentences: Sequence[Sentence], *, date: str | None = None, lexicon: Lexicon) -> list[Mention]:
    """The mentions of every sentence in order, each resolved by its own words alone.

    Pronouns and bare descriptions ("the minister") have no actors yet: ``resolve_mentions`` finds them.
    """
    context = Context(lexicon, date)
    found = []
    for number, sentence in enumerate(sentences):
        parts = segments(sentence.text[:LONGEST_SENTENCE], lexicon=lexicon)
        for first, last in chunks(parts, lexicon):
            mention = _mention(parts, first, last, sentence, number, context)
            if not _mere_word(parts[first:last]):
                found.append(mention)
            for inner_first, inner_last in _owners(parts, first, last):
                inner = _mention(parts, inner_first, inner_last, sentence, number, context)
                if inner.actors and inner.actors != mention.actors:
                    found.append(inner)
    return found


def _mere_word(inside: Sequence[Segment]) -> bool:
    """Whether a phrase is one bare singular noun for a person: part of something else ("official contact")."""
    if len(inside) != 1 or inside[0].names or not inside[0].text.islower():
        return False
    sense = inside[0].word_of(c.HEAD, c.WEAK)
    return sense is not None and not sense[3] and (bool(sense[2]) or sense[0] == c.WEAK)


def _owners(parts: Sequence[Segment], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The phrases inside a phrase that own it: before its possessive, and after "of", "at" and "from"."""
    for place in range(first + 1, last):
        if parts[place].key == POSSESSIVE:
            yield first, place
        elif parts[place].key in {"of", "at", "from"} and not parts[place].names and place + 1 < last:
            yield place + 1, last


def _mention(
    parts: Sequence[Segment], first: int, last: int, sentence: Sentence, number: int, context: Context
) -> Mention:
    inside = parts[first:last]
    start, end = sentence.start + inside[0].start, sentence.start + inside[-1].end
    text = sentence.text[inside[0].start : inside[-1].end]
    if len(inside) == 1 and inside[0].word_of(c.PRONOUN) and not inside[0].names:
        return Mention(start, end, text, (), "pronoun", number)
    before, after = (parts[first - 1] if first else None), (parts[last] if last < len(parts) else None)
    actors = tuple(resolve_segments(inside, context))
    kind: MentionKind = "name" if any(part.names or part.other == UNKNOWN_NAME for part in inside) else "description"
    if _is_place(inside, before, context.lexicon.payload["classes"]["locating_prepositions"]):
        return Mention(start, end, text, actors, "place", number)
    if _is_adjective(inside, after):
        country = home(inside[-1])
        known = country in context.lexicon.payload["countries"]
        actors = (context.lexicon.state(str(country)),) if known and country else ()
        return Mention(start, end, text, actors, "adjective", number)
    return Mention(start, end, text, actors, kind, number)


def _is_place(inside: Sequence[Segment], before: Segment | None, locating: frozenset[str]) -> bool:
    """Whether a bare name of a place stands after "in", "near" and the like."""
    content = [part for part in inside if not part.word_of(c.DETERMINER, c.NEUTRAL) or part.names]
    if inside[0].key == "visiting" and len(content) == 1:
        return True
    if len(content) != 1 or content[0].name_of(c.SEAT, c.ENTRY):
        return False
    if not content[0].name_of(c.COUNTRY, c.CAPITAL, c.PLACE, c.CITY, c.CLAIMED):
        return False
    if content[0].name_of(c.CITY):
        return True
    return before is not None and before.word_of(c.PLACING, c.OWNER) is not None and before.key in locating


def _is_adjective(inside: Sequence[Segment], after: Segment | None) -> bool:
    """Whether a state's adjective stands alone before a thing: "Japanese food"."""
    if not inside[-1].name_of(c.ADJECTIVE) or inside[-1].name_of(c.ENTRY):
        return False
    if any(part.word_of(c.HEAD, c.WEAK) and not part.word_of(c.NEUTRAL) for part in inside[:-1]):
        return False
    if after is not None and after.glued:
        return True
    if after is None or after.other == MARK:
        return False
    return not after.word_of(c.AND, c.OWNER, c.PLACING, c.OTHER)


def chunks(parts: Sequence[Segment], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The phrases among ``parts`` that may be mentions, as ``(first, last + 1)``, from left to right, none
    overlapping."""
    place = 0
    while place < len(parts):
        end = phrase(parts, place, lexicon)
        if end is None:
            place += 1
            continue
        end = with_adjectives(parts, place, end, lexicon)
        end = extended(parts, place, end, lexicon)
        yield place, end
        place = end

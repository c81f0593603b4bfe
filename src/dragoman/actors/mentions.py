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
from dragoman.actors.entities import Actor
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.readings import Context, home
from dragoman.actors.resolving import resolve_segments
from dragoman.actors.segments import MARK, NUMBER, UNKNOWN_NAME, Segment, segments
from dragoman.actors.tokens import POSSESSIVE

MentionKind = Literal["name", "description", "pronoun", "adjective", "place"]

# Longer "sentences" are not prose; their tail is not searched.
LONGEST_SENTENCE = 20_000
# In segments; what is longer is no noun phrase but a heap of words.
LONGEST_PHRASE = 40
# Words unknown to the lexicon that may stand between an owner and a head: "South Korean chip-testing equipment makers"
MOST_UNKNOWN_WORDS = 2


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
        end = _phrase(parts, place, lexicon)
        if end is None:
            place += 1
            continue
        end = _with_adjectives(parts, place, end, lexicon)
        end = _extended(parts, place, end, lexicon)
        yield place, end
        place = end


def _with_adjectives(parts: Sequence[Segment], first: int, end: int, lexicon: Lexicon) -> int:
    """The end of "Saudi and Emirati media", where ``parts[first:end]`` is "Saudi": adjectives that share a head."""
    if not _adjectives_only(parts[first:end]):
        return end
    place, joined = end, False
    while place + 1 < len(parts) and (parts[place].key == "," or (parts[place].word_of(c.AND) and not joined)):
        joined = parts[place].word_of(c.AND) is not None
        inner = _phrase(parts, place + 1, lexicon) if parts[place + 1].name_of(c.ADJECTIVE) else None
        if inner is None:
            return end
        if any(part.word_of(c.HEAD, c.WEAK) for part in parts[place + 1 : inner]):
            return inner if joined else end
        if not _adjectives_only(parts[place + 1 : inner]):
            return end
        place = inner
    return end


def _adjectives_only(parts: Sequence[Segment]) -> bool:
    return parts[-1].name_of(c.ADJECTIVE) is not None and all(
        part.name_of(c.ADJECTIVE) or part.word_of(c.DETERMINER, c.NEUTRAL) for part in parts
    )


def _opens(part: Segment) -> bool:
    if part.names or part.other == UNKNOWN_NAME:
        return True
    if part.text.endswith("ed") and part.word_of(c.NEUTRAL):
        # "killed 40 troopers": rather a verb.
        return False
    return (
        part.word_of(c.DETERMINER, c.HEAD, c.WEAK, c.MODIFIER, c.FORMER, c.NEUTRAL, c.PRONOUN, c.HONORIFIC, c.ANAPHOR)
        is not None
    )


def _phrase(parts: Sequence[Segment], first: int, lexicon: Lexicon) -> int | None:
    """The end of the phrase that begins at ``first``: after its last head or name; None if it has none."""
    if not _opens(parts[first]):
        return None
    if _pronoun(parts, first):
        after = parts[first + 1] if first + 1 < len(parts) else None
        possessive = parts[first].key in {"his", "her", "its", "their"}
        if not (possessive and after is not None and _phrase_after(parts, first, lexicon)):
            return first + 1
    end: int | None = None
    owner = False
    unknown = 0
    place = first
    while place < min(len(parts), first + LONGEST_PHRASE):
        part = parts[place]
        kind = _role(part, place == first)
        if kind == "end" and place + 1 < len(parts) and parts[place + 1].glued and not part.names:
            # "intelligence-sharing", "police-led": no agent, but part of an adjective.
            kind = "modifier"
        if kind == "stop":
            break
        if end == place and (_noun_or_verb(parts, place) or _after_head(parts, place)):
            break
        if unknown and part.word_of(c.NEUTRAL, c.DETERMINER) and not part.word_of(c.HEAD, c.WEAK, c.MODIFIER):
            break
        if kind == "word":
            unknown += 1
            if not owner or unknown > MOST_UNKNOWN_WORDS or _verbal(part, lexicon):
                break
        elif kind == "possessive":
            if end != place or not _goes_on(parts, place):
                break
            owner = True
            unknown = 0
        elif kind in {"end", "owner"}:
            if end is not None and kind == "owner" and _new_phrase(parts, end, place):
                break
            end = place + 1
            owner = kind == "owner" and (owner or part.name_of(c.ADJECTIVE, c.CLAIMED, c.PLACE, c.CITY) is not None)
            unknown = 0
        place += 1
    return end


def _phrase_after(parts: Sequence[Segment], first: int, lexicon: Lexicon) -> bool:
    """Whether a possessive pronoun opens a description of an actor: "her Japanese counterpart", "its ambassador"."""
    if _opens(parts[first + 1]) and not _pronoun(parts, first + 1):
        end = _phrase(parts, first + 1, lexicon)
        return end is not None and any(part.word_of(c.HEAD, c.WEAK, c.ANAPHOR) for part in parts[first + 1 : end])
    return False


def _pronoun(parts: Sequence[Segment], place: int) -> bool:
    return parts[place].word_of(c.PRONOUN) is not None and not parts[place].names


def _role(part: Segment, first: bool) -> str:
    """What a segment does in a phrase: ends it, opens or modifies it, or stops it."""
    if part.other == MARK:
        return "possessive" if part.key == POSSESSIVE else "stop"
    if part.names:
        return "owner" if home(part) else "end"
    if part.other == UNKNOWN_NAME:
        return "end"
    if part.word_of(c.PRONOUN):
        return "modifier" if first else "stop"
    if part.word_of(c.HEAD, c.WEAK, c.ANAPHOR):
        return "end"
    if part.word_of(c.DETERMINER):
        return "modifier" if first else "stop"
    if part.word_of(c.OWNER, c.PLACING, c.OTHER, c.AND):
        return "modifier" if part.word_of(c.NEUTRAL) and part.key != "of" else "stop"
    if part.word_of(c.MODIFIER, c.FORMER, c.NEUTRAL, c.HONORIFIC):
        return "modifier"
    return "modifier" if part.other == NUMBER else "word"


def _after_head(parts: Sequence[Segment], place: int) -> bool:
    """Whether a word that may stand before a head follows one instead: "militants killed four …"."""
    before, part = parts[place - 1], parts[place]
    if before.names or not before.word_of(c.HEAD, c.WEAK) or part.names or part.word_of(c.HEAD, c.WEAK, c.MODIFIER):
        return False
    return part.other == NUMBER or part.word_of(c.NEUTRAL, c.FORMER) is not None


def _noun_or_verb(parts: Sequence[Segment], place: int) -> bool:
    """Whether a noun right after a state's own name is rather a verb: "had let Ukraine ship grain"."""
    before, part = parts[place - 1], parts[place]
    sense = part.word_of(c.HEAD, c.WEAK)
    if sense is None or part.names or sense[3] or not part.text.islower():
        return False
    return before.name_of(c.COUNTRY, c.CAPITAL) is not None and not before.name_of(c.ADJECTIVE, c.SEAT)


def _verbal(part: Segment, lexicon: Lexicon) -> bool:
    """Whether an unknown word looks like a verb or adverb, with which no noun phrase goes on."""
    if part.glued:
        return False
    return (
        part.text.endswith(("ed", "ly", "ing")) or len(part.text) < 3 or part.key in lexicon.payload["classes"]["verbs"]
    )


def _goes_on(parts: Sequence[Segment], place: int) -> bool:
    """Whether something that may belong to an actor follows the possessive at ``place``."""
    for part in parts[place + 1 : place + 5]:
        if part.names or part.other == UNKNOWN_NAME or part.word_of(c.HEAD, c.WEAK):
            return True
        if part.other == MARK or part.word_of(c.OWNER, c.PLACING, c.OTHER, c.AND, c.DETERMINER):
            return False
    return False


def _new_phrase(parts: Sequence[Segment], end: int, place: int) -> bool:
    """Whether the state's name at ``place`` opens another phrase: nouns do, adjectives follow titles ("late Japanese
    …")."""
    before = parts[place - 1]
    return end == place and before.other != MARK and before.word_of(c.MODIFIER, c.NEUTRAL, c.WEAK, c.HEAD) is None


def _extended(parts: Sequence[Segment], first: int, end: int, lexicon: Lexicon) -> int:
    """The end of the phrase with its owner after a preposition, its bracket and its apposition."""
    end = _with_owner(parts, end, lexicon)
    end = _with_bracket(parts, end)
    apposed = _with_apposition(parts, first, end, lexicon)
    return apposed if apposed is not None else end


def _with_owner(parts: Sequence[Segment], end: int, lexicon: Lexicon) -> int:
    """Take in "of India", "at South Korea's foreign ministry"; no mere place ("in Mali")."""
    while end + 1 < len(parts):
        link = parts[end]
        if link.names or not link.word_of(c.OWNER) or link.key not in {"of", "at", "from"}:
            return end
        head = parts[end - 1]
        if link.key != "of" and not head.word_of(c.HEAD, c.WEAK):
            return end
        if not (head.word_of(c.HEAD, c.WEAK, c.NEUTRAL) or head.key in lexicon.payload["classes"]["counters"]):
            return end
        inner = _phrase(parts, end + 1, lexicon)
        if inner is None:
            return end
        end = _joined(parts, inner)
    return end


def _joined(parts: Sequence[Segment], end: int) -> int:
    """Take in "and Bangladesh" after "the foreign ministers of India"."""
    if end + 1 < len(parts) and parts[end].word_of(c.AND) and not parts[end].names and home(parts[end + 1]):
        after = parts[end + 2] if end + 2 < len(parts) else None
        follows = after is not None and (after.key == POSSESSIVE or after.word_of(c.HEAD, c.WEAK) is not None)
        if home(parts[end - 1]) and not follows:
            return end + 2
    return end


def _with_bracket(parts: Sequence[Segment], end: int) -> int:
    """Take in an acronym in brackets: "the Organisation of Islamic Cooperation (OIC)"."""
    if end + 2 < len(parts) and parts[end].key == "(" and parts[end + 2].key == ")":
        return end + 3 if parts[end + 1].text.isupper() else end
    return end


def _with_apposition(parts: Sequence[Segment], first: int, end: int, lexicon: Lexicon) -> int | None:
    """Take in ", Kang Kyung-wha," after a description of one person, and the other way round."""
    if end + 1 >= len(parts) or parts[end].key != ",":
        return None
    inner = _phrase(parts, end + 1, lexicon)
    if inner is None:
        return None
    inner = _with_owner(parts, inner, lexicon)
    closed = inner >= len(parts) or parts[inner].key in {
        ",",
        ".",
        ";",
        ":",
        POSSESSIVE,
        "”",
        '"',
        "who",
        "which",
        "said",
        "says",
        "told",
    }
    left, right = parts[first:end], parts[end + 1 : inner]
    if _singular_title(left) and _personal_name(right):
        return inner if closed or not _listed_after(parts, inner) else None
    if _personal_name(left) and _singular_title(right) and closed and not _listed_after(parts, inner):
        return inner
    return None


def _listed_after(parts: Sequence[Segment], end: int) -> bool:
    return end < len(parts) and bool(parts[end].word_of(c.AND))


def _personal_name(parts: Sequence[Segment]) -> bool:
    names = [part for part in parts if not (part.word_of(c.HONORIFIC) and part.text[:1].isupper())]
    if not names or not all(part.other == UNKNOWN_NAME or part.name_of(c.ENTRY) for part in names):
        return False
    return any(part.name_of(c.ENTRY) for part in names) or len(names) > 1


def _singular_title(parts: Sequence[Segment]) -> bool:
    """Whether a phrase is a description of one person and names nobody."""
    sense = parts[-1].word_of(c.HEAD, c.WEAK) if parts else None
    if sense is None:
        heads = [part.word_of(c.HEAD, c.WEAK) for part in parts]
        sense = next((found for found in heads if found), None)
    if sense is None or not sense[2] or sense[3]:
        return False
    return not any(part.name_of(c.ENTRY) and not home(part) for part in parts[-1:]) and not any(
        part.other == UNKNOWN_NAME for part in parts[-1:]
    )

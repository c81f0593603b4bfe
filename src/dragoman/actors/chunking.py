"""Where a noun phrase ends: after its last head or name, however many owners and modifiers stand before it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors import senses as c
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.readings import home
from dragoman.actors.segments import MARK, NUMBER, UNKNOWN_NAME, Segment
from dragoman.actors.tokens import POSSESSIVE

# In segments; what is longer is no noun phrase but a heap of words.
LONGEST_PHRASE = 40
# Words unknown to the lexicon that may stand between an owner and a head: "South Korean chip-testing equipment makers"
MOST_UNKNOWN_WORDS = 2


def with_adjectives(parts: Sequence[Segment], first: int, end: int, lexicon: Lexicon) -> int:
    """The end of "Saudi and Emirati media", where ``parts[first:end]`` is "Saudi": adjectives that share a head."""
    if not _adjectives_only(parts[first:end]):
        return end
    place, joined = end, False
    while place + 1 < len(parts) and (parts[place].key == "," or (parts[place].word_of(c.AND) and not joined)):
        joined = parts[place].word_of(c.AND) is not None
        inner = phrase(parts, place + 1, lexicon) if parts[place + 1].name_of(c.ADJECTIVE) else None
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


def phrase(parts: Sequence[Segment], first: int, lexicon: Lexicon) -> int | None:
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
            if end is not None and kind == "owner" and _newphrase(parts, end, place):
                break
            end = place + 1
            owner = kind == "owner" and (owner or part.name_of(c.ADJECTIVE, c.CLAIMED, c.PLACE, c.CITY) is not None)
            unknown = 0
        place += 1
    return end


def _phrase_after(parts: Sequence[Segment], first: int, lexicon: Lexicon) -> bool:
    """Whether a possessive pronoun opens a description of an actor: "her Japanese counterpart", "its ambassador"."""
    if _opens(parts[first + 1]) and not _pronoun(parts, first + 1):
        end = phrase(parts, first + 1, lexicon)
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


def _newphrase(parts: Sequence[Segment], end: int, place: int) -> bool:
    """Whether the state's name at ``place`` opens another phrase: nouns do, adjectives follow titles ("late Japanese
    …")."""
    before = parts[place - 1]
    return end == place and before.other != MARK and before.word_of(c.MODIFIER, c.NEUTRAL, c.WEAK, c.HEAD) is None

"""One article's mentions: what the tables find, what the encoder finds, and who each of them is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.coreference import resolve_mentions
from dragoman.actors.lexicon import Lexicon, load_lexicon
from dragoman.actors.mentions import Mention, Sentence, find_mentions
from dragoman.actors.readings import Context
from dragoman.actors.resolving import LONGEST_PHRASE, resolve_segments
from dragoman.actors.segments import segments

_PRONOUNS = re.compile(r"(?i:he|him|his|she|her|hers|it|its|they|them|their|himself|herself|itself|themselves)\Z")
_HALF_OF_KOREA = re.compile(r"\b[Tt]he (North|South)\b(?!['’]?\s*[A-Z])")
_NAMED_KOREA = {"North": ("North Korea", "PRK"), "South": ("South Korea", "KOR")}


def read(
    body: str,
    sentences: Sequence[Sentence],
    spans: Sequence[tuple[int, int]] = (),
    *,
    date: str | None = None,
    lexicon: Lexicon | None = None,
    start: str | None = None,
) -> list[Mention]:
    """Every mention of an actor in ``body``, in order, with the actors it stands for.

    ``spans`` are noun phrases that the encoder takes for actors, in offsets of the body; ``date`` is the day of the
    page; ``start`` the state of its dateline. Where two mentions overlap the longer one stays if it can be resolved; a
    shorter one inside it stays as well if it means somebody else (the owner in "Iran's seizure of a tanker").
    """
    lexicon = lexicon or load_lexicon()
    context = Context(lexicon, date)
    found = find_mentions(sentences, date=date, lexicon=lexicon)
    found += _koreas(body, sentences, lexicon)
    known = {(mention.start, mention.end) for mention in found if mention.actors}
    found += [
        _from_span(body, first, last, sentences, context)
        for first, last in spans
        if 0 <= first < last <= len(body) and (first, last) not in known
    ]
    starts = [sentence.start for sentence in sentences]
    resolved = resolve_mentions(_unique(found), body=body, lexicon=lexicon, starts=starts, start=start)
    encoded = frozenset(spans)
    resolved = [
        _owner_of(mention, body, context) if not mention.actors and (mention.start, mention.end) in encoded else mention
        for mention in resolved
    ]
    return _without_overlaps(resolved, encoded)


def _from_span(body: str, first: int, last: int, sentences: Sequence[Sentence], context: Context) -> Mention:
    text = body[first:last]
    number = max(bisect_right([sentence.start for sentence in sentences], first) - 1, 0)
    if _PRONOUNS.match(text):
        return Mention(first, last, text, (), "pronoun", number)
    parts = segments(text[:LONGEST_PHRASE], lexicon=context.lexicon)
    actors = tuple(resolve_segments(parts, context))
    named = any(part.names or part.other == "U" for part in parts)
    return Mention(first, last, text, actors, "name" if named else "description", number)


def _owner_of(mention: Mention, body: str, context: Context) -> Mention:
    """A span of the encoder's that is no actor itself stands for its owner: "Iran's nuclear programme" for Iran."""
    parts = segments(mention.text[:LONGEST_PHRASE], lexicon=context.lexicon)
    return replace(mention, actors=tuple(resolve_segments(parts, replace(context, loose=True))))


def _koreas(body: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> list[Mention]:
    """ "The North" and "the South" on a page that names that Korea."""
    if "Korea" not in body:
        return []
    starts = [sentence.start for sentence in sentences]
    found = []
    for match in _HALF_OF_KOREA.finditer(body):
        name, country = _NAMED_KOREA[match.group(1)]
        if name in body and starts:
            number = max(bisect_right(starts, match.start()) - 1, 0)
            state = (lexicon.state(country),)
            found.append(Mention(match.start(), match.end(), match.group(), state, "name", number))
    return found


def _unique(mentions: Sequence[Mention]) -> list[Mention]:
    kept: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        known = kept.get((mention.start, mention.end))
        if known is None or (not known.actors and mention.actors):
            kept[mention.start, mention.end] = mention
    return list(kept.values())


def _without_overlaps(mentions: Sequence[Mention], encoded: frozenset[tuple[int, int]]) -> list[Mention]:
    """Longest first; one inside another stays only if it names somebody else or the other is nobody."""
    kept: dict[int, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (not m.actors, m.start - m.end, m.start)):
        if not mention.actors and (mention.start, mention.end) not in encoded:
            continue
        near = kept[mention.sentence]
        over = [other for other in near if mention.start < other.end and other.start < mention.end]
        if not any(_covers(other, mention) for other in over):
            near.append(mention)
    return sorted(
        (mention for near in kept.values() for mention in near), key=lambda mention: (mention.start, -mention.end)
    )


def _covers(outer: Mention, inner: Mention) -> bool:
    if not outer.actors:
        return False
    if not inner.actors:
        return True
    inside = outer.start <= inner.start and inner.end <= outer.end
    if not inside:
        return True
    known = {actor.country for actor in outer.actors} | {actor.id for actor in outer.actors}
    return inner.kind in {"adjective", "place"} or all(
        actor.country in known or actor.id in known for actor in inner.actors
    )

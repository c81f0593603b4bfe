"""The places of a body, and which of them is that of an act.

The rules are of our own: an act is where a phrase of place in its clause says ("in", "at", "near"), where its verb goes
("sent to") or what it takes ("visited"). Where somebody only spoke is not where what they spoke of took place, and the
name of a capital or country that acts is no place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Protocol

from dragoman.language.clauses import joins, parted
from dragoman.language.sentences import Sentence
from dragoman.places.gazetteer import Location
from dragoman.places.profile import best, profile_of
from dragoman.places.tables import word_lists
from dragoman.places.toponyms import Toponym, find_toponyms, is_located
from dragoman.record import Dateline, Place

# A name that no phrase of place leads to is taken for a town from this many people on; for one that only other
# spellings of it give, from more.
SMALLEST_UNSUPPORTED, SMALLEST_BY_OTHER_NAME = 15_000, 300_000
OBJECT_REACH = 40
SPEECH_REACH = 45


class MentionLike(Protocol):
    """What this room needs of a mention of an actor."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def kind(self) -> str: ...


class PlaceMention(NamedTuple):
    """A place named at ``body[start:end] == text``; ``located``: a phrase of place says that something lies there."""

    start: int
    end: int
    text: str
    place: Location
    located: bool


def find_places(
    body: str,
    sentences: Sequence[Sentence],
    *,
    mentions: Sequence[MentionLike] = (),
    dateline: Dateline | None = None,
) -> list[PlaceMention]:
    """Every place that ``body`` names, in order.

    A name inside the mention of a person or body, as ``mentions`` have them, is left out unless a phrase of place leads
    to it. ``dateline`` tells which country the page speaks from.
    """
    countries = frozenset({dateline.country} if dateline and dateline.country else ())
    profile = profile_of(body)
    found = []
    for toponym in find_toponyms(body):
        place, _ = best(body, toponym, profile, countries=countries)
        located = is_located(body, toponym.start)
        least = SMALLEST_UNSUPPORTED if place.own_name else SMALLEST_BY_OTHER_NAME
        small = place.kind in {"city", "county"} and place.population < least
        # A post office without a town is too often the name of something else.
        if (small and (not located or place.geonames_id is None)) or (not located and _is_actor(toponym, mentions)):
            continue
        found.append(PlaceMention(toponym.start, toponym.end, toponym.text, place, located))
    return found


def _is_actor(toponym: Toponym, mentions: Sequence[MentionLike]) -> bool:
    return any(
        m.start <= toponym.start and toponym.end <= m.end and (m.start, m.end) != (toponym.start, toponym.end)
        for m in mentions
    )


def place_of(
    places: Sequence[PlaceMention], *, sentence: Sentence, trigger_start: int, trigger_end: int
) -> Place | None:
    """The place of the act whose trigger stands at these offsets of the body in ``sentence``, or None."""
    inside = [each for each in places if sentence.start <= each.start and each.end <= sentence.end]
    ranked = []
    for mention in inside:
        rank = _rank(sentence, mention, trigger_start - sentence.start, trigger_end - sentence.start)
        if rank is not None:
            ranked.append((rank, mention.start, mention))
    return min(ranked)[2].place.as_place() if ranked else None


def _rank(sentence: Sentence, mention: PlaceMention, act_first: int, act_last: int) -> tuple[int, int, int] | None:
    """How near a place is to an act: clauses joined on between, side, distance; None where it is not the act's."""
    text = sentence.text
    first, last = mention.start - sentence.start, mention.end - sentence.start
    if first < act_last and act_first < last:
        return None
    after = first >= act_last
    between = text[act_last:first] if after else text[last:act_first]
    if parted(between) or re.match(r"['’]s\s+[a-z]", text[last : last + 4]):
        return None
    if after and (_heads_for(text[act_first:act_last], between) or _takes(text[act_first:act_last], between)):
        return (0, 0, len(between))
    if not mention.located or _spoken_at(text, first, act_first, act_last):
        return None
    # A place before the act is its own only at the head of the sentence or right before it ("In Geneva, …").
    fronted = not after and ("," in between or len(between) < 4 or first < SPEECH_REACH)
    if not after and not fronted:
        return None
    return (joins(between), 0 if after else 1, len(between))


def _heads_for(act: str, between: str) -> bool:
    return (
        bool(_stems("heading").match(act))
        and re.search(r"\b(?:to|for|into|toward|towards|in|at)\s+(?:\w+\s+){0,4}\Z", between[-OBJECT_REACH:])
        is not None
    )


def _takes(act: str, between: str) -> bool:
    """Whether the place is the object of the act's verb or noun ("visited Odesa", "shelling of the port of Odesa")."""
    return (
        bool(_stems("reaching").match(act))
        and re.fullmatch(r"(?:\w+\s)?\s*(?:(?:on|of|the|to|in|a|at)\s+|\w+(?:ern)?\s+){0,4}", between) is not None
        and len(between) < OBJECT_REACH
    )


@cache
def _stems(name: str) -> re.Pattern[str]:
    return re.compile(
        "(?:" + "|".join(sorted(map(re.escape, word_lists()[name]), key=lambda w: (-len(w), w))) + ")", re.IGNORECASE
    )


@cache
def _speech() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, word_lists()["speaking"]), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _spoken_at(text: str, first: int, act_first: int, act_last: int) -> bool:
    """Whether somebody spoke at the place ("speaking in Seoul, he said …") and the act is not that speech."""
    lead = text[max(0, first - SPEECH_REACH) : first]
    spoken = [match.start() + max(0, first - SPEECH_REACH) for match in _speech().finditer(lead)]
    return bool(spoken) and not act_first <= spoken[-1] < act_last and not spoken[-1] < act_first < first

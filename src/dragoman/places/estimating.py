"""Where a place lies that the gazetteer lacks: by the rest of its name, or by the places named beside it.

"Chatuge Lake" and "Lincoln County Hospital" lie where another Chatuge and Lincoln County do, if the page is there; a
hamlet lies near the town named with it, and is then of kind ``near``.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.places.gazetteer import Location, distance_km
from dragoman.places.profile import best, profile_of
from dragoman.places.tables import word_lists
from dragoman.places.toponyms import Toponym, find_toponyms

SENTENCE = 250  # the end of a sentence between two names counts as so many characters
WIDE_PENALTY = {"division": 150, "region": 300, "sea": 300, "river": 150, "country": 2_000, "continent": 20_000}
LONGEST_WAY = 6_000
HERE_KM = 200.0
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n")


def near_place(text: str, start: int, end: int) -> Location | None:
    """The place named nearest to ``text[start:end]``, told to be of kind "near" and under the unknown name; or None."""
    name = text[start:end].strip(' \t\n,;:"“”()')
    profile, ranked = profile_of(text), []
    for toponym in find_toponyms(text):
        if toponym.start < end and start < toponym.end:
            continue
        place, _ = best(text, toponym, profile)
        between = text[toponym.end : start] if toponym.end <= start else text[end : toponym.start]
        away = len(between) + SENTENCE * len(_SENTENCE_END.findall(between)) + WIDE_PENALTY.get(place.kind, 0)
        ranked.append((away, toponym.start, place))
    if not ranked or min(ranked)[0] > LONGEST_WAY:
        return None
    place = min(ranked)[2]
    return Location(name, place.country, place.latitude, place.longitude, None, "near", division=place.division)


def of_rest(text: str, start: int, end: int, rest: str, candidates: tuple[Location, ...]) -> Location | None:
    """What ``rest`` of a name means, if it lies where the page's other places do: one elsewhere says nothing."""
    place, _ = best(text, Toponym(start, end, rest, candidates), profile_of(text))
    beside = near_place(text, start, end)
    if beside is None or distance_km(place, beside) < HERE_KM:
        return place
    return None


def rests(name: str) -> list[str]:
    """``name`` without the words that say what it is: "Chatuge Lake" is Chatuge, "the University of Xanten" Xanten."""
    bare = _features()[0].sub("", _features()[1].sub("", name)).strip()
    return [bare] if bare and bare != name and bare[:1].isupper() else []


@cache
def _features() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(map(re.escape, word_lists()["features"]), key=lambda word: (-len(word), word)))
    trailing = re.compile(rf"(?:\s+(?:{words}))+\Z", re.IGNORECASE)
    return trailing, re.compile(rf"\A(?:the\s+)?(?:(?:{words})\s+(?:of\s+)?)+", re.IGNORECASE)


def is_feature_word(word: str) -> bool:
    """Whether a word only says what kind of place a name is."""
    return word.lower() in word_lists()["features"]

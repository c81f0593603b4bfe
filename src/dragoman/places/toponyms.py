"""Where a text may name places: runs of capitalised words that the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.places.gazetteer import Gazetteer, Location, gazetteer
from dragoman.places.names import fold
from dragoman.places.tables import abbreviations, word_lists

LONGEST_NAME = 5  # words
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’ʻ]*(?:[.]\w)*\.?"
_LINK = (
    r"(?:[ -]|\s(?:of|de|del|la|al-|el-|the|and|upon|on|le|da|do|dos|di|du|des)\s"
    r"|-(?:al|el|on|upon|sur|de|la|le)-|\s(?:al|el)-)"
)
_RUN = re.compile(rf"{_NAME}(?:{_LINK}{_NAME}){{0,11}}")
_WORD = re.compile(r"[^\s-]+")
_PERSON_BEFORE = re.compile(r"([\w.]+)\s+\Z")


class Toponym(NamedTuple):
    """A name at ``text[start:end]`` and every place that bears it."""

    start: int
    end: int
    text: str
    candidates: tuple[Location, ...]


@lru_cache(maxsize=16)
def find_toponyms(text: str) -> tuple[Toponym, ...]:
    """Every run of words that is a name of the gazetteer, the longest first; likely names of people left out."""
    places = gazetteer()
    return tuple(toponym for match in _RUN.finditer(text) for toponym in _in_run(text, match, places))


def _in_run(text: str, match: re.Match[str], places: Gazetteer) -> Iterator[Toponym]:
    words = [(m.start() + match.start(), m.end() + match.start()) for m in _WORD.finditer(match.group())]
    first = 0
    while first < len(words):
        if _word(text, words[first]).lower() == "the":
            first += 1
            continue
        for last in range(min(len(words), first + LONGEST_NAME), first, -1):
            found = _named(text, words[first][0], words[last - 1][1], places)
            if found is None:
                continue
            if not _is_person(text, found, words, first, last):
                yield found
            first = last
            break
        else:
            first += 1


def _named(text: str, start: int, end: int, places: Gazetteer) -> Toponym | None:
    name = text[start:end].rstrip(",;:!?")
    bare = re.sub(r"['’]s?\Z", "", name)
    short = (name,) if name.rstrip(".") in abbreviations() or "." in name[:-1] else ()
    for form in dict.fromkeys((*short, name.rstrip("."), bare.rstrip("."))):
        candidates = known(form, places)
        if candidates and not _unlikely(form) and not _acronym(form, candidates):
            return Toponym(start, start + len(form), form, candidates)
    return None


@cache
def _cached(name: str) -> tuple[Location, ...]:
    places = gazetteer()
    short = abbreviations().get(name.rstrip("."))
    division = places.division(short[1], country=short[0]) if short and (name.endswith(".") or len(name) > 2) else None
    return (division,) if division else tuple(places.look_up(name))


def known(name: str, places: Gazetteer) -> tuple[Location, ...]:
    """Every place of that name; a short form such as "Calif." is its division."""
    if len(name) > 60:
        return ()
    if _cached.cache_info().currsize > 20_000:
        _cached.cache_clear()
    return _cached(name)


def _unlikely(name: str) -> bool:
    words = fold(name).split()
    return (
        not words
        or all(word in word_lists()["unlikely"] for word in words)
        or (len(name) < 3 and name not in {"US", "UK"})
    )


def _acronym(name: str, candidates: tuple[Location, ...]) -> bool:
    """Whether a short name in capitals is rather a body's ("NATO", "the EU") than that of a small town."""
    if not name.isupper() or len(name) > 5:
        return False
    return all(place.kind == "city" and place.population < 500_000 for place in candidates)


def is_located(text: str, start: int) -> bool:
    """Whether the words before a name say that something lies or happens there ("in the eastern city of …")."""
    return locative_phrase().search(text[max(0, start - 80) : start]) is not None


@cache
def locative_phrase() -> re.Pattern[str]:
    """A preposition of place and what may stand between it and the name, at the end of a text."""
    words = word_lists()
    leads = "|".join(sorted(map(re.escape, words["locative"]), key=lambda word: (-len(word), word)))
    between = "|".join(sorted(map(re.escape, words["between"]), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w’'])(?P<lead>{leads})\s+(?:(?:{between})[\s-]+){{0,5}}\Z", re.IGNORECASE)


def _is_person(text: str, found: Toponym, words: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether the name stands among other capitalised words as part of the name of a person or a body."""
    if any(place.kind in {"country", "division"} and place.own_name for place in found.candidates):
        return False
    before = _PERSON_BEFORE.search(text[max(0, found.start - 25) : found.start])
    if before and fold(before.group(1)) in word_lists()["persons"]:
        return True
    if " " in found.text or "-" in found.text:
        return False
    joined_before = (
        first > 0
        and text[words[first - 1][1] - 1] not in ".,;:"
        and not known(_word(text, words[first - 1]), gazetteer())
    )
    joined_after = (
        last < len(words)
        and text[words[last - 1][1] - 1] not in ".,;:"
        and not known(_word(text, words[last]), gazetteer())
    )
    # "Dundee and Stirling" is one run, too, of two names.
    joined_before = joined_before and _word(text, words[first - 1]) != "and"
    joined_after = joined_after and _word(text, words[last]) != "and"
    # At the head of a sentence the word before may be no name at all ("In Paris" is one run).
    if joined_before and fold(_word(text, words[first - 1])) in word_lists()["unlikely"]:
        joined_before = False
    if joined_after and (
        text[found.end : found.end + 1] in "'’" or fold(_word(text, words[last])) in word_lists()["divisions"]
    ):
        joined_after = False
    return joined_before or joined_after


def _word(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].strip(".,;:'’")

"""What stands right after a name: "Paris, Texas", "Georgetown, Guyana", "Herat province", "Luhansk (Ukraine)"."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.places.gazetteer import Location, gazetteer
from dragoman.places.tables import abbreviations, word_lists

# Weights of a kind told outright, as a part of that of a container.
KIND_TOLD = 0.25
REACH = 60
_INSIDE = re.compile(
    r"(?:['’]s)?(?:,\s+|\s+\(|,?\s+in\s+(?:the\s+)?(?:\w+ern\s+|\w+ern\s+\w+\s+of\s+)?)"
    r"(?P<name>[A-Z][\w'’.]*(?:[ -](?:(?:of|and|the|de|la)\s)?[A-Z][\w'’.]*){0,3})"
)
_TOWN_BEFORE = re.compile(r"(?P<name>[A-Z][\w'’.]*(?:[ -][A-Z][\w'’.]*){0,2}),\s+\Z")
_DIVISION_IN_COUNTRY = 0.6


def contained(text: str, start: int, end: int, place: Location) -> float:
    """1 where the text says that the name lies in the division or country of ``place``, -1 where in another, else 0."""
    told = _kind_told(text[end : end + REACH], place)
    if place.kind in {"country", "division"} and _names_town_in(text[max(0, start - REACH) : start], place):
        return told + _DIVISION_IN_COUNTRY
    containers = _containers(text[end : end + REACH])
    if not containers or place.kind in {"country", "continent"}:
        return told
    for container in containers:
        if container.kind == "division" and place.division == container.row and place.row != container.row:
            return 1.0 + told
        if container.kind == "country" and place.country == container.country:
            return _DIVISION_IN_COUNTRY + told
    return told


def _names_town_in(before: str, place: Location) -> bool:
    """Whether the words before "…, Georgia" name a town in this Georgia."""
    match = _TOWN_BEFORE.search(before)
    if match is None:
        return False
    words = match["name"].split(" ")
    towns = [town for first in range(len(words)) for town in gazetteer().look_up(" ".join(words[first:]))]
    if place.kind == "division":
        return any(town.division == place.row for town in towns if town.row != place.row)
    return any(town.country == place.country for town in towns if town.kind in {"city", "division"})


def _kind_told(after: str, place: Location) -> float:
    """ "Herat province" is the division, "Georgia state" no country."""
    match = re.match(r"['’s]*\s+([A-Za-z]+)", after)
    if match is None or match.group(1).lower() not in word_lists()["divisions"]:
        return 0.0
    return KIND_TOLD if place.kind in {"division", "county"} else -KIND_TOLD if place.kind == "country" else 0.0


@lru_cache(maxsize=2_048)
def _containers(after: str) -> tuple[Location, ...]:
    """The divisions and countries that the words after a name may mean."""
    match = _INSIDE.match(after)
    if match is None:
        return ()
    words = match["name"].split(" ")
    for length in range(len(words), 0, -1):
        found = _container(" ".join(words[:length]))
        if found:
            return found
    return ()


def _container(name: str) -> tuple[Location, ...]:
    places = gazetteer()
    short = abbreviations().get(name.rstrip("."))
    division = places.division(short[1], country=short[0]) if short else None
    if division:
        return (division,)
    return tuple(place for place in places.look_up(name) if place.kind in {"division", "country"})

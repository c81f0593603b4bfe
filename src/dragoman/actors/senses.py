"""The classes of senses that the lexicon keeps, and the builder that gathers them.

A sense is a tuple that begins with one of the class letters below.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from dragoman.actors.entities import named_id
from dragoman.actors.tables import CODES, State
from dragoman.actors.tokens import key_of, tokenize

# Classes of proper names
COUNTRY, ADJECTIVE, NATIONAL, CAPITAL, SEAT, PLACE, CITY, ENTRY, NOTHING = "C", "A", "N", "K", "S", "R", "Q", "E", "X"
CLAIMED = "L"
# Classes of common words
HEAD, WEAK, MODIFIER, FORMER, NEUTRAL, DETERMINER = "H", "W", "M", "F", "n", "D"
OWNER, PLACING, OTHER, AND, HONORIFIC, PRONOUN, ANAPHOR = "po", "pp", "px", "and", "h", "pn", "an"

Payload = dict[str, Any]
Sense = tuple[Any, ...]


class Builder:
    """Gathers the rows of all tables; what comes first wins where two tables say different things of one name."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str, str, str | None, tuple[State, ...]]] = []
        self.by_name: dict[tuple[str, str], int] = {}
        self.homes: dict[str, list[str]] = defaultdict(list)
        self.names: dict[str, list[Sense]] = defaultdict(list)
        self.words: dict[str, list[Sense]] = defaultdict(list)
        self.countries: dict[str, str] = {}
        self.members: dict[str, list[tuple[str, str, str]]] = {}

    def name(self, text: str, sense: Sense) -> None:
        key = key_of(text)
        if key and all(known[:-1] != sense for known in self.names[key]):
            self.names[key].append((*sense, _case(text)))

    def word(self, text: str, sense: Sense) -> None:
        key = key_of(text)
        if key and sense not in self.words[key]:
            self.words[key].append(sense)

    def entry(self, spellings: list[str], country: str, states: tuple[State, ...], *, person: bool) -> None:
        """Add a named actor, or more states of one that the same country has under the same name."""
        own = (country, key_of(spellings[0]))
        if person and country in CODES and len(homes := self.homes[own[1]]) == 1:
            own = (homes[0], own[1])
            states = tuple(state._replace(country=state.country or country) for state in states)
        if own in self.by_name:
            index = self.by_name[own]
            identity, name, kind, home, known = self.entries[index]
            self.entries[index] = (identity, name, kind, home, (*known, *(s for s in states if s not in known)))
        else:
            index = self.by_name[own] = len(self.entries)
            sectors = states[0].sectors if states else ()
            home_sector = "GOV" if person and any("GOV" in s.sectors for s in states) else next(iter(sectors), None)
            identity = _identity(spellings[0], country, home_sector)
            kind = "person" if person else _organisation_kind(sectors)
            self.entries.append((identity, spellings[0], kind, country, states))
            if person and country not in CODES:
                self.homes[own[1]].append(country)
        for spelling in spellings:
            self.name(spelling, (ENTRY, index))

    def payload(self) -> Payload:
        longest: dict[str, int] = {}
        for key in (*self.names, *self.words):
            first, count = key.split(" ", 1)[0], key.count(" ") + 1
            longest[first] = max(count, longest.get(first, 0))
        return {
            "entries": [(i, n, k, c, tuple(tuple(s) for s in states)) for i, n, k, c, states in self.entries],
            "names": {key: tuple(senses) for key, senses in self.names.items() if senses},
            "words": {key: tuple(senses) for key, senses in self.words.items()},
            "longest": longest,
            "countries": self.countries,
            "members": self.members,
        }


def _identity(name: str, country: str, sector: str | None) -> str:
    # The two organisations that have a country code of their own are that code; other bodies of states are IGO:NAME.
    if key_of(name) == "united nations":
        return "UNO"
    if key_of(name) == "european union":
        return "EUR"
    return named_id(name, country=country, sector=sector)


def _organisation_kind(sectors: tuple[str, ...]) -> str:
    return "group" if sectors and sectors[0] in {"REB", "UAF", "CRM", "PRM"} else "organisation"


def _case(text: str) -> str:
    """How the name is written: ``A`` all capitals (must be so in the text), ``-`` none, else the place of its first
    capital word."""
    words = [token.text for token in tokenize(text) if not token.mark]
    letters = "".join(words).replace(".", "")
    if letters.isupper() and len(letters) <= 4 and len(words) <= 2:
        return "A"
    if len(words) > 1 and not any(word[:1].isupper() for word in words):
        return "-"
    return str(next((place for place, word in enumerate(words) if word[:1].isupper() and word not in {"Al", "El"}), 0))

"""The tables of common words: agents, modifiers and the closed word classes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.actors import tables
from dragoman.actors.senses import (
    ANAPHOR,
    AND,
    DETERMINER,
    FORMER,
    HEAD,
    HONORIFIC,
    MODIFIER,
    NEUTRAL,
    OTHER,
    OWNER,
    PLACING,
    PRONOUN,
    WEAK,
    Builder,
)
from dragoman.actors.tables import SECTORS, fault
from dragoman.actors.tokens import key_of


def agents(builder: Builder, path: Path) -> None:
    table = tables.read(path)
    for sector, groups in table["heads"].items():
        _known_sector(path, sector)
        for group, nouns in groups.items():
            for noun in nouns:
                for form, plural in _forms(noun):
                    builder.word(form, (HEAD, sector, group == "people", plural))
    for sector, nouns in table["weak"].items():
        for noun in nouns:
            for form, plural in _forms(noun):
                builder.word(form, (WEAK, sector, True, plural))
    for sector, nouns in table["modifiers"].items():
        _known_sector(path, sector)
        for noun in nouns:
            builder.word(noun, (MODIFIER, sector))
    for noun in table["former"]:
        builder.word(noun, (FORMER,))
    for noun in table["neutral"]:
        builder.word(noun, (NEUTRAL,))


def own_agents(builder: Builder, path: Path, table: dict[str, list[str]]) -> None:
    """A user's agent words, ``SEC: [noun, …]``."""
    for sector, nouns in table.items():
        _known_sector(path, sector)
        for noun in nouns:
            for form, plural in _forms(noun):
                builder.word(form, (HEAD, sector, True, plural))


def _known_sector(path: Path, sector: str) -> None:
    if sector not in SECTORS:
        raise fault(path, f"{sector}:", f"{sector} is no PLOVER sector")


def _forms(noun: str) -> list[tuple[str, bool]]:
    """A noun and its plural: "ministry/ministries" says it, other nouns take the regular ending on their last word."""
    singular, _, plural = noun.partition("/")
    if plural:
        return [(singular, False), (plural, True)]
    if singular.endswith(("s'", "ss")) or (singular.endswith("s") and not singular.endswith("us")):
        return [(singular, not singular.endswith("ss"))]
    if singular.endswith("y") and singular[-2] not in "aeiou":
        return [(singular, False), (singular[:-1] + "ies", True)]
    first, joint, rest = singular.partition(" of ")
    stem = first + ("es" if first.endswith(("ch", "sh", "x", "ss")) else "s")
    return [(singular, False), (stem + joint + rest, True)]


def word_classes(builder: Builder, path: Path) -> dict[str, Any]:
    table = tables.read(path)
    kinds = {
        "determiners": DETERMINER,
        "owner_prepositions": OWNER,
        "place_prepositions": PLACING,
        "other_prepositions": OTHER,
        "conjunctions": AND,
    }
    for key, kind in kinds.items():
        for word in table[key]:
            if word == "&":
                builder.words["&"].append((AND,))
            builder.word(word, (kind,))
    for gender, words in table["honorifics"].items():
        for word in words:
            builder.word(word, (HONORIFIC, gender))
    for person, words in table["pronouns"].items():
        for word in words:
            builder.word(word, (PRONOUN, person))
    for kind, phrases in table["anaphors"].items():
        for words in phrases:
            builder.word(words.removeprefix("the ").split()[-1], (ANAPHOR, kind))
    for sector in table["name_ends"]:
        _known_sector(path, sector)
    return {
        "together": {key_of(word): tuple(countries) for word, countries in table["together"].items()},
        "regions": {key_of(word): frozenset(countries) for word, countries in table["regions"].items()},
        "called": {key_of(word): frozenset(countries) for word, countries in table["called"].items()},
        "abroad": frozenset(form for noun in table["abroad"] for form, _ in _forms(noun)),
        "anaphors": {kind: frozenset(key_of(words) for words in group) for kind, group in table["anaphors"].items()},
        "false_friends": {
            key_of(name): (
                frozenset(key_of(word) for word in row.get("before", [])),
                frozenset(key_of(word) for word in row.get("after", [])),
                row.get("country"),
                row.get("given") == "yes",
            )
            for name, row in table["false_friends"].items()
        },
        "name_ends": {key_of(word): sector for sector, words in table["name_ends"].items() for word in words},
        **{
            key: frozenset(key_of(word) for word in table[key])
            for key in (
                "detached_after",
                "detached_before",
                "owner_after_to",
                "calendar",
                "particles",
                "counters",
                "verbs",
                "locating_prepositions",
                "stateless",
                "happenings",
                "weak_bodies",
                "quantities",
                "presiding",
                "ngos",
                "national_bodies",
                "clause_openers",
                "auxiliaries",
                "prepositions",
            )
        },
    }


def genders(path: Path) -> dict[str, str]:
    """The pronoun that usually follows a given name."""
    table = tables.read(path)
    if set(table) != {"he", "she"}:
        raise fault(path, "", "he and she are wanted")
    return {key_of(name): gender for gender, names in table.items() for name in names}

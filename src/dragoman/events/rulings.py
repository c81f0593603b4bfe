"""The codebook's rulings on close cases that depend on who the parties are (``data/rulings.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError
from dragoman.events.ontology import load_types
from dragoman.record import EventType


@dataclass(frozen=True)
class Ruling:
    """Acts of type ``source`` in one of ``modes`` or none are ``target`` where ``words`` are and ``unless`` is not."""

    source: str
    modes: frozenset[str]
    target: EventType
    mode: str | None
    words: re.Pattern[str]
    unless: re.Pattern[str]


@cache
def load_rulings() -> tuple[Ruling, ...]:
    """Read and check the table; raises DataError for a type or mode that the ontology lacks."""
    import yaml

    types = load_types()
    found = []
    for row in yaml.safe_load(files("dragoman.events").joinpath("data", "rulings.yaml").read_text("utf-8")):
        if row["from"] not in types or row["to"] not in types or row["as"] not in types[row["to"]].modes:
            raise DataError(f"rulings.yaml: no such type or mode in {row}")
        words = re.compile(rf"\b(?:{'|'.join(row['words'])})\b", re.IGNORECASE)
        unless = re.compile(rf"\b(?:{'|'.join(row['unless'])})", re.IGNORECASE)
        found.append(Ruling(row["from"], frozenset(row["modes"]), types[row["to"]].name, row["as"], words, unless))
    return tuple(found)


def ruled(
    type_: EventType, mode: str | None, codes: Sequence[Sequence[str]], clause: str
) -> tuple[EventType, str | None]:
    """Type and mode of an act, given the countries and sectors ("JPN", "KOR.BUS") of its two sides."""
    if not all(side and all(code.removesuffix(".GOV").isalpha() for code in side) for side in codes):
        return type_, mode
    if {code[:3] for code in codes[0]} & {code[:3] for code in codes[1]}:
        return type_, mode
    for ruling in load_rulings():
        fits = type_ == ruling.source and (mode is None or mode in ruling.modes)
        if fits and ruling.words.search(clause) and not ruling.unless.search(clause):
            return ruling.target, ruling.mode
    return type_, mode

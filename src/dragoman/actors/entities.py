"""What a resolved actor is, and the ids that stay the same on every page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.actors.tokens import fold

# The record is pydantic, which takes longer to import than the whole lexicon to load.
if TYPE_CHECKING:
    from dragoman.record import EntityKind

_BREAKS = re.compile(r"[^a-z0-9]+")
_KINDS: dict[str, EntityKind] = {
    "GOV": "government",
    "CVL": "group",
    "REB": "group",
    "UAF": "group",
    "CRM": "group",
    "PRM": "group",
    "OPP": "group",
    "REF": "group",
    "ELI": "group",
    "AGR": "group",
    "LAB": "group",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A political actor at a date.

    ``country`` is an ISO 3166-1 alpha-3 code (a former state's ISO 3166-3 code, KOS), or one of UNO EUR IGO NGO ISM
    IMG MNC;
    ``sectors`` are PLOVER sectors, the primary one first; ``role`` is the office or description, if one is known.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None

    @property
    def code(self) -> str | None:
        """Country and primary sector, such as ``KOR.JUD``; the country alone for a state."""
        if self.country is None or self.kind == "state" or not self.sectors:
            return self.country
        return f"{self.country}.{self.sectors[0]}"


@lru_cache(maxsize=16384)
def slug(name: str) -> str:
    """``name`` as the last part of an id: "Toshimitsu Motegi" is ``toshimitsu-motegi``."""
    return _BREAKS.sub("-", " ".join(fold(part) for part in name.split())).strip("-")


def named_id(name: str, *, country: str | None, sector: str | None) -> str:
    """The id of a named person or organisation whose home is ``country`` and ``sector``."""
    if country is None:
        return f"ORG:{slug(name)}"
    if country in {"IGO", "NGO", "IMG", "ISM", "MNC"}:
        return f"{country}:{slug(name)}"
    return f"{country}.{sector}:{slug(name)}" if sector else f"{country}:{slug(name)}"


def unnamed_id(words: str, *, country: str | None, sector: str | None) -> str:
    """The id of an actor that is only described: ``KOR.JUD``, or ``ORG:protesters`` where no country is known."""
    if country is None:
        return f"ORG:{slug(words)}"
    return f"{country}.{sector}" if sector else country


def kind_of(sectors: tuple[str, ...]) -> EntityKind:
    """The kind of an unnamed actor of these sectors."""
    return _KINDS.get(sectors[0], "organisation") if sectors else "organisation"

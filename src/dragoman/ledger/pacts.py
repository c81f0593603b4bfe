"""The table of agreements: what names one, and the cues of its life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from dragoman.errors import DataError
from dragoman.record import AgreementStatus
from dragoman.tables import load_mapping


@dataclass(frozen=True)
class Pacts:
    """Compiled ``data/agreements.yaml``; ``statuses`` in order of precedence."""

    kinds: dict[str, str]
    only_in_names: frozenset[str]
    not_with: frozenset[str]
    statuses: tuple[tuple[AgreementStatus, re.Pattern[str]], ...]
    hypothetical: re.Pattern[str]
    expiry: re.Pattern[str]
    name: re.Pattern[str]
    phrase: re.Pattern[str]
    names_any: re.Pattern[str]
    speaks_of_any: re.Pattern[str]

    def names(self, text: str) -> Iterator[re.Match[str]]:
        """The titles in a text. Most sentences hold no word for an agreement, and ``name`` is slow to find that out."""
        return self.name.finditer(text) if self.names_any.search(text) else iter(())

    def phrases(self, text: str) -> Iterator[re.Match[str]]:
        """The phrases in a text, likewise."""
        return self.phrase.finditer(text) if self.speaks_of_any.search(text) else iter(())


@cache
def load_pacts() -> Pacts:
    """Read and check the table; raises DataError naming the file and the bad row."""
    raw = load_mapping(__package__, "agreements.yaml")
    unknown = set(raw["statuses"]) - set(get_args(AgreementStatus))
    if unknown:
        raise DataError(f"agreements.yaml: no such status: {', '.join(sorted(unknown))}")
    kinds = {form: kind for kind, forms in raw["kinds"].items() for form in forms}
    heads = "|".join(sorted((re.escape(h) for h in kinds), key=len, reverse=True))
    capital = r"[A-Z0-9][\w’'.-]*"
    inside = rf"(?:{capital}|of|on|for|the|and|in|to|de|with)"
    titled = "|".join(sorted({h.capitalize() for h in kinds} | {h.title() for h in kinds}, key=len, reverse=True))
    return Pacts(
        kinds=kinds,
        only_in_names=frozenset(raw["only_in_names"]),
        not_with=frozenset(raw["not_with"]),
        statuses=tuple((s, _any(cues)) for s, cues in raw["statuses"].items()),
        hypothetical=_any(raw["hypothetical"]),
        expiry=_any(raw["expiry"]),
        # "Security of Military Information Agreement (GSOMIA)"; "Treaty on the Non-Proliferation of Nuclear Weapons"
        name=re.compile(
            rf"(?:{capital}\s+(?:{inside}\s+){{0,8}}?(?:{titled})"
            rf"|(?:{titled})\s+(?:of|on|for)\s+(?:{inside}\s+){{0,8}}{capital})"
            rf"(?:\s+\(([A-Z][A-Za-z-]{{1,10}})\))?"
        ),
        phrase=re.compile(rf"(?:[\w’'.-]+\s+){{0,5}}(?:{heads})\b"),
        names_any=re.compile(titled),
        speaks_of_any=re.compile(rf"(?:{heads})\b"),
    )


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(cues)})\b" if cues else r"(?!)", re.IGNORECASE)

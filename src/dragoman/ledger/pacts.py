"""The tables of agreements: what names one, the cues of its life, and those that pages name without explaining them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from dragoman.errors import DataError
from dragoman.record import AgreementStatus
from dragoman.tables import load_mapping

_CAPITAL = r"[A-Z0-9][\w’'.-]*"


@dataclass(frozen=True)
class Cues:
    """The compiled cues of one status: acts on the agreement, states of it, and nouns right before it."""

    acts: re.Pattern[str]
    states: re.Pattern[str]
    nouns: re.Pattern[str]


@dataclass(frozen=True)
class Known:
    """An agreement that pages name without explaining it."""

    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: str
    parties: tuple[str, ...]


@dataclass(frozen=True)
class Pacts:
    """Compiled ``data/agreements.yaml``. ``kinds`` maps head nouns to kinds, ``families`` kinds to families."""

    kinds: dict[str, str]
    families: dict[str, str]
    stand_ins: frozenset[str]
    only_in_names: frozenset[str]
    not_with: frozenset[str]
    idle: frozenset[str]
    not_before: re.Pattern[str]
    statuses: dict[AgreementStatus, Cues]
    life: dict[AgreementStatus, int]
    moods: dict[str, re.Pattern[str]]
    past: re.Pattern[str]
    expiry: re.Pattern[str]
    until: re.Pattern[str]
    review: re.Pattern[str]
    apposed: re.Pattern[str]
    subject: re.Pattern[str]
    deed: re.Pattern[str]
    bystanders: re.Pattern[str]
    helpers: re.Pattern[str]
    joiners: re.Pattern[str]
    combining: dict[str, str]
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
    for table in ("statuses", "life"):
        if set(raw[table]) != set(get_args(AgreementStatus)):
            raise DataError(f"agreements.yaml: {table} wants each status once: {', '.join(get_args(AgreementStatus))}")
    kinds = {form: kind for kind, forms in raw["kinds"].items() for form in forms}
    heads = "|".join(sorted((re.escape(h) for h in kinds), key=len, reverse=True))
    inside = rf"(?:{_CAPITAL}|of|on|for|the|and|in|to|de|with)"
    titled = "|".join(sorted({h.capitalize() for h in kinds} | {h.title() for h in kinds}, key=len, reverse=True))
    stand_ins = "|".join(raw["stand_ins"])
    return Pacts(
        kinds=kinds,
        families={kind: family for family, members in raw["families"].items() for kind in members},
        stand_ins=frozenset(raw["stand_ins"]),
        only_in_names=frozenset(raw["only_in_names"]),
        not_with=frozenset(raw["not_with"]),
        idle=frozenset(raw["idle"]),
        not_before=re.compile(rf"\s+(?:{'|'.join(raw['not_before'])})\b"),
        statuses={s: _cues(s, row) for s, row in raw["statuses"].items()},
        life={s: i for i, s in enumerate(raw["life"])},
        moods={mood: _ending(cues) for mood, cues in raw["moods"].items()},
        past=_ending(raw["past"]),
        expiry=_any(raw["expiry"]),
        until=_any(raw["until"]),
        review=_any(raw["review"]),
        apposed=re.compile(raw["apposed"]),
        subject=re.compile(rf"\s+(?:{'|'.join(raw['subjects'])})\s+(?=\w)"),
        deed=re.compile(
            rf"(?:\s+to\s+(?!which|whom|the|an?|it|its|be\b)(?=[a-z])|,?\s+(?:{'|'.join(raw['deeds'])})\s+)(?=\w)"
        ),
        bystanders=_any(raw["bystanders"]),
        helpers=_any(raw["helpers"]),
        joiners=_any(raw["joiners"]),
        combining=raw["combining"],
        # "Security of Military Information Agreement (GSOMIA)"; "Treaty on the Non-Proliferation of Nuclear Weapons"
        name=re.compile(
            rf"(?:{_CAPITAL}\s+(?:{inside}\s+){{0,8}}?(?:{titled})\b"
            rf"|(?:{titled})\s+(?:of|on|for)\s+(?:{inside}\s+){{0,8}}{_CAPITAL})"
            rf"(?:\s+\(([A-Z][A-Za-z-]{{1,10}})\))?"
        ),
        phrase=re.compile(rf"(?:[“\"]?[\w’'.-]+[”\"]?\s+){{0,5}}(?:{heads}|(?<=\bthe )(?:{stand_ins}))\b"),
        names_any=re.compile(rf"\b(?:{titled})\b"),
        speaks_of_any=re.compile(rf"\b(?:{heads}|{stand_ins})\b"),
    )


@cache
def known_pacts() -> dict[str, Known]:
    """The agreements of ``data/treaties.yaml`` by each of their names and acronyms."""
    found: dict[str, Known] = {}
    for name, row in load_mapping(__package__, "treaties.yaml").items():
        if not isinstance(row, dict) or not set(row) <= {"acronym", "aliases", "kind", "parties"}:
            raise DataError(f"treaties.yaml: {name} wants acronym, aliases, kind and parties alone")
        aliases = tuple(row.get("aliases", ()))
        pact = Known(name, row.get("acronym"), aliases, row["kind"], tuple(row.get("parties", ())))
        for form in filter(None, (name, pact.acronym, *aliases)):
            if found.setdefault(form, pact) is not pact:
                raise DataError(f"treaties.yaml: {form} names two agreements")
    return found


@cache
def known_names() -> re.Pattern[str]:
    """Any name of a known agreement, the longest first."""
    forms = sorted(map(re.escape, known_pacts()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def _cues(status: str, row: dict[str, Any]) -> Cues:
    if set(row) != {"acts", "states", "nouns"}:
        raise DataError(f"agreements.yaml: {status} wants acts, states and nouns")
    return Cues(_any(row["acts"]), _any(row["states"]), _any(row["nouns"]))


def _any(cues: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(cues)})(?!\w)" if cues else r"(?!)", re.IGNORECASE)


def _ending(cues: Sequence[str]) -> re.Pattern[str]:
    """Cues that stand right before what follows them."""
    return re.compile(rf"(?:^|(?<=[^\w’']))(?:{'|'.join(cues)})\s*\Z", re.IGNORECASE)
